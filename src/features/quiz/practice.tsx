import { Button, View } from '@tarojs/components';
import { useEffect } from 'react';
import { StaleNotice } from '#components/stale-notice';
import { StatePanel } from '#components/state-panel';
import { failureWords, mayRetry } from '#domain/failure-words';
import { PRACTICE_MODES, type PracticeMode } from '#domain/practice-order';
import { leavePage, setTitle } from '#platform/navigation';
import { AnswerReason, useLawNames } from './answer-reason.tsx';
import { QuestionSheet } from './question-sheet.tsx';
import { type PracticePlan, type PracticeRun, usePractice } from './use-practice.ts';
import './practice.scss';

const EMPTY_WORDS: Partial<Record<PracticeMode, { title: string; hint: string }>> = {
  mistakes: { title: '错题本是空的', hint: '练习时答错的题会收在这里，连续答对三次后移出。' },
  'most-missed': { title: '还没有易错题', hint: '有足够多的人答过题后，错得最多的会出现在这里。' },
};

function PracticeEnd({ run, onAgain }: { run: PracticeRun; onAgain(): void }) {
  return (
    <View className="practice__end">
      <View className="practice__end-title">练完了</View>
      <View className="practice__end-line">{`这次答了 ${run.answered} 题，答对 ${run.right} 题`}</View>
      <Button className="practice__go" onClick={onAgain}>
        再练一遍
      </Button>
      <Button className="practice__leave" onClick={leavePage}>
        返回
      </Button>
    </View>
  );
}

function PracticeQuestionView({ run, practice }: { run: PracticeRun; practice: ReturnType<typeof usePractice> }) {
  const lawNames = useLawNames();
  const question = run.questions[run.position];
  if (question === undefined) return <PracticeEnd run={run} onAgain={practice.reopen} />;
  const isSeveral = question.type === 'multiple';
  return (
    <View className="practice">
      <View className="practice__line">
        {`第 ${run.position + 1} 题，共 ${run.questions.length} 题`}
        <View className="practice__score">{run.answered > 0 && `答对 ${run.right}/${run.answered}`}</View>
      </View>
      <QuestionSheet
        key={question.id}
        question={question}
        pictureBase={run.pictureBase}
        chosen={run.chosen}
        correct={run.isAnswered ? question.correct : undefined}
        onChoose={practice.choose}
      />
      {isSeveral && !run.isAnswered && (
        <Button className="practice__go" disabled={run.chosen.length === 0} onClick={practice.confirm}>
          {run.chosen.length === 0 ? '选出所有正确的答案' : '选好了'}
        </Button>
      )}
      {run.isAnswered && <AnswerReason question={question} chosen={run.chosen} lawNames={lawNames} />}
      {run.isAnswered && (
        <Button className="practice__go" onClick={practice.goOn}>
          {run.position + 1 === run.questions.length ? '看看结果' : '下一题'}
        </Button>
      )}
    </View>
  );
}

/** Practice: a question, its answer and reason at once, the next; from the phone's own store where there is no network. */
export function Practice({ plan, title }: { plan: PracticePlan; title: string }) {
  const practice = usePractice(plan);
  const { state } = practice;
  useEffect(() => setTitle(title), [title]);
  if (state.phase === 'opening') {
    return (
      <View className="practice__skeleton" ariaLabel="正在加载题目">
        <View className="bone bone--headline" />
        {[0, 1, 2, 3].map((option) => (
          <View key={option} className="bone bone--title" />
        ))}
      </View>
    );
  }
  if (state.phase === 'failed') {
    const sign = state.failure === 'offline' ? 'offline' : 'failed';
    const action = mayRetry(state.failure)
      ? { label: '重试', run: practice.reopen }
      : { label: '返回', run: leavePage };
    return <StatePanel sign={sign} {...failureWords(state.failure)} action={action} />;
  }
  const { run } = state;
  if (run.questions.length === 0) {
    const words = EMPTY_WORDS[plan.mode] ?? { title: '这里还没有题目', hint: '换一章看看。' };
    return <StatePanel sign="empty" {...words} action={{ label: '返回', run: leavePage }} />;
  }
  return (
    <>
      <StaleNotice failure={run.kept?.failure} asOf={run.kept?.asOf} onRetry={practice.reopen} />
      <PracticeQuestionView run={run} practice={practice} />
    </>
  );
}

/** What the page is called where no chapter says so. */
export const modeName = (mode: PracticeMode) => PRACTICE_MODES.find(({ id }) => id === mode)?.name ?? '练习';
