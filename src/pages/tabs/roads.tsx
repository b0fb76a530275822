import { Screen } from '#components/screen';
import { RoadsBoard } from '#features/roads/roads-board';
import { useSharing } from '#platform/share';

export default function RoadsTab() {
  useSharing(() => ({ title: '出发前看一眼：现在的路况', path: '/pages/tabs/roads', query: '' }));
  return (
    <Screen>
      <RoadsBoard />
    </Screen>
  );
}
