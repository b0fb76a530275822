import { View } from '@tarojs/components';
import { useState } from 'react';
import { WideButton } from '#components/wide-button';
import { failureWords } from '#domain/failure-words';
import { useKeys } from '#platform/keys';
import { Countdown } from './exam-countdown.tsx';
import { AskedQuestion, ExamFrame } from './exam-frame.tsx';
import { chosenIn, countAnswered, type ExamSheet, secondsLeft } from './exam-sheet.ts';
import { useReadingSize } from './question-tools.tsx';
import { optionOfKey } from './quiz-words.ts';
import type { ExamState } from './use-exam.ts';
import { withOption } from './use-practice.ts';
import './exam-room.scss';

/** Rows of the answer sheet; WeChat audits nodes with more than sixty children. */
const PER_ROW = 5;

/** The last minutes are said in red, with a sign before them. */
const SHORT = 5 * 60;

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
      <View className="exam__hand-in">
        <WideButton isOff={isHandingIn} onClick={() => (isSure ? onHandIn() : setIsSure(true))}>
          {isHandingIn ? '正在交卷…' : words}
        </WideButton>
      </View>
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
  const size = useReadingSize();
  const { questions, questionCount, pictureBase } = sheet.exam;
  const question = questions[position];
  const chosen = chosenIn(sheet, position);
  const isLast = position + 1 === questionCount;
  const choose = (option: number) =>
    onAnswer(position, question?.type === 'multiple' ? withOption(chosen, option) : [option]);
  const goOn = () => (isLast ? setIsSheetOpen(true) : setPosition(position + 1));
  useKeys((key) => {
    const option = optionOfKey(key, question?.options.length ?? 0);
    if (isSheetOpen) return;
    if (option !== undefined) choose(option);
    else if (key === 'Enter' || key === 'ArrowRight') goOn();
    else if (key === 'ArrowLeft') setPosition(Math.max(0, position - 1));
  });
  if (question === undefined) return <View />;
  return (
    <ExamFrame
      clock={<Countdown secondsLeft={() => secondsLeft(sheet, new Date())} warnBelow={SHORT} onBell={onHandIn} />}
      size={size}
      tool={
        <View className="exam__toggle" ariaRole="button" onClick={() => setIsSheetOpen(!isSheetOpen)}>
          {isSheetOpen ? '回到题目' : `答题卡 ${countAnswered(sheet)}/${questionCount}`}
        </View>
      }
      notice={failure && `${failureWords(failure).title}，答案已存在手机上，会自动再试`}
    >
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
          <AskedQuestion {...{ question, position, questionCount, pictureBase, chosen, size }} onChoose={choose} />
          <View className="exam__ways">
            <View className="exam__way">
              <WideButton kind="quiet" isOff={position === 0} onClick={() => setPosition(position - 1)}>
                上一题
              </WideButton>
            </View>
            <View className="exam__way exam__way--on">
              <WideButton onClick={goOn}>{isLast ? '检查并交卷' : '下一题'}</WideButton>
            </View>
          </View>
        </>
      )}
    </ExamFrame>
  );
}
