import { Screen } from '#components/screen';
import { Answers } from '#features/news/answers';
import { useSharing } from '#platform/share';

export default function AnswersPage() {
  useSharing(() => ({ title: '你问我答：交警答驾驶人问', path: '/pages/news/answers', query: '' }));
  return (
    <Screen>
      <Answers />
    </Screen>
  );
}
