import { Screen } from '#components/screen';
import { ArticleScreen } from '#features/news/article-screen';
import { usePageQuery } from '#platform/page-query';

export default function PostPage() {
  const { id = '', r } = usePageQuery();
  return (
    <Screen>
      <ArticleScreen id={id} seenRevision={r === undefined ? undefined : Number(r)} />
    </Screen>
  );
}
