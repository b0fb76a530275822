import { View } from '@tarojs/components';
import { useState } from 'react';
import { Chips } from '#components/chips';
import { ReadAloud } from '#components/read-aloud';
import { RegionPicker } from '#components/region-picker';
import { StaleNotice } from '#components/stale-notice';
import { FailurePanel } from '#components/state-panel';
import { WideButton } from '#components/wide-button';
import { useKeptValue } from '#platform/kept-value';
import { usePullDownRefresh } from '#platform/lifecycle';
import { openPermissions } from '#platform/location';
import { endPullDownRefresh } from '#platform/navigation';
import { useSharing } from '#platform/share';
import { isFiltered, NO_FILTER } from './event-filter.ts';
import { EventFilters } from './event-filters.tsx';
import { EventRow } from './event-list.tsx';
import { AsOf, EventsSkeleton, EventsView, NoEvents } from './events-view.tsx';
import { distanceWords } from './road-words.ts';
import { spokenSituation } from './spoken-words.ts';
import { type NearbyState, useNearby } from './use-nearby.ts';
import './nearby.scss';

const RADII = [
  { id: '20000', name: '20公里' },
  { id: '50000', name: '50公里' },
  { id: '100000', name: '100公里' },
] as const;

/** The roads of a province, which need no place. @param isOpen whether they are shown before a province is chosen */
function ByProvince({ isOpen }: { isOpen: boolean }) {
  const [region, setRegion] = useKeptValue('roads-region', '');
  const [isChosen, setChosen] = useState(false);
  return (
    <>
      <RegionPicker
        region={region}
        everywhere="全国"
        onChoose={(chosen) => {
          setRegion(chosen);
          setChosen(true);
        }}
      />
      {(isChosen || isOpen) && <EventsView query={{ region, filter: NO_FILTER }} />}
    </>
  );
}

/** Before a place is known: why it is asked for, or why there is none, and the way without it. */
function WithoutPlace({ place, onLocate }: { place: NearbyState['place']; onLocate(): void }) {
  return (
    <>
      <View className="nearby__ask">
        {place === 'unasked' && (
          <>
            <View className="nearby__words">
              查看附近的路况需要您的大致位置（精确到约一公里）。位置只用于这一次查询，不会保存。
            </View>
            <WideButton onClick={onLocate}>使用我的大致位置</WideButton>
          </>
        )}
        {place === 'refused' && (
          <>
            <View className="nearby__words">您没有允许使用位置，没关系：选择省份一样能看路况。</View>
            <WideButton kind="quiet" onClick={() => void openPermissions().then(onLocate)}>
              去设置里允许位置
            </WideButton>
          </>
        )}
        {place === 'unavailable' && (
          <>
            <View className="nearby__words">暂时取不到位置，请看看手机的定位是否打开；也可以直接选择省份。</View>
            <WideButton kind="quiet" onClick={onLocate}>
              再试一次
            </WideButton>
          </>
        )}
      </View>
      <ByProvince isOpen={place !== 'unasked'} />
    </>
  );
}

/** What goes on around the driver, the nearest first; by province for whoever keeps the place to themselves. */
export function Nearby() {
  const [metres, setMetres] = useState<(typeof RADII)[number]['id']>('50000');
  const [filter, setFilter] = useState(NO_FILTER);
  const { state, locate, refresh } = useNearby(Number(metres), filter);
  usePullDownRefresh(() => void refresh().finally(endPullDownRefresh));
  useSharing(() => ({ title: '看看附近的路况', path: '/pages/roads/nearby', query: '' }));
  const { place, found, fetchedAt, failure } = state;
  if (place === 'asking') return <EventsSkeleton />;
  if (typeof place === 'string') return <WithoutPlace place={place} onLocate={locate} />;
  const now = new Date();
  const hasEvents = found !== undefined && found.events.length > 0;
  return (
    <>
      <Chips choices={RADII} selected={metres} onSelect={setMetres} />
      <EventFilters filter={filter} onChange={setFilter} />
      <View className="events-head">
        <AsOf head={found} />
        {hasEvents && (
          <ReadAloud
            text={() =>
              spokenSituation({ head: found, events: found.events, isWhole: true, place: '附近' }, new Date())
            }
          />
        )}
      </View>
      <StaleNotice failure={hasEvents ? failure : undefined} asOf={fetchedAt} onRetry={() => void refresh()} />
      {failure !== undefined && !hasEvents && (
        <>
          <FailurePanel failure={failure} onRetry={() => void refresh()} />
          {/* Nothing of a place is kept; of a province there may be something. */}
          <ByProvince isOpen />
        </>
      )}
      {failure === undefined && found === undefined && <EventsSkeleton />}
      {failure === undefined && found !== undefined && !hasEvents && (
        <NoEvents isUnknown={found.state === 'no-data'} isFiltered={isFiltered(filter)} />
      )}
      {found?.events.map((event) => (
        <EventRow key={event.id} event={event} now={now} distance={distanceWords(event.metres)} />
      ))}
    </>
  );
}
