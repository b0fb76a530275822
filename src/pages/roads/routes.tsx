import { Screen } from '#components/screen';
import { RouteList } from '#features/roads/route-list';

export default function RoutesPage() {
  return (
    <Screen>
      <RouteList />
    </Screen>
  );
}
