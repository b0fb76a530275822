import { Screen } from '#components/screen';
import { LawArticleScreen } from '#features/news/law-article';
import { usePageQuery } from '#platform/page-query';

export default function LawArticlePage() {
  const { law = '', article = '' } = usePageQuery();
  return (
    <Screen>
      <LawArticleScreen law={law} article={article} />
    </Screen>
  );
}
