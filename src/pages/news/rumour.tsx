import { Screen } from '#components/screen';
import { RumourCheck } from '#features/news/rumour-check';

export default function RumourPage() {
  return (
    <Screen>
      <RumourCheck />
    </Screen>
  );
}
