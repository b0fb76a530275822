import { DrivingGuard } from '#components/driving-guard';
import { Screen } from '#components/screen';
import { RouteEdit } from '#features/roads/route-edit';
import { usePageQuery } from '#platform/page-query';

export default function RouteEditPage() {
  const { id } = usePageQuery();
  return (
    <Screen>
      <DrivingGuard />
      <RouteEdit id={id} />
    </Screen>
  );
}
