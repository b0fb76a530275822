import { View } from '@tarojs/components';
import type { ReactNode } from 'react';
import type { AskedQuestionView } from '#contract/quiz';
import { QuestionSheet } from './question-sheet.tsx';
import { SpeakTool, type useReadingSize } from './question-tools.tsx';
import { spokenQuestion } from './quiz-words.ts';
import './exam-room.scss';

type Size = ReturnType<typeof useReadingSize>;

interface FrameProps {
  clock: ReactNode;
  size: Size;
  /** What else the bar offers. */
  tool?: ReactNode;
  /** What went wrong, and that it will be mended. */
  notice: string | undefined;
  children: ReactNode;
}

/** What stands around every exam: the clock, the size of the letters, and what went wrong. */
export function ExamFrame({ clock, size, tool, notice, children }: FrameProps) {
  return (
    <View className="exam">
      <View className="exam__bar">
        {clock}
        <View
          className="exam__toggle"
          ariaRole="button"
          ariaLabel={`字号：${size.name}，点按更换`}
          onClick={size.enlarge}
        >
          {`字号 ${size.name}`}
        </View>
        {tool}
      </View>
      {notice !== undefined && (
        <View className="exam__notice" ariaRole="status">
          {notice}
        </View>
      )}
      {children}
    </View>
  );
}

interface AskedProps {
  question: Omit<AskedQuestionView, 'index'>;
  /** From 0. */
  position: number;
  questionCount: number;
  pictureBase: string;
  chosen: number[];
  size: Size;
  onChoose(option: number): void;
}

/** One question as an exam asks it: which of how many, and its options. */
export function AskedQuestion({ question, position, questionCount, pictureBase, chosen, size, onChoose }: AskedProps) {
  return (
    <>
      <View className="exam__number">
        {`第 ${position + 1} 题，共 ${questionCount} 题`}
        <SpeakTool about={position} text={() => spokenQuestion(question)} />
      </View>
      <QuestionSheet
        key={position}
        question={question}
        pictureBase={pictureBase}
        chosen={chosen}
        size={size.factor}
        onChoose={onChoose}
      />
    </>
  );
}
