import { Screen } from '#components/screen';
import { DeskPostList } from '#features/desk/post-list';

export default function DeskPostsPage() {
  return (
    <Screen>
      <DeskPostList />
    </Screen>
  );
}
