import { View } from '@tarojs/components';
import { useState } from 'react';
import { RegionPicker } from '#components/region-picker';
import { StatePanel } from '#components/state-panel';
import { TextTabs } from '#components/text-tabs';
import { provinceName } from '#domain/provinces';
import { useKeptValue } from '#platform/kept-value';
import { usePullDownRefresh } from '#platform/lifecycle';
import { endPullDownRefresh, openPage } from '#platform/navigation';
import { useSharing } from '#platform/share';
import { AgencyDirectory } from './agency-directory.tsx';
import { agenciesFeed, channelFeed, type FeedSource, regionFeed } from './feed-source.ts';
import { markedIds } from './phone-shelf.ts';
import { MAX_FOLLOWED, useReaderShelf, useShelfSync } from './reader-shelf.ts';
import { shareCard } from './share-card.ts';
import { SiteBanner } from './site-banner.tsx';
import { PostTimeline, useTimelineGestures } from './timeline.tsx';
import { useFeed } from './use-feed.ts';
import './hall.scss';

const VIEWS = [
  { id: 'agencies', name: '机构' },
  { id: 'all', name: '全部' },
  { id: 'followed', name: '已关注' },
  { id: 'region', name: '本地区' },
] as const;

type HallView = (typeof VIEWS)[number]['id'];

interface Shown {
  source: FeedSource;
  empty: { title: string; hint: string };
}

function HallTimeline({ source, empty }: Shown) {
  const feed = useFeed(source);
  useTimelineGestures(feed);
  return <PostTimeline feed={feed} empty={empty} />;
}

function Followed({ onFind }: { onFind(): void }) {
  const shelf = useReaderShelf();
  const followed = markedIds(shelf, 'follow').slice(0, MAX_FOLLOWED);
  const kept = markedIds(shelf, 'favourite').length;
  return (
    <>
      {kept > 0 && (
        <View className="hall__kept" ariaRole="link" onClick={() => openPage('/pages/news/favourites')}>
          {`我收藏的内容 · ${kept}`}
        </View>
      )}
      {followed.length === 0 ? (
        <StatePanel
          sign="empty"
          title="还没有关注机构"
          hint="关注后，它们的发布会集中在这里。"
          action={{ label: '去看看机构', run: onFind }}
        />
      ) : (
        <HallTimeline
          source={agenciesFeed(followed)}
          empty={{ title: '关注的机构还没有发布', hint: '有新内容时会出现在这里。' }}
        />
      )}
    </>
  );
}

function Local({ region, onChoose }: { region: string; onChoose(region: string): void }) {
  return (
    <>
      <RegionPicker region={region} onChoose={onChoose} />
      {region === '' ? (
        <StatePanel sign="empty" title="还没有选择地区" hint="选好后，这里显示当地各级交警的发布。不需要定位。" />
      ) : (
        <HallTimeline
          source={regionFeed(region)}
          empty={{ title: `${provinceName(region)}还没有发布`, hint: '有新内容时会出现在这里。' }}
        />
      )}
    </>
  );
}

/** The publishing hall: who publishes, and what, as one timeline of everything, of what is followed, or of a region. */
export function Hall({ opened }: { opened: string | undefined }) {
  useSharing(() => ({
    title: '微发布大厅：各地交警，一处看全',
    path: '/pages/news/hall',
    query: '',
    imageUrl: shareCard('agency'),
  }));
  const [view, setView] = useState<HallView>(VIEWS.find(({ id }) => id === opened)?.id ?? 'agencies');
  const [region, setRegion] = useKeptValue('region', '');
  useShelfSync({ onOpen: true });
  // Not every view has something to fetch anew; the page must let go all the same.
  usePullDownRefresh(endPullDownRefresh);
  return (
    <>
      <SiteBanner />
      <TextTabs tabs={VIEWS} selected={view} onSelect={setView} />
      {view === 'agencies' && <AgencyDirectory region={region} onChooseRegion={setRegion} />}
      {view === 'all' && (
        <HallTimeline source={channelFeed('all')} empty={{ title: '还没有发布', hint: '有新内容时会出现在这里。' }} />
      )}
      {view === 'followed' && <Followed onFind={() => setView('agencies')} />}
      {view === 'region' && <Local region={region} onChoose={setRegion} />}
    </>
  );
}
