import { DrivingGuard } from '#components/driving-guard';
import { Screen } from '#components/screen';
import { DeskPostList } from '#features/desk/post-list';

export default function DeskPostsPage() {
  return (
    <Screen kind="desk">
      <DrivingGuard />
      <DeskPostList />
    </Screen>
  );
}
