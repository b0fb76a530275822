import { Screen } from '#components/screen';
import { RouteEdit } from '#features/roads/route-edit';
import { usePageQuery } from '#platform/page-query';

export default function RouteEditPage() {
  const { id } = usePageQuery();
  return (
    <Screen>
      <RouteEdit id={id} />
    </Screen>
  );
}
