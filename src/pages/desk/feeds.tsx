import { DrivingGuard } from '#components/driving-guard';
import { Screen } from '#components/screen';
import { FeedList } from '#features/desk/feed-list';

export default function DeskFeedsPage() {
  return (
    <Screen kind="desk">
      <DrivingGuard />
      <FeedList />
    </Screen>
  );
}
