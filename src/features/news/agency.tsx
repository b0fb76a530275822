import { View } from '@tarojs/components';
import { Answered } from '#components/answered';
import type { AgencyPage } from '#contract/news';
import { useAnswer } from '#platform/answer';
import { usePullDownRefresh } from '#platform/lifecycle';
import { endPullDownRefresh, leavePage, openPage } from '#platform/navigation';
import { useSharing } from '#platform/share';
import { LEVEL_NAMES } from './agency-directory.tsx';
import { agenciesFeed } from './feed-source.ts';
import { FollowButton } from './follow-button.tsx';
import { news } from './news-cloud.ts';
import { PLATFORM_NAMES } from './platform-names.ts';
import { useShelfSync } from './reader-shelf.ts';
import { shareCard } from './share-card.ts';
import { PostTimeline, useTimelineGestures } from './timeline.tsx';
import { useFeed } from './use-feed.ts';
import './agency.scss';

function AgencyHead({ agency }: { agency: AgencyPage }) {
  const { id, name, shortName, level, about, accounts, parent } = agency;
  return (
    <View className="agency">
      <View className="agency__sign">
        <View className="agency__name">{name}</View>
      </View>
      <View className="agency__line">
        <View className="agency__level">{LEVEL_NAMES[level]}</View>
        {parent && (
          <View
            className="agency__parent"
            ariaRole="link"
            onClick={() => openPage('/pages/news/agency', { id: parent.id })}
          >
            {`上级：${parent.shortName}`}
          </View>
        )}
        <FollowButton agencyId={id} name={shortName} />
      </View>
      <View className="agency__about">{about}</View>
      {accounts.map((account) => (
        <View key={`${account.platform}:${account.name}`} className="agency__account">
          {`${PLATFORM_NAMES[account.platform]}：${account.name}`}
          {account.verified && <View className="agency__verified">已认证</View>}
        </View>
      ))}
    </View>
  );
}

function AgencyTimeline({ id }: { id: string }) {
  const feed = useFeed(agenciesFeed([id]));
  useTimelineGestures(feed);
  return <PostTimeline feed={feed} empty={{ title: '还没有发布', hint: '这个机构有新内容时会出现在这里。' }} />;
}

/** An agency of the hall: who it is, where else it speaks, and what it has published. */
export function AgencyScreen({ id }: { id: string }) {
  const answer = useAnswer(`agency:${id}`, () => news('getAgency', { id }));
  useShelfSync({ onOpen: false });
  usePullDownRefresh(() => {
    answer.retry();
    endPullDownRefresh();
  });
  useSharing(() => ({
    title: `${answer.data?.name ?? '微发布大厅'}的发布`,
    path: '/pages/news/agency',
    query: `id=${encodeURIComponent(id)}`,
    imageUrl: shareCard('agency'),
  }));
  return (
    <Answered answer={answer} wayOn={{ label: '看看最新资讯', run: leavePage }}>
      {(agency) => (
        <>
          <AgencyHead agency={agency} />
          <AgencyTimeline id={agency.id} />
        </>
      )}
    </Answered>
  );
}
