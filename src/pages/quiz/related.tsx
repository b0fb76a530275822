import { Screen } from '#components/screen';
import { RelatedQuestions } from '#features/quiz/related';
import { usePageQuery } from '#platform/page-query';

export default function RelatedPage() {
  const query = usePageQuery();
  return (
    <Screen>
      <RelatedQuestions query={query} />
    </Screen>
  );
}
