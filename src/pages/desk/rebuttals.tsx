import { Screen } from '#components/screen';
import { RebuttalEditor } from '#features/desk/rebuttal-editor';

export default function DeskRebuttalsPage() {
  return (
    <Screen>
      <RebuttalEditor />
    </Screen>
  );
}
