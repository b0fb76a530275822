import { Screen } from '#components/screen';
import { Hall } from '#features/news/hall';

export default function HallPage() {
  return (
    <Screen>
      <Hall />
    </Screen>
  );
}
