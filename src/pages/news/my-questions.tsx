import { Screen } from '#components/screen';
import { MyQuestions } from '#features/news/my-questions';

export default function MyQuestionsPage() {
  return (
    <Screen>
      <MyQuestions />
    </Screen>
  );
}
