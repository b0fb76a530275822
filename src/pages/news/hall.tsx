import { Screen } from '#components/screen';
import { Hall } from '#features/news/hall';
import { useSharing } from '#platform/share';

export default function HallPage() {
  useSharing(() => ({ title: '微发布大厅：各地交警，一处看全', path: '/pages/news/hall', query: '' }));
  return (
    <Screen>
      <Hall />
    </Screen>
  );
}
