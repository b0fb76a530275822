import { DrivingGuard } from '#components/driving-guard';
import { Screen } from '#components/screen';
import { DeskHome } from '#features/desk/desk-home';

export default function DeskHomePage() {
  return (
    <Screen kind="desk">
      <DrivingGuard />
      <DeskHome />
    </Screen>
  );
}
