import { View } from '@tarojs/components';
import { useState } from 'react';
import { RegionPicker } from '#components/region-picker';
import { StaleNotice } from '#components/stale-notice';
import { StatePanel } from '#components/state-panel';
import { failureWords } from '#domain/failure-words';
import { useKeptValue } from '#platform/kept-value';
import { usePullDownRefresh, useReachBottom } from '#platform/lifecycle';
import { endPullDownRefresh } from '#platform/navigation';
import { BoardEntries } from './board-entries.tsx';
import { EventList } from './event-list.tsx';
import { freshnessWords } from './road-words.ts';
import { type EventsState, useEvents } from './use-events.ts';
import './roads-board.scss';

function Toggle({ name, isOn, onTap }: { name: string; isOn: boolean; onTap(): void }) {
  return (
    <View
      className={isOn ? 'board__toggle board__toggle--on' : 'board__toggle'}
      ariaRole="switch"
      ariaLabel={`${name}，${isOn ? '已开启' : '未开启'}`}
      onClick={onTap}
    >
      {name}
    </View>
  );
}

/** The sentence that matters: of when this is, and whether to trust it. */
function AsOf({ head }: { head: EventsState['head'] }) {
  if (head === undefined) return <View />;
  const { words, isDoubtful } = freshnessWords(head, new Date());
  return <View className={isDoubtful ? 'board__as-of board__as-of--doubtful' : 'board__as-of'}>{words}</View>;
}

function EmptyBoard({ state, isFiltered, onRetry }: { state: EventsState; isFiltered: boolean; onRetry(): void }) {
  if (state.failure !== undefined) {
    const sign = state.failure === 'offline' ? 'offline' : 'failed';
    return <StatePanel sign={sign} {...failureWords(state.failure)} action={{ label: '重试', run: onRetry }} />;
  }
  if (state.head?.state === 'no-data') {
    return (
      <StatePanel sign="failed" title="没有这里的路况数据" hint="没有数据不等于道路畅通，请留意现场标志和交警指挥。" />
    );
  }
  if (isFiltered) return <StatePanel sign="empty" title="没有符合条件的路况" hint="换个地区，或关闭上面的筛选再看。" />;
  return <StatePanel sign="empty" title="目前没有路况事件" hint="有封闭、施工或事故时会出现在这里。" />;
}

function BoardEnd({ state, onExtend }: { state: EventsState; onExtend(): void }) {
  if (state.head?.nextCursor === undefined) return <View className="board__end">已经到底了</View>;
  if (state.failure !== undefined) {
    return (
      <View className="board__end board__end--retry" onClick={onExtend}>
        {`${failureWords(state.failure).title}，点此继续加载`}
      </View>
    );
  }
  // Reaching it is what fetches the next page: words that change then would cost the view an update of their own.
  return <View className="board__end">正在加载更多…</View>;
}

/** What is going on on the roads: the worst first, closures and trucks' restrictions one tap away. */
export function RoadsBoard() {
  const [region, setRegion] = useKeptValue('roads-region', '');
  const [closures, setClosures] = useState(false);
  const [trucks, setTrucks] = useState(false);
  const { state, refresh, extend } = useEvents({ region, closures, trucks });
  usePullDownRefresh(() => void refresh().finally(endPullDownRefresh));
  useReachBottom(extend);
  const isEmpty = state.pages.every((page) => page.length === 0);
  return (
    <>
      <BoardEntries />
      <RegionPicker region={region} everywhere="全国" onChoose={setRegion} />
      <View className="board__filters">
        <Toggle name="只看封闭" isOn={closures} onTap={() => setClosures(!closures)} />
        <Toggle name="货车限行" isOn={trucks} onTap={() => setTrucks(!trucks)} />
      </View>
      <AsOf head={state.head} />
      <StaleNotice failure={isEmpty ? undefined : state.failure} asOf={state.fetchedAt} onRetry={refresh} />
      {/* Pages only ever come at the end of this view: Taro sends a child that is appended alone. */}
      <View>
        {state.pages.map((page) => (
          <EventList key={page[0]?.id ?? 'none'} events={page} />
        ))}
      </View>
      {isEmpty && state.isBusy && <BoardSkeleton />}
      {isEmpty && !state.isBusy && <EmptyBoard state={state} isFiltered={closures || trucks} onRetry={refresh} />}
      {!isEmpty && <BoardEnd state={state} onExtend={extend} />}
    </>
  );
}

function BoardSkeleton() {
  return (
    <View className="board__skeleton" ariaLabel="正在加载">
      {[0, 1, 2, 3, 4].map((row) => (
        <View key={row} className="bone bone--title" />
      ))}
    </View>
  );
}
