import { Button, View } from '@tarojs/components';
import { useEffect } from 'react';
import { EXAM_PRESETS, type ExamPresetId, examSeconds } from '#domain/exam-preset';
import { failureWords } from '#domain/failure-words';
import { setTitle } from '#platform/navigation';
import { useSharing } from '#platform/share';
import { ExamResult } from './exam-result.tsx';
import { ExamRoom } from './exam-room.tsx';
import { type ExamState, useExam } from './use-exam.ts';
import './exam.scss';

type Intro = Extract<ExamState, { phase: 'intro' | 'starting' }>;

function ExamIntro({ preset, state, onStart }: { preset: ExamPresetId; state: Intro; onStart(): void }) {
  const { name, questionCount, passScore, sameForAll, ...pace } = EXAM_PRESETS[preset];
  const minutes = Math.round(examSeconds({ ...pace, questionCount }) / 60);
  const isStarting = state.phase === 'starting';
  const goesOn = state.phase === 'intro' && state.isRunning;
  const failure = state.phase === 'intro' ? state.failure : undefined;
  return (
    <View className="intro">
      <View className="intro__name">{name}</View>
      <View className="intro__facts">{`${questionCount} 题 · ${minutes} 分钟 · ${passScore} 分合格`}</View>
      <View className="intro__rule">计时以服务器为准，退出后时间继续走，可以随时回来接着答。</View>
      {sameForAll && <View className="intro__rule">每天一次，今天的五题人人相同。</View>}
      {failure !== undefined && (
        <View className="intro__failure" ariaRole="alert">
          {`${failureWords(failure).title}：${failureWords(failure).hint}`}
        </View>
      )}
      <Button className="intro__start" disabled={isStarting} onClick={onStart}>
        {isStarting ? '正在准备试卷…' : goesOn ? '继续上次的考试' : '开始'}
      </Button>
    </View>
  );
}

/** An exam by preset: its rules, the exam, its result. */
export function Exam({ preset }: { preset: ExamPresetId }) {
  const { state, start, answer, handIn } = useExam(preset);
  const { name, sameForAll } = EXAM_PRESETS[preset];
  useEffect(() => setTitle(name), [name]);
  useSharing(() => ({
    title: state.phase === 'finished' ? `${name}我得了 ${state.result.score} 分，你也来试试` : `${name}，来试试`,
    path: '/pages/quiz/exam',
    query: `preset=${preset}`,
  }));
  switch (state.phase) {
    case 'running':
      return <ExamRoom state={state} onAnswer={answer} onHandIn={handIn} />;
    case 'finished':
      return <ExamResult result={state.result} onAgain={sameForAll ? undefined : start} />;
    default:
      return <ExamIntro preset={preset} state={state} onStart={start} />;
  }
}
