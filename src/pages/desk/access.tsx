import { DrivingGuard } from '#components/driving-guard';
import { Screen } from '#components/screen';
import { AccessScreen } from '#features/desk/access-screen';

export default function DeskAccessPage() {
  return (
    <Screen kind="desk">
      <DrivingGuard />
      <AccessScreen />
    </Screen>
  );
}
