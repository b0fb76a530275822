import { Screen } from '#components/screen';
import { RoadMap } from '#features/roads/road-map';
import { usePageQuery } from '#platform/page-query';

export default function MapPage() {
  return (
    <Screen>
      <RoadMap asked={usePageQuery()} />
    </Screen>
  );
}
