import { View } from '@tarojs/components';
import { ReadAloud } from '#components/read-aloud';
import { StaleNotice } from '#components/stale-notice';
import { FailurePanel, StatePanel } from '#components/state-panel';
import { failureWords } from '#domain/failure-words';
import { usePullDownRefresh, useReachBottom } from '#platform/lifecycle';
import { endPullDownRefresh } from '#platform/navigation';
import { isFiltered } from './event-filter.ts';
import { EventList } from './event-list.tsx';
import { freshnessWords } from './road-words.ts';
import { spokenSituation } from './spoken-words.ts';
import { type EventsQuery, type EventsState, useEvents } from './use-events.ts';
import './events-view.scss';

/** The sentence that matters: of when this is, and whether to trust it. */
export function AsOf({ head }: { head: Parameters<typeof freshnessWords>[0] | undefined }) {
  if (head === undefined) return <View />;
  const { words, isDoubtful } = freshnessWords(head, new Date());
  return <View className={isDoubtful ? 'as-of as-of--doubtful' : 'as-of'}>{words}</View>;
}

/** Why there is nothing to see. "No data" must never look like "no events". */
export function NoEvents({ isUnknown, isFiltered }: { isUnknown: boolean; isFiltered: boolean }) {
  if (isUnknown) {
    return (
      <StatePanel sign="failed" title="没有这里的路况数据" hint="没有数据不等于道路畅通，请留意现场标志和交警指挥。" />
    );
  }
  if (isFiltered) return <StatePanel sign="empty" title="没有符合条件的路况" hint="换个地区，或关闭上面的筛选再看。" />;
  return <StatePanel sign="empty" title="目前没有路况事件" hint="有封闭、施工或事故时会出现在这里。" />;
}

function EmptyView({ state, query, onRetry }: { state: EventsState; query: EventsQuery; onRetry(): void }) {
  // Nothing was found, and that is kept: the line above says of when.
  if (state.failure !== undefined && state.head === undefined) {
    return <FailurePanel failure={state.failure} onRetry={onRetry} />;
  }
  const isNarrow = isFiltered(query.filter) || Boolean(query.road ?? query.text);
  return <NoEvents isUnknown={state.head?.state === 'no-data'} isFiltered={isNarrow} />;
}

function ViewEnd({ state, onExtend }: { state: EventsState; onExtend(): void }) {
  if (state.head?.nextCursor === undefined) return <View className="events-end">已经到底了</View>;
  if (state.failure !== undefined) {
    return (
      <View className="events-end events-end--retry" ariaRole="button" onClick={onExtend}>
        {`${failureWords(state.failure).title}，点此继续加载`}
      </View>
    );
  }
  // Reaching it is what fetches the next page: words that change then would cost the view an update of their own.
  return <View className="events-end">正在加载更多…</View>;
}

/** What a query finds, the worst first, in any state; read aloud in one tap. */
export function EventsView({ query }: { query: EventsQuery }) {
  const { state, refresh, extend } = useEvents(query);
  usePullDownRefresh(() => void refresh().finally(endPullDownRefresh));
  useReachBottom(extend);
  const isEmpty = state.pages.flat().length === 0;
  const { head } = state;
  const situation = () =>
    head === undefined
      ? ''
      : spokenSituation({ head, events: state.pages.flat(), isWhole: head.nextCursor === undefined }, new Date());
  return (
    <>
      <View className="events-head">
        <AsOf head={head} />
        {!isEmpty && <ReadAloud text={situation} />}
      </View>
      <StaleNotice failure={head === undefined ? undefined : state.failure} asOf={state.fetchedAt} onRetry={refresh} />
      {/* Pages only ever come at the end of this view: Taro sends a child that is appended alone. */}
      <View>
        {state.pages.map((page) => (
          <EventList key={page[0]?.id ?? 'none'} events={page} />
        ))}
      </View>
      {isEmpty && state.isBusy && <EventsSkeleton />}
      {isEmpty && !state.isBusy && <EmptyView state={state} query={query} onRetry={refresh} />}
      {!isEmpty && <ViewEnd state={state} onExtend={extend} />}
    </>
  );
}

export function EventsSkeleton() {
  return (
    <View className="events-skeleton" ariaLabel="正在加载">
      {[0, 1, 2, 3, 4].map((row) => (
        <View key={row} className="bone bone--title" />
      ))}
    </View>
  );
}
