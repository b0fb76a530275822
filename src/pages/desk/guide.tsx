import { Screen } from '#components/screen';
import { GuideEditor } from '#features/desk/guide-editor';

export default function DeskGuidePage() {
  return (
    <Screen>
      <GuideEditor />
    </Screen>
  );
}
