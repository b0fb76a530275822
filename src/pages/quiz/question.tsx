import { Screen } from '#components/screen';
import { QuestionPage } from '#features/quiz/question-page';
import { usePageQuery } from '#platform/page-query';

export default function QuestionRoute() {
  const { id = '' } = usePageQuery();
  return (
    <Screen>
      <QuestionPage id={id} />
    </Screen>
  );
}
