import { Screen } from '#components/screen';
import { Nearby } from '#features/roads/nearby';

export default function NearbyPage() {
  return (
    <Screen>
      <Nearby />
    </Screen>
  );
}
