import { Screen } from '#components/screen';
import { RankingScreen } from '#features/quiz/ranking';

export default function RankingPage() {
  return (
    <Screen>
      <RankingScreen />
    </Screen>
  );
}
