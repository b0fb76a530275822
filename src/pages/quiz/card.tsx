import { Screen } from '#components/screen';
import { ResultCard } from '#features/quiz/result-card';
import { usePageQuery } from '#platform/page-query';

export default function CardPage() {
  const { exam = '' } = usePageQuery();
  return (
    <Screen>
      <ResultCard id={exam} />
    </Screen>
  );
}
