import { Screen } from '#components/screen';
import { ReadingHistory } from '#features/news/history';

export default function HistoryPage() {
  return (
    <Screen>
      <ReadingHistory />
    </Screen>
  );
}
