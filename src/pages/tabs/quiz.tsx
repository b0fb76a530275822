import { Screen } from '#components/screen';
import { QuizHome } from '#features/quiz/quiz-home';

export default function QuizTab() {
  return (
    <Screen>
      <QuizHome />
    </Screen>
  );
}
