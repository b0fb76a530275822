import { Screen } from '#components/screen';
import { NumbersScreen } from '#features/desk/numbers-screen';

export default function DeskNumbersPage() {
  return (
    <Screen kind="desk">
      <NumbersScreen />
    </Screen>
  );
}
