import { Screen } from '#components/screen';
import { LawEditor } from '#features/desk/law-editor';

export default function DeskLawsPage() {
  return (
    <Screen>
      <LawEditor />
    </Screen>
  );
}
