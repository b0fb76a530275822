import { Screen } from '#components/screen';
import { AlertScreen } from '#features/roads/alert-screen';

export default function AlertsPage() {
  return (
    <Screen>
      <AlertScreen />
    </Screen>
  );
}
