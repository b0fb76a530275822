import { Screen } from '#components/screen';
import { ReviewScreen } from '#features/quiz/review';
import { usePageQuery } from '#platform/page-query';

export default function ReviewPage() {
  const { subject } = usePageQuery();
  return (
    <Screen>
      <ReviewScreen initial={subject === '4' ? 4 : 1} />
    </Screen>
  );
}
