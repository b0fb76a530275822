import { DrivingGuard } from '#components/driving-guard';
import { Screen } from '#components/screen';
import { LawEditor } from '#features/desk/law-editor';

export default function DeskLawsPage() {
  return (
    <Screen kind="desk">
      <DrivingGuard />
      <LawEditor />
    </Screen>
  );
}
