import { View } from '@tarojs/components';
import { WideButton } from '#components/wide-button';
import { failureWords } from '#domain/failure-words';
import { useKeys } from '#platform/keys';
import { Countdown } from './exam-countdown.tsx';
import { AskedQuestion, ExamFrame } from './exam-frame.tsx';
import { secondsToBell } from './paced-sheet.ts';
import { useReadingSize } from './question-tools.tsx';
import { optionOfKey } from './quiz-words.ts';
import type { PacedState } from './use-paced-exam.ts';
import { withOption } from './use-practice.ts';

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
    <ExamFrame
      clock={
        <Countdown
          key={position}
          secondsLeft={() => secondsToBell(asked, new Date())}
          warnBelow={SHORT}
          onBell={onSend}
        />
      }
      size={size}
      notice={failure && `${failureWords(failure).title}，正在重新提交这一题；计时不会停`}
    >
      <AskedQuestion {...{ question, position, questionCount, pictureBase, chosen, size }} onChoose={choose} />
      <View className="exam__ways">
        <View className="exam__way exam__way--on">
          <WideButton isOff={chosen.length === 0 || isSending || failure !== undefined} onClick={onSend}>
            {isSending ? '正在提交…' : chosen.length === 0 ? '选择答案' : '确定，不能再改'}
          </WideButton>
        </View>
      </View>
    </ExamFrame>
  );
}
