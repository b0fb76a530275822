import { View } from '@tarojs/components';
import { useState } from 'react';
import { WideButton } from '#components/wide-button';
import type { FinishedExamView } from '#contract/quiz';
import { failureWords } from '#domain/failure-words';
import { failureCode } from '#platform/answer';
import { openPage } from '#platform/navigation';
import { sayBriefly } from '#platform/toast';
import { keepOwnChallenge, ownChallengeOf } from './own-challenges.ts';
import { quiz } from './quiz-cloud.ts';

/** Challenges friends with the questions of this exam; made once, opened again afterwards. */
function useChallenging(examId: string): { isMaking: boolean; challenge(): void } {
  const [isMaking, setIsMaking] = useState(false);
  const challenge = async () => {
    const known = ownChallengeOf(examId, new Date());
    if (known !== undefined) {
      openPage('/pages/quiz/challenge', { id: known });
      return;
    }
    setIsMaking(true);
    try {
      const made = await quiz('createChallenge', { examId });
      keepOwnChallenge(examId, made);
      openPage('/pages/quiz/challenge', { id: made.id });
    } catch (error) {
      sayBriefly(failureWords(failureCode(error)).title);
    } finally {
      setIsMaking(false);
    }
  };
  return { isMaking, challenge: () => void challenge() };
}

interface Props {
  result: FinishedExamView;
  onAgain?: (() => void) | undefined;
}

/** Ways on from a result. */
export function ExamActions({ result: { id, challengeId }, onAgain }: Props) {
  const { isMaking, challenge } = useChallenging(id);
  return (
    <View className="result__actions">
      {onAgain !== undefined && (
        <View className="result__action result__action--first">
          <WideButton onClick={onAgain}>再考一次</WideButton>
        </View>
      )}
      {challengeId === undefined ? (
        <View className="result__action">
          <WideButton kind="quiet" isOff={isMaking} onClick={challenge}>
            挑战好友
          </WideButton>
        </View>
      ) : (
        <View className="result__action">
          <WideButton kind="quiet" onClick={() => openPage('/pages/quiz/challenge', { id: challengeId })}>
            挑战榜
          </WideButton>
        </View>
      )}
      <View className="result__action">
        <WideButton kind="quiet" onClick={() => openPage('/pages/quiz/card', { exam: id })}>
          成绩卡
        </WideButton>
      </View>
      <View className="result__action">
        <WideButton kind="quiet" onClick={() => openPage('/pages/quiz/ranking')}>
          排行榜
        </WideButton>
      </View>
    </View>
  );
}
