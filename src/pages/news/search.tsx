import { Screen } from '#components/screen';
import { Search } from '#features/news/search';
import { usePageQuery } from '#platform/page-query';

export default function SearchPage() {
  const { q = '' } = usePageQuery();
  return (
    <Screen>
      <Search initial={q} />
    </Screen>
  );
}
