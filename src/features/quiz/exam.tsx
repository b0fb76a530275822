import { View } from '@tarojs/components';
import { useEffect } from 'react';
import { WideButton } from '#components/wide-button';
import type { FinishedExamView } from '#contract/quiz';
import type { ClientErrorCode } from '#domain/app-error';
import { EXAM_PRESETS, examSeconds } from '#domain/exam-preset';
import { failureWords } from '#domain/failure-words';
import { setTitle } from '#platform/navigation';
import { useSharing } from '#platform/share';
import { ExamResult } from './exam-result.tsx';
import { ExamRoom } from './exam-room.tsx';
import type { ExamSource } from './exam-source.ts';
import { PacedRoom } from './paced-room.tsx';
import { useExam } from './use-exam.ts';
import { usePacedExam } from './use-paced-exam.ts';
import './exam.scss';

interface IntroProps extends ExamSource {
  isStarting: boolean;
  /** Whether one was begun here and still runs. */
  goesOn: boolean;
  failure: ClientErrorCode | undefined;
  onStart(): void;
}

function factsOf({ preset }: ExamSource): string {
  const { questionCount, passScore, pace, endsAtMiss } = EXAM_PRESETS[preset];
  if (pace.kind === 'each') return `${questionCount} 题 · 每题 ${pace.seconds} 秒 · 错满 ${endsAtMiss} 题即结束`;
  return `${questionCount} 题 · ${Math.round(examSeconds({ pace, questionCount }) / 60)} 分钟 · ${passScore} 分合格`;
}

function ExamIntro({ isStarting, goesOn, failure, onStart, ...source }: IntroProps) {
  const { name, sameForAll, pace } = EXAM_PRESETS[source.preset];
  return (
    <View className="intro">
      <View className="intro__name">{name}</View>
      <View className="intro__facts">{factsOf(source)}</View>
      {pace.kind === 'each' ? (
        <View className="intro__rule">一次只出一题，提交后不能改；到时没有提交按已选的算，没选算错。</View>
      ) : (
        <View className="intro__rule">计时以服务器为准，退出后时间继续走，可以随时回来接着答。</View>
      )}
      {sameForAll && source.challenge === undefined && (
        <View className="intro__rule">每天一次，今天的五题人人相同。</View>
      )}
      {source.challenge !== undefined && <View className="intro__rule">好友挑战：和对方同样的题，只能答一次。</View>}
      {failure !== undefined && (
        <View className="intro__failure" ariaRole="alert">
          {source.challenge !== undefined && failure === 'conflict'
            ? '这张挑战卡不能作答：它是您自己发起的，或题目依据的法规已经更新。'
            : `${failureWords(failure).title}：${failureWords(failure).hint}`}
        </View>
      )}
      <View className="intro__start">
        <WideButton isOff={isStarting} onClick={onStart}>
          {isStarting ? '正在准备试卷…' : goesOn ? '继续上次的考试' : '开始'}
        </WideButton>
      </View>
    </View>
  );
}

type Before = { phase: 'intro'; isRunning: boolean; failure?: ClientErrorCode } | { phase: 'starting' };

/** What the intro shows of a state before the exam. */
const introOf = (state: Before) => ({
  isStarting: state.phase === 'starting',
  goesOn: state.phase === 'intro' && state.isRunning,
  failure: state.phase === 'intro' ? state.failure : undefined,
});

/** Once only: the day's five, and a challenge. */
const isOnce = ({ preset, challenge }: ExamSource) =>
  challenge !== undefined || EXAM_PRESETS[preset].sameForAll === true;

function useExamCard({ preset, challenge }: ExamSource, result: FinishedExamView | undefined): void {
  const { name } = EXAM_PRESETS[preset];
  useSharing(() => ({
    title: result === undefined ? `${name}，来试试` : `${name}我得了 ${result.score} 分，你也来试试`,
    // Whoever was challenged passes the challenge on: the same questions.
    ...(challenge === undefined
      ? { path: '/pages/quiz/exam', query: `preset=${preset}` }
      : { path: '/pages/quiz/challenge', query: `id=${challenge}` }),
  }));
}

function WholeExam({ source }: { source: ExamSource }) {
  const { state, start, answer, handIn } = useExam(source);
  useExamCard(source, state.phase === 'finished' ? state.result : undefined);
  switch (state.phase) {
    case 'running':
      return <ExamRoom state={state} onAnswer={answer} onHandIn={handIn} />;
    case 'finished':
      return <ExamResult result={state.result} onAgain={isOnce(source) ? undefined : start} />;
    default:
      return <ExamIntro {...source} {...introOf(state)} onStart={start} />;
  }
}

function PacedExam({ source }: { source: ExamSource }) {
  const { state, start, choose, send } = usePacedExam(source);
  useExamCard(source, state.phase === 'finished' ? state.result : undefined);
  switch (state.phase) {
    case 'running':
      return <PacedRoom state={state} onChoose={choose} onSend={send} />;
    case 'finished':
      return <ExamResult result={state.result} onAgain={isOnce(source) ? undefined : start} />;
    default:
      return <ExamIntro {...source} {...introOf(state)} onStart={start} />;
  }
}

/** An exam: its rules, the exam, its result. */
export function Exam({ source }: { source: ExamSource }) {
  const { name, pace } = EXAM_PRESETS[source.preset];
  useEffect(() => setTitle(name), [name]);
  return pace.kind === 'each' ? <PacedExam source={source} /> : <WholeExam source={source} />;
}
