import { Screen } from '#components/screen';
import { Hall } from '#features/news/hall';
import { usePageQuery } from '#platform/page-query';

export default function HallPage() {
  const { view } = usePageQuery();
  return (
    <Screen>
      <Hall opened={view} />
    </Screen>
  );
}
