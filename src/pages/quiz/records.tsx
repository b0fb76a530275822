import { Screen } from '#components/screen';
import { RecordsScreen } from '#features/quiz/records';

export default function RecordsPage() {
  return (
    <Screen>
      <RecordsScreen />
    </Screen>
  );
}
