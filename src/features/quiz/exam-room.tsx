import { Button, View } from '@tarojs/components';
import { useEffect, useRef, useState } from 'react';
import { failureWords } from '#domain/failure-words';
import { chosenIn, countAnswered, type ExamSheet, secondsLeft } from './exam-sheet.ts';
import { QuestionSheet } from './question-sheet.tsx';
import { countdownWords } from './quiz-words.ts';
import type { ExamState } from './use-exam.ts';
import './exam-room.scss';

/** Rows of the answer sheet; WeChat audits nodes with more than sixty children. */
const PER_ROW = 5;

/** The last minutes are said in red, with a sign before them. */
const SHORT = 5 * 60;

/** The server's clock, counted down; it alone is drawn each second. */
function Countdown({ sheet, onBell }: { sheet: ExamSheet; onBell(): void }) {
  const [left, setLeft] = useState(() => secondsLeft(sheet, new Date()));
  const latest = useRef({ sheet, onBell });
  latest.current = { sheet, onBell };
  useEffect(() => {
    const tick = setInterval(() => {
      const now = secondsLeft(latest.current.sheet, new Date());
      setLeft(now);
      if (now > 0) return;
      clearInterval(tick);
      latest.current.onBell();
    }, 1000);
    return () => clearInterval(tick);
  }, []);
  const words = countdownWords(left);
  return (
    <View className={left < SHORT ? 'exam__clock exam__clock--short' : 'exam__clock'} ariaLabel={`剩余时间 ${words}`}>
      {left < SHORT ? `⚠ ${words}` : words}
    </View>
  );
}

interface SheetProps {
  sheet: ExamSheet;
  position: number;
  isHandingIn: boolean;
  onGo(position: number): void;
  onHandIn(): void;
}

function AnswerSheet({ sheet, position, isHandingIn, onGo, onHandIn }: SheetProps) {
  const [isSure, setIsSure] = useState(false);
  const { questionCount } = sheet.exam;
  const open = questionCount - countAnswered(sheet);
  const rows = Array.from({ length: Math.ceil(questionCount / PER_ROW) }, (_, row) => row * PER_ROW);
  const words = isSure ? '再点一次，确定交卷' : open === 0 ? '交卷' : `交卷（还有 ${open} 题没答）`;
  return (
    <View className="exam__sheet">
      {rows.map((first) => (
        <View key={first} className="exam__row">
          {Array.from({ length: Math.min(PER_ROW, questionCount - first) }, (_, at) => first + at).map((index) => {
            const isDone = chosenIn(sheet, index).length > 0;
            const name = `第 ${index + 1} 题，${isDone ? '已答' : '未答'}`;
            const marks = `${isDone ? ' exam__cell--done' : ''}${index === position ? ' exam__cell--here' : ''}`;
            return (
              <View
                key={index}
                className={`exam__cell${marks}`}
                ariaRole="button"
                ariaLabel={name}
                onClick={() => onGo(index)}
              >
                {index + 1}
              </View>
            );
          })}
        </View>
      ))}
      <Button className="exam__hand-in" disabled={isHandingIn} onClick={() => (isSure ? onHandIn() : setIsSure(true))}>
        {isHandingIn ? '正在交卷…' : words}
      </Button>
    </View>
  );
}

interface RoomProps {
  state: Extract<ExamState, { phase: 'running' }>;
  onAnswer(index: number, chosen: number[]): void;
  onHandIn(): void;
}

/** The exam itself: one question at a time, the clock, and the answer sheet to go by. */
export function ExamRoom({ state: { sheet, failure, isHandingIn }, onAnswer, onHandIn }: RoomProps) {
  const [position, setPosition] = useState(() =>
    Math.max(
      0,
      sheet.exam.questions.findIndex(({ index }) => chosenIn(sheet, index).length === 0),
    ),
  );
  const [isSheetOpen, setIsSheetOpen] = useState(false);
  const { questions, questionCount, pictureBase } = sheet.exam;
  const question = questions[position];
  if (question === undefined) return <View />;
  const chosen = chosenIn(sheet, position);
  const toggle = (option: number) =>
    chosen.includes(option) ? chosen.filter((one) => one !== option) : [...chosen, option];
  const isLast = position + 1 === questionCount;
  return (
    <View className="exam">
      <View className="exam__bar">
        <Countdown sheet={sheet} onBell={onHandIn} />
        <View className="exam__toggle" ariaRole="button" onClick={() => setIsSheetOpen(!isSheetOpen)}>
          {isSheetOpen ? '回到题目' : `答题卡 ${countAnswered(sheet)}/${questionCount}`}
        </View>
      </View>
      {failure !== undefined && (
        <View className="exam__notice" ariaRole="status">
          {`${failureWords(failure).title}，答案已存在手机上，会自动再试`}
        </View>
      )}
      {isSheetOpen ? (
        <AnswerSheet
          sheet={sheet}
          position={position}
          isHandingIn={isHandingIn}
          onGo={(index) => {
            setPosition(index);
            setIsSheetOpen(false);
          }}
          onHandIn={onHandIn}
        />
      ) : (
        <>
          <View className="exam__number">{`第 ${position + 1} 题，共 ${questionCount} 题`}</View>
          <QuestionSheet
            key={position}
            question={question}
            pictureBase={pictureBase}
            chosen={chosen}
            onChoose={(option) => onAnswer(position, question.type === 'multiple' ? toggle(option) : [option])}
          />
          <View className="exam__ways">
            <Button className="exam__way" disabled={position === 0} onClick={() => setPosition(position - 1)}>
              上一题
            </Button>
            <Button
              className="exam__way exam__way--on"
              onClick={() => (isLast ? setIsSheetOpen(true) : setPosition(position + 1))}
            >
              {isLast ? '检查并交卷' : '下一题'}
            </Button>
          </View>
        </>
      )}
    </View>
  );
}
