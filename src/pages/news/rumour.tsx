import { DrivingGuard } from '#components/driving-guard';
import { Screen } from '#components/screen';
import { RumourCheck } from '#features/news/rumour-check';

export default function RumourPage() {
  return (
    <Screen>
      <DrivingGuard />
      <RumourCheck />
    </Screen>
  );
}
