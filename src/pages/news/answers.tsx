import { Screen } from '#components/screen';
import { Answers } from '#features/news/answers';

export default function AnswersPage() {
  return (
    <Screen>
      <Answers />
    </Screen>
  );
}
