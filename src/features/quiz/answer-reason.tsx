import { View } from '@tarojs/components';
import type { PracticeQuestion } from '#contract/quiz';
import { isRight } from '#domain/grading';
import { useAnswer } from '#platform/answer';
import { openPage } from '#platform/navigation';
import { readingSize } from './question-sheet.tsx';
import { laws } from './quiz-cloud.ts';
import { lettersOf } from './quiz-words.ts';
import './answer-reason.scss';

interface Props {
  question: Pick<PracticeQuestion, 'type' | 'correct' | 'scoring' | 'explanation' | 'law'>;
  chosen: readonly number[];
  /** Names of laws by their id; see `useLawNames`. */
  lawNames: ReadonlyMap<string, string>;
  /** Factor on the size of text that the driver set in WeChat. */
  size?: number;
}

/** Names of the laws that questions cite; empty while they are not known. */
export function useLawNames(): ReadonlyMap<string, string> {
  const { data } = useAnswer('law-names', laws);
  return new Map(data?.laws.map(({ id, shortTitle }) => [id, shortTitle]));
}

function verdict({ question, chosen }: Pick<Props, 'question' | 'chosen'>): string {
  if (isRight(question, chosen)) return '答对了';
  const right = `正确答案是 ${lettersOf(question.correct)}`;
  return chosen.length === 0 ? `没有作答，${right}` : `答错了，${right}`;
}

/** The answer, its reason and the law that it rests on. */
export function AnswerReason({ question, chosen, lawNames, size = 1 }: Props) {
  const right = isRight(question, chosen);
  return (
    <View className="reason" style={readingSize(size)}>
      <View className={right ? 'reason__verdict reason__verdict--right' : 'reason__verdict'} ariaRole="status">
        {`${right ? '✓' : '✕'} ${verdict({ question, chosen })}`}
      </View>
      {question.explanation !== '' && <View className="reason__text">{question.explanation}</View>}
      {question.law.map(({ law, article }) => (
        <View
          key={`${law} ${article}`}
          className="reason__law"
          ariaRole="link"
          onClick={() => openPage('/pages/news/law-article', { law, article })}
        >
          {`依据：${lawNames.has(law) ? `《${lawNames.get(law)}》` : '法规'}${article}`}
        </View>
      ))}
    </View>
  );
}
