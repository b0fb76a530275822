import { View } from '@tarojs/components';
import { useMemo, useRef, useState } from 'react';
import { StaleNotice } from '#components/stale-notice';
import { FailurePanel } from '#components/state-panel';
import { TextTabs } from '#components/text-tabs';
import type { RoadEventSummary } from '#contract/roads';
import { failureWords } from '#domain/failure-words';
import type { Position } from '#domain/geo-json';
import { useKeptValue } from '#platform/kept-value';
import { useSharing } from '#platform/share';
import { isFiltered, NO_FILTER } from './event-filter.ts';
import { EventFilters } from './event-filters.tsx';
import { EventList } from './event-list.tsx';
import { EventMap } from './event-map';
import { AsOf, EventsSkeleton, NoEvents } from './events-view.tsx';
import { canBeParted, linesOf, type MapMark, type MapView, marksOf } from './map-marks.ts';
import { boundsAround, type MapAsked, type MapStart, mapStart } from './map-start.ts';
import { freshnessWords } from './road-words.ts';
import { type InViewState, useEventsInView } from './use-events-in-view.ts';
import './road-map.scss';

const FACES = [
  { id: 'map', name: '地图' },
  { id: 'list', name: '列表' },
] as const;

const NOTHING: readonly never[] = [];

function middleOf({ bounds: [west, south, east, north], zoom }: MapView): MapStart {
  return { at: [(west + east) / 2, (south + north) / 2], zoom };
}

/** The same events as the map's marks, complete, for whoever would rather read or have it read. */
function ViewList({ state, isNarrow, onRetry }: { state: InViewState; isNarrow: boolean; onRetry(): void }) {
  const { found, failure, isBusy } = state;
  if (found !== undefined && found.events.length > 0) return <EventList events={found.events} />;
  if (failure !== undefined) return <FailurePanel failure={failure} onRetry={onRetry} />;
  if (isBusy) return <EventsSkeleton />;
  return <NoEvents isUnknown={found?.state === 'no-data'} isFiltered={isNarrow} />;
}

/** What stands under the map: what was tapped, or how to go on. */
function UnderMap({
  state,
  chosen,
  isNarrow,
  onRetry,
}: {
  state: InViewState;
  chosen: readonly RoadEventSummary[];
  isNarrow: boolean;
  onRetry(): void;
}) {
  if (chosen.length > 0) return <EventList events={chosen} />;
  const { found, failure, isBusy } = state;
  // What was found before is of another view.
  if (isBusy) return <View className="road-map__hint">正在加载…</View>;
  if (found === undefined) {
    return (
      <View className="road-map__hint" ariaRole="button" onClick={onRetry}>
        {failure === undefined ? '' : `${failureWords(failure).title}，还不知道这里的路况 · 点此重试`}
      </View>
    );
  }
  if (failure !== undefined) {
    return <View className="road-map__hint">{`上次看到${found.events.length}起路况，这里可能还有别的`}</View>;
  }
  if (found.events.length === 0) {
    const words =
      found.state === 'no-data'
        ? freshnessWords({ state: 'no-data' }, new Date()).words
        : isNarrow
          ? '这里没有符合条件的路况'
          : '这里目前没有路况事件';
    return <View className="road-map__hint">{words}</View>;
  }
  const count = found.more
    ? `路况较多，先显示最严重的${found.events.length}起，放大可看全部`
    : `这里共${found.events.length}起路况`;
  return <View className="road-map__hint">{`${count} · 点标记看详情`}</View>;
}

/** Events on a map and, by the tab beside it, as the list of the same events. */
export function RoadMap({ asked }: { asked: MapAsked }) {
  const [region] = useKeptValue('roads-region', '');
  const [start] = useState(() => mapStart(asked, region));
  const [face, setFace] = useState<(typeof FACES)[number]['id']>('map');
  const [filter, setFilter] = useState(NO_FILTER);
  const [view, setView] = useState<MapView | undefined>();
  const [chosen, setChosen] = useState<readonly RoadEventSummary[]>(NOTHING);
  const [show, setShow] = useState<readonly Position[] | undefined>();
  const guessed = useMemo(() => boundsAround(start), [start]);
  // The list waits for no map that may not come.
  const { state, refresh } = useEventsInView(view?.bounds ?? (face === 'list' ? guessed : undefined), filter);
  const opening = useRef(start);

  const events = state.found?.events ?? NOTHING;
  const zoom = Math.floor(view?.zoom ?? start.zoom);
  const bounds = view?.bounds;
  const marks = useMemo(() => marksOf(events, zoom, bounds), [events, zoom, bounds]);
  const lines = useMemo(() => linesOf(events), [events]);
  useSharing(() => {
    const { at, zoom: near } = view === undefined ? start : middleOf(view);
    const query = `lon=${at[0].toFixed(2)}&lat=${at[1].toFixed(2)}&zoom=${Math.round(near)}`;
    return { title: '路况地图：哪里封闭、哪里施工，一看就知道', path: '/pages/roads/map', query };
  });

  const openMark = (mark: MapMark) => {
    if (mark.kind === 'event') {
      setChosen([mark.event]);
    } else if (canBeParted(mark.events)) {
      setShow(mark.events.flatMap(({ point }) => (point === undefined ? [] : [point])));
    } else {
      setChosen(mark.events);
    }
  };
  const turn = (to: typeof face) => {
    // The map begins anew where it was left.
    if (view !== undefined) opening.current = middleOf(view);
    setShow(undefined);
    setFace(to);
  };
  return (
    <>
      <TextTabs tabs={FACES} selected={face} onSelect={turn} />
      <EventFilters
        filter={filter}
        onChange={(next) => {
          setChosen(NOTHING);
          setFilter(next);
        }}
      />
      <View className="events-head">
        <AsOf head={state.found} />
      </View>
      <StaleNotice failure={state.failure} asOf={state.fetchedAt} onRetry={refresh} />
      {face === 'map' ? (
        <>
          <EventMap
            id="road-map"
            marks={marks}
            lines={lines}
            start={opening.current}
            show={show}
            onView={setView}
            onMark={openMark}
          />
          <UnderMap state={state} chosen={chosen} isNarrow={isFiltered(filter)} onRetry={refresh} />
        </>
      ) : (
        <ViewList state={state} isNarrow={isFiltered(filter)} onRetry={refresh} />
      )}
    </>
  );
}
