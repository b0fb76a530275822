import { Screen } from '#components/screen';
import { ArticleScreen } from '#features/news/article-screen';
import { useRouter } from '#platform/lifecycle';

export default function PostPage() {
  const { id = '', r } = useRouter().params;
  return (
    <Screen>
      <ArticleScreen id={id} seenRevision={r === undefined ? undefined : Number(r)} />
    </Screen>
  );
}
