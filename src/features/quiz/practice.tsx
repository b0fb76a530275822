import { View } from '@tarojs/components';
import { useEffect } from 'react';
import { StaleNotice } from '#components/stale-notice';
import { StatePanel } from '#components/state-panel';
import { WideButton } from '#components/wide-button';
import type { PracticeQuestion } from '#contract/quiz';
import { failureWords, mayRetry } from '#domain/failure-words';
import { PRACTICE_MODES } from '#domain/practice-order';
import { useKeys } from '#platform/keys';
import { leavePage, setTitle } from '#platform/navigation';
import { AnswerReason, useLawNames } from './answer-reason.tsx';
import type { PracticePlan } from './practice-source.ts';
import { QuestionSheet } from './question-sheet.tsx';
import { QuestionTools, useReadingSize } from './question-tools.tsx';
import { optionOfKey } from './quiz-words.ts';
import { type PracticeRun, usePractice } from './use-practice.ts';
import './practice.scss';

const EMPTY_WORDS: Partial<Record<PracticePlan['mode'], { title: string; hint: string }>> = {
  mistakes: { title: '错题本是空的', hint: '练习时答错的题会收在这里，连续答对三次后移出。' },
  'most-missed': { title: '还没有易错题', hint: '有足够多的人答过题后，错得最多的会出现在这里。' },
  favourites: { title: '还没有收藏的题', hint: '答题时点下方的“收藏”，就能在这里再练。' },
  review: { title: '今天没有要复习的题', hint: '答错的题会按遗忘规律，在该复习的那天回到这里。' },
  related: { title: '没有相关的题目', hint: '这条内容暂时没有对应的题，去章节里练练看。' },
};

const END_WORDS: Partial<Record<PracticePlan['mode'], { title: string; again: string }>> = {
  review: { title: '这一组复习完了', again: '看看还有没有' },
};

interface EndProps {
  run: PracticeRun;
  mode: PracticePlan['mode'];
  onAgain(): void;
}

function PracticeEnd({ run, mode, onAgain }: EndProps) {
  const { title, again } = END_WORDS[mode] ?? { title: '练完了', again: '再练一遍' };
  return (
    <View className="practice__end">
      <View className="practice__end-title">{title}</View>
      <View className="practice__end-line">{`这次答了 ${run.answered} 题，答对 ${run.right} 题`}</View>
      <View className="practice__way">
        <WideButton onClick={onAgain}>{again}</WideButton>
      </View>
      <View className="practice__way">
        <WideButton kind="quiet" onClick={leavePage}>
          返回
        </WideButton>
      </View>
    </View>
  );
}

interface ViewProps {
  run: PracticeRun;
  question: PracticeQuestion;
  practice: ReturnType<typeof usePractice>;
}

/** `1` to `9` and letters choose, Enter goes on, the arrows too: on H5, where there are keys. */
function usePracticeKeys({ run, question, practice }: ViewProps): void {
  useKeys((key) => {
    const option = optionOfKey(key, question.options.length);
    if (option !== undefined) practice.choose(option);
    else if (key === 'Enter' || key === 'ArrowRight') {
      if (run.isAnswered) practice.goOn();
      else practice.confirm();
    } else if (key === 'ArrowLeft') practice.goBack();
  });
}

function PracticeQuestionView(props: ViewProps) {
  const { run, question, practice } = props;
  const lawNames = useLawNames();
  const size = useReadingSize();
  usePracticeKeys(props);
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
        size={size.factor}
        onChoose={practice.choose}
      />
      {isSeveral && !run.isAnswered && (
        <View className="practice__way">
          <WideButton isOff={run.chosen.length === 0} onClick={practice.confirm}>
            {run.chosen.length === 0 ? '选出所有正确的答案' : '选好了'}
          </WideButton>
        </View>
      )}
      {run.isAnswered && (
        <AnswerReason question={question} chosen={run.chosen} lawNames={lawNames} size={size.factor} />
      )}
      {run.isAnswered && (
        <View className="practice__way">
          <WideButton onClick={practice.goOn}>
            {run.position + 1 === run.questions.length ? '看看结果' : '下一题'}
          </WideButton>
        </View>
      )}
      <QuestionTools
        question={question}
        reason={run.isAnswered ? question.explanation : undefined}
        size={size}
        hasDetail={run.isAnswered}
      />
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
  const question = run.questions[run.position];
  return (
    <>
      <StaleNotice failure={run.kept?.failure} asOf={run.kept?.asOf} onRetry={practice.reopen} />
      {question === undefined ? (
        <PracticeEnd run={run} mode={plan.mode} onAgain={practice.reopen} />
      ) : (
        <PracticeQuestionView run={run} question={question} practice={practice} />
      )}
    </>
  );
}

/** What the page is called where no chapter says so. */
export const modeName = (mode: PracticePlan['mode']) =>
  mode === 'review' ? '今日复习' : (PRACTICE_MODES.find(({ id }) => id === mode)?.name ?? '练习');
