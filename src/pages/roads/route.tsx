import { Screen } from '#components/screen';
import { RouteScreen } from '#features/roads/route-screen';
import { usePageQuery } from '#platform/page-query';

export default function RoutePage() {
  const { id = '' } = usePageQuery();
  return (
    <Screen>
      <RouteScreen id={id} />
    </Screen>
  );
}
