import { View } from '@tarojs/components';
import { WideButton } from '#components/wide-button';
import { failureWords } from '#domain/failure-words';
import { useKeys } from '#platform/keys';
import { Countdown } from './exam-countdown.tsx';
import { secondsToBell } from './paced-sheet.ts';
import { QuestionSheet } from './question-sheet.tsx';
import { SpeakTool, useReadingSize } from './question-tools.tsx';
import { optionOfKey, spokenQuestion } from './quiz-words.ts';
import type { PacedState } from './use-paced-exam.ts';
import { withOption } from './use-practice.ts';
import './exam-room.scss';

/** The last seconds of a question are said in red, with a sign before them. */
const SHORT = 15;

interface Props {
  state: Extract<PacedState, { phase: 'running' }>;
  onChoose(chosen: number[]): void;
  onSend(): void;
}

/** An exam that asks one question at a time: no way back, and the bell of each hands in what is chosen. */
export function PacedRoom({ state: { asked, chosen, isSending, failure }, onChoose, onSend }: Props) {
  const { question, position, questionCount, pictureBase } = asked;
  const size = useReadingSize();
  const choose = (option: number) => onChoose(question.type === 'multiple' ? withOption(chosen, option) : [option]);
  useKeys((key) => {
    const option = optionOfKey(key, question.options.length);
    if (option !== undefined) choose(option);
    else if (key === 'Enter' && chosen.length > 0) onSend();
  });
  return (
    <View className="exam">
      <View className="exam__bar">
        <Countdown
          key={position}
          secondsLeft={() => secondsToBell(asked, new Date())}
          warnBelow={SHORT}
          onBell={onSend}
        />
        <View className="exam__toggle" ariaRole="button" onClick={size.enlarge}>{`字号 ${size.name}`}</View>
      </View>
      {failure !== undefined && (
        <View className="exam__notice" ariaRole="status">
          {`${failureWords(failure).title}，正在重新提交这一题；计时不会停`}
        </View>
      )}
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
        onChoose={choose}
      />
      <View className="exam__ways">
        <View className="exam__way exam__way--on">
          <WideButton isOff={chosen.length === 0 || isSending || failure !== undefined} onClick={onSend}>
            {isSending ? '正在提交…' : chosen.length === 0 ? '选择答案' : '确定，不能再改'}
          </WideButton>
        </View>
      </View>
    </View>
  );
}
