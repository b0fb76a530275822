import { Screen } from '#components/screen';
import { DutyBoard } from '#features/desk/duty-board';

export default function DeskDutyPage() {
  return (
    <Screen kind="desk">
      <DutyBoard />
    </Screen>
  );
}
