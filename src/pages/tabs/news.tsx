import { Screen } from '#components/screen';
import { NewsFeed } from '#features/news/feed';
import { useSharing } from '#platform/share';

export default function NewsTab() {
  useSharing(() => ({ title: '交通安全微发布：路上的事，权威说', path: '/pages/tabs/news', query: '' }));
  return (
    <Screen>
      <NewsFeed />
    </Screen>
  );
}
