import { DrivingGuard } from '#components/driving-guard';
import { Screen } from '#components/screen';
import { AlertScreen } from '#features/roads/alert-screen';

export default function AlertsPage() {
  return (
    <Screen>
      <DrivingGuard />
      <AlertScreen />
    </Screen>
  );
}
