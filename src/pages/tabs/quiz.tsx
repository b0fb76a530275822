import { Screen } from '#components/screen';
import { StatePanel } from '#components/state-panel';

export default function QuizTab() {
  return (
    <Screen>
      <StatePanel sign="empty" title="答题功能正在建设" hint="上线后，这里有按法条讲解的练习和模拟考试。" />
    </Screen>
  );
}
