import { Screen } from '#components/screen';
import { ArticleScreen } from '#features/news/article-screen';
import { usePageQuery } from '#platform/page-query';

export default function PostPage() {
  // A poster's code says the post as its scene; a link says it by name.
  const { scene = '', id = scene, r } = usePageQuery();
  return (
    <Screen>
      <ArticleScreen id={id} seenRevision={r === undefined ? undefined : Number(r)} />
    </Screen>
  );
}
