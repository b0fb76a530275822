import { DrivingGuard } from '#components/driving-guard';
import { Screen } from '#components/screen';
import { StaffScreen } from '#features/desk/staff-screen';

export default function DeskStaffPage() {
  return (
    <Screen kind="desk">
      <DrivingGuard />
      <StaffScreen />
    </Screen>
  );
}
