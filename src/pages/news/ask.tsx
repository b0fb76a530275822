import { DrivingGuard } from '#components/driving-guard';
import { Screen } from '#components/screen';
import { Ask } from '#features/news/ask';

export default function AskPage() {
  return (
    <Screen>
      <DrivingGuard />
      <Ask />
    </Screen>
  );
}
