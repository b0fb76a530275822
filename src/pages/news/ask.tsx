import { Screen } from '#components/screen';
import { Ask } from '#features/news/ask';

export default function AskPage() {
  return (
    <Screen>
      <Ask />
    </Screen>
  );
}
