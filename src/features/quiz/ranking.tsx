import { View } from '@tarojs/components';
import { Answered } from '#components/answered';
import { StatePanel } from '#components/state-panel';
import { TextTabs } from '#components/text-tabs';
import { WideButton } from '#components/wide-button';
import type { ActionOutput } from '#contract/action';
import type { QuizContract } from '#contract/quiz';
import { useAnswer } from '#platform/answer';
import { useKeptValue } from '#platform/kept-value';
import { useReturning } from '#platform/leaving';
import { leavePage, openPage } from '#platform/navigation';
import { PlayerFace } from './player-face.tsx';
import { quiz } from './quiz-cloud.ts';
import './ranking.scss';

type Ranking = ActionOutput<QuizContract, 'getRanking'>;
type Scope = 'country' | 'region' | 'circle';

const SCOPES = [
  { id: 'country', name: '全国' },
  { id: 'region', name: '本省' },
  { id: 'circle', name: '好友' },
] as const;

const EMPTY_HINTS: Record<Scope, string> = {
  country: '这一周还没有人上榜。交一份考卷就有积分。',
  region: '选择所在省份，交一份考卷就能上榜。',
  circle: '把挑战卡发给好友，对方接受后会出现在这里。',
};

const choosePlayer = () => openPage('/pages/quiz/player');

/** The caller's own place, also beyond the first fifty; or the way to one. */
function OwnPlace({ own }: Pick<Ranking, 'own'>) {
  if (own === undefined) {
    return (
      <View className="ranking__own">
        <View className="ranking__own-words">选一个昵称并完成考试，就能上榜。别人只看到昵称和图案。</View>
        <View className="ranking__choose">
          <WideButton onClick={choosePlayer}>选择昵称</WideButton>
        </View>
      </View>
    );
  }
  return (
    <View className="ranking__own">
      <View className="ranking__own-words">{`第 ${own.rank} 名，共 ${own.players} 人 · ${own.points} 分`}</View>
      <View className="ranking__change" ariaRole="link" onClick={choosePlayer}>
        更换昵称
      </View>
    </View>
  );
}

function RankList({ scope, ranking: { players, own, pictureBase, week } }: { scope: Scope; ranking: Ranking }) {
  return (
    <View>
      <OwnPlace own={own} />
      {players.length === 0 ? (
        <StatePanel sign="empty" title="还没有人上榜" hint={EMPTY_HINTS[scope]} />
      ) : (
        players.map(({ nickname, picture, points, rank, me }, at) => (
          <View
            // biome-ignore lint/suspicious/noArrayIndexKey: players are shown without identity, and two may be alike
            key={at}
            className={me ? 'ranking__player ranking__player--me' : 'ranking__player'}
            ariaLabel={`第 ${rank} 名，${nickname}，${points} 分${me ? '，我' : ''}`}
          >
            <View className="ranking__rank">{rank}</View>
            <PlayerFace picture={picture} pictureBase={pictureBase} />
            <View className="ranking__name">{me ? `${nickname}（我）` : nickname}</View>
            <View className="ranking__points">{`${points} 分`}</View>
          </View>
        ))
      )}
      <View className="ranking__note">{`${week}（周一）起的一周。每天取得分最高的一场，满分一天 100 分。`}</View>
    </View>
  );
}

function ScopeRanking({ scope }: { scope: Scope }) {
  const answer = useAnswer(`quiz-ranking:${scope}`, () => quiz('getRanking', { scope }));
  useReturning(answer.retry);
  return (
    <Answered answer={answer} wayOn={{ label: '返回', run: leavePage }}>
      {(ranking) => <RankList scope={scope} ranking={ranking} />}
    </Answered>
  );
}

/** The week's ranking: of the country, of the own province, of friends who took up the own cards. */
export function RankingScreen() {
  const [scope, setScope] = useKeptValue<Scope>('quiz-ranking-scope', 'country');
  return (
    <>
      <TextTabs tabs={SCOPES} selected={scope} onSelect={setScope} />
      <ScopeRanking key={scope} scope={scope} />
    </>
  );
}
