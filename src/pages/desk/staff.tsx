import { Screen } from '#components/screen';
import { StaffScreen } from '#features/desk/staff-screen';

export default function DeskStaffPage() {
  return (
    <Screen>
      <StaffScreen />
    </Screen>
  );
}
