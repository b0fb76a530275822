import { View } from '@tarojs/components';
import { useState } from 'react';
import { Answered } from '#components/answered';
import { StatePanel } from '#components/state-panel';
import { WideButton } from '#components/wide-button';
import type { ActionOutput } from '#contract/action';
import type { QuizContract } from '#contract/quiz';
import { clockTime } from '#domain/china-time';
import { failureWords } from '#domain/failure-words';
import { failureCode, useAnswer } from '#platform/answer';
import { leavePage, openPage } from '#platform/navigation';
import { sayBriefly } from '#platform/toast';
import { ExamResult } from './exam-result.tsx';
import { quiz } from './quiz-cloud.ts';
import { durationWords } from './quiz-words.ts';
import './records.scss';

type Page = ActionOutput<QuizContract, 'listExams'>;

function Records({ first }: { first: Page }) {
  const [more, setMore] = useState<Page[]>([]);
  const exams = [first, ...more].flatMap((page) => page.exams);
  const { nextCursor } = more.at(-1) ?? first;
  if (exams.length === 0) {
    return <StatePanel sign="empty" title="还没有考试记录" hint="交卷之后，成绩会记在这里，换手机也在。" />;
  }
  const loadMore = async () => {
    try {
      const page = await quiz('listExams', { ...(nextCursor !== undefined && { cursor: nextCursor }) });
      setMore((known) => [...known, page]);
    } catch (error) {
      sayBriefly(failureWords(failureCode(error)).title);
    }
  };
  const now = new Date();
  return (
    <View className="records">
      {exams.map(({ id, name, score, passed, right, total, seconds, finishedAt }) => (
        <View
          key={id}
          className="records__exam"
          hoverClass="records__exam--pressed"
          ariaRole="link"
          onClick={() => openPage('/pages/quiz/record', { id })}
        >
          <View className={passed ? 'records__score records__score--passed' : 'records__score'}>{score}</View>
          <View className="records__words">
            <View>{`${name} ${passed ? '✓ 合格' : '✕ 不合格'}`}</View>
            <View className="records__facts">
              {`答对 ${right}/${total} · ${durationWords(seconds)} · ${clockTime(finishedAt, now)}`}
            </View>
          </View>
        </View>
      ))}
      {nextCursor !== undefined && (
        <View className="records__more">
          <WideButton kind="quiet" onClick={() => void loadMore()}>
            更早的记录
          </WideButton>
        </View>
      )}
    </View>
  );
}

/** Own exams, the latest first. */
export function RecordsScreen() {
  const answer = useAnswer('quiz-exams', () => quiz('listExams', {}));
  return (
    <Answered answer={answer} wayOn={{ label: '返回', run: leavePage }}>
      {(first) => <Records key={first.exams[0]?.id ?? ''} first={first} />}
    </Answered>
  );
}

/** An own exam that has ended, or the way back into one that runs. */
export function RecordScreen({ id }: { id: string }) {
  const answer = useAnswer(`quiz-record:${id}`, () => quiz('getExam', { id }));
  return (
    <Answered answer={answer} wayOn={{ label: '返回', run: leavePage }}>
      {(exam) =>
        exam.state === 'finished' ? (
          <ExamResult result={exam} />
        ) : (
          <StatePanel
            sign="empty"
            title="这场考试还在进行"
            hint="计时没有停，请尽快回去作答。"
            action={{
              label: '继续考试',
              run: () =>
                openPage('/pages/quiz/exam', {
                  preset: exam.preset,
                  ...(exam.challengeId !== undefined && { challenge: exam.challengeId }),
                }),
            }}
          />
        )
      }
    </Answered>
  );
}
