import { View } from '@tarojs/components';
import { useState } from 'react';
import { WideButton } from '#components/wide-button';
import type { FinishedExamView } from '#contract/quiz';
import { openPage } from '#platform/navigation';
import { AnswerReason, useLawNames } from './answer-reason.tsx';
import { ExamActions } from './exam-actions.tsx';
import { QuestionSheet } from './question-sheet.tsx';
import { durationWords } from './quiz-words.ts';
import './exam-result.scss';

/** Misses are shown so many at a time: a hundred would be more than a page may hold. */
const AT_ONCE = 5;

const END_WORDS: Record<FinishedExamView['end'], string> = {
  submitted: '',
  time: ' · 时间到，自动交卷',
  misses: ' · 错题达到上限',
};

function Misses({ result: { missed, pictureBase } }: { result: FinishedExamView }) {
  const [shown, setShown] = useState(AT_ONCE);
  const lawNames = useLawNames();
  if (missed.length === 0) return <View className="result__heading">全部答对</View>;
  return (
    <View>
      <View className="result__heading">{`没有答对的 ${missed.length} 题`}</View>
      {missed.slice(0, shown).map((question) => (
        <View key={question.index} className="result__miss">
          <View className="result__number">{`第 ${question.index + 1} 题`}</View>
          <QuestionSheet
            question={question}
            pictureBase={pictureBase}
            chosen={question.chosen}
            correct={question.correct}
          />
          <AnswerReason question={question} chosen={question.chosen} lawNames={lawNames} />
          <View
            className="result__link"
            ariaRole="link"
            onClick={() => openPage('/pages/quiz/question', { id: question.id })}
          >
            这道题的法条与案例
          </View>
        </View>
      ))}
      {shown < missed.length && (
        <View className="result__more">
          <WideButton kind="quiet" onClick={() => setShown(shown + AT_ONCE)}>
            {`再看 ${Math.min(AT_ONCE, missed.length - shown)} 题`}
          </WideButton>
        </View>
      )}
    </View>
  );
}

/** What an exam came to: the score first, then where it was lost, then each miss with its law. */
export function ExamResult({ result, onAgain }: { result: FinishedExamView; onAgain?: (() => void) | undefined }) {
  const { score, passed, passScore, right, total, seconds, end, byChapter } = result;
  return (
    <View className="result">
      <View className="result__head">
        <View className={passed ? 'result__score result__score--passed' : 'result__score'}>{score}</View>
        <View className="result__verdict">{passed ? '✓ 合格' : `✕ 不合格，${passScore} 分合格`}</View>
        <View className="result__facts">
          {`答对 ${right}/${total} 题 · 用时 ${durationWords(seconds)}${END_WORDS[end]}`}
        </View>
        <ExamActions result={result} onAgain={onAgain} />
      </View>
      <View className="result__heading">各章得分</View>
      {byChapter.map(({ chapter, right: found, total: asked }) => (
        <View key={chapter.id} className="result__chapter">
          <View>{chapter.name}</View>
          <View className="result__share">{`${found}/${asked}`}</View>
        </View>
      ))}
      <Misses result={result} />
    </View>
  );
}
