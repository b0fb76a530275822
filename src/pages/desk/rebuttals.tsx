import { DrivingGuard } from '#components/driving-guard';
import { Screen } from '#components/screen';
import { RebuttalEditor } from '#features/desk/rebuttal-editor';

export default function DeskRebuttalsPage() {
  return (
    <Screen kind="desk">
      <DrivingGuard />
      <RebuttalEditor />
    </Screen>
  );
}
