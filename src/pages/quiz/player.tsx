import { Screen } from '#components/screen';
import { PlayerScreen } from '#features/quiz/player';

export default function PlayerPage() {
  return (
    <Screen>
      <PlayerScreen />
    </Screen>
  );
}
