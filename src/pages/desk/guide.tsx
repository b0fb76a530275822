import { DrivingGuard } from '#components/driving-guard';
import { Screen } from '#components/screen';
import { GuideEditor } from '#features/desk/guide-editor';

export default function DeskGuidePage() {
  return (
    <Screen kind="desk">
      <DrivingGuard />
      <GuideEditor />
    </Screen>
  );
}
