import { View } from '@tarojs/components';
import { Answered } from '#components/answered';
import { WideButton } from '#components/wide-button';
import type { ActionOutput } from '#contract/action';
import type { QuizContract } from '#contract/quiz';
import { clockTime } from '#domain/china-time';
import { useAnswer } from '#platform/answer';
import { useReturning } from '#platform/leaving';
import { isSinglePageMode, leavePage, openPage } from '#platform/navigation';
import { canSendCards, useSharing } from '#platform/share';
import { isOwnChallenge } from './own-challenges.ts';
import { PlayerFace } from './player-face.tsx';
import { quiz } from './quiz-cloud.ts';
import { durationWords } from './quiz-words.ts';
import './challenge.scss';

type Challenge = ActionOutput<QuizContract, 'getChallenge'>;

const whose = ({ by }: Pick<Challenge, 'by'>) => by?.nickname ?? '一位好友';

function Entries({ entries, pictureBase }: Pick<Challenge, 'entries' | 'pictureBase'>) {
  if (entries.length === 0) {
    return <View className="challenge__note">还没有上榜的成绩。选了昵称的人交卷后会出现在这里。</View>;
  }
  return (
    <View>
      {entries.map(({ nickname, picture, score, seconds }, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a list of results has no other identity, and two may be alike
        <View key={at} className="challenge__entry">
          <View className="challenge__rank">{at + 1}</View>
          <PlayerFace picture={picture} pictureBase={pictureBase} />
          <View className="challenge__name">{nickname}</View>
          <View className="challenge__score">
            {`${score} 分`}
            <View className="challenge__seconds">{durationWords(seconds)}</View>
          </View>
        </View>
      ))}
    </View>
  );
}

function ChallengeCard({ challenge }: { challenge: Challenge }) {
  const { id, preset, name, questionCount, expiresAt, expired, entries, pictureBase } = challenge;
  const isOwn = isOwnChallenge(id);
  return (
    <View className="challenge">
      <View className="challenge__head">
        <View className="challenge__by">{isOwn ? '我发起的挑战' : `${whose(challenge)}向您挑战`}</View>
        <View className="challenge__what">{`${name} · ${questionCount} 题`}</View>
        <View className="challenge__rule">
          {expired ? '这张挑战卡已过期。' : `同样的题，每人一次，${clockTime(expiresAt, new Date())} 前有效。`}
        </View>
        {!isOwn && !expired && (
          <View className="challenge__way">
            <WideButton onClick={() => openPage('/pages/quiz/exam', { preset, challenge: id })}>接受挑战</WideButton>
          </View>
        )}
        {!expired && canSendCards && !isSinglePageMode() && (
          <View className="challenge__way">
            <WideButton kind={isOwn ? 'on' : 'quiet'} openType="share">
              {isOwn ? '发给好友' : '转发给更多好友'}
            </WideButton>
          </View>
        )}
        {expired && (
          <View className="challenge__way">
            <WideButton onClick={() => openPage('/pages/quiz/exam', { preset })}>自己考一次</WideButton>
          </View>
        )}
      </View>
      <View className="challenge__heading">成绩榜</View>
      <Entries entries={entries} pictureBase={pictureBase} />
      <View className="challenge__link" ariaRole="link" onClick={() => openPage('/pages/quiz/player')}>
        选择或更换我的昵称
      </View>
    </View>
  );
}

/** A challenge as whoever gets its card sees it: without login, in Moments too; taking it on needs WeChat's identity. */
export function ChallengeScreen({ id }: { id: string }) {
  const answer = useAnswer(`quiz-challenge:${id}`, () => quiz('getChallenge', { id }));
  // Whoever comes back from the exam stands on the board now.
  useReturning(answer.retry);
  const challenge = answer.data;
  useSharing(() => ({
    title:
      challenge === undefined
        ? '交通安全题，敢不敢比一比'
        : `${isOwnChallenge(id) ? '我' : whose(challenge)}向你挑战：${challenge.name}，${challenge.questionCount} 道同样的题`,
    path: '/pages/quiz/challenge',
    query: `id=${id}`,
  }));
  return (
    <Answered answer={answer} wayOn={{ label: '去练练题', run: leavePage }}>
      {(data) => <ChallengeCard challenge={data} />}
    </Answered>
  );
}
