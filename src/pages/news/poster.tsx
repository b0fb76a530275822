import { Screen } from '#components/screen';
import { Poster } from '#features/news/poster';
import { usePageQuery } from '#platform/page-query';

export default function PosterPage() {
  const { id = '' } = usePageQuery();
  return (
    <Screen>
      <Poster id={id} />
    </Screen>
  );
}
