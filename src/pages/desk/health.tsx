import { Screen } from '#components/screen';
import { HealthScreen } from '#features/desk/health-screen';

export default function DeskHealthPage() {
  return (
    <Screen kind="desk">
      <HealthScreen />
    </Screen>
  );
}
