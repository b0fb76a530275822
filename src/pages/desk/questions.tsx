import { DrivingGuard } from '#components/driving-guard';
import { Screen } from '#components/screen';
import { QuestionReview } from '#features/desk/question-review';

export default function DeskQuestionsPage() {
  return (
    <Screen kind="desk">
      <DrivingGuard />
      <QuestionReview />
    </Screen>
  );
}
