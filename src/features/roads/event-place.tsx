import { View } from '@tarojs/components';
import { useMemo } from 'react';
import type { RoadEventPage } from '#contract/roads';
import { boundsOf, chainsOf, type Position } from '#domain/geo-json';
import { openPage } from '#platform/navigation';
import { EventMap } from './event-map';
import { DETOUR_COLOUR, linesOf, type MapLine, type MapMark } from './map-marks.ts';

const CLOSE = 11;

function linesOfPage({ id, type, summary, geometry, detour }: RoadEventPage): MapLine[] {
  const way = detour?.geometry === undefined ? [] : chainsOf(detour.geometry).filter((points) => points.length > 1);
  return [
    ...linesOf([{ id, type, closed: summary.closed, geometry: geometry ?? undefined }]),
    ...way.map((points, part) => ({ key: `detour:${part}`, points, colour: DETOUR_COLOUR, isDetour: true })),
  ];
}

/** The corners of all that the map must show; a point shows itself. */
function cornersOf(lines: readonly MapLine[]): Position[] | undefined {
  if (lines.length === 0) return undefined;
  const bounds = boundsOf({ type: 'MultiLineString', coordinates: lines.map(({ points }) => points) });
  return bounds === null
    ? undefined
    : [
        [bounds[0], bounds[1]],
        [bounds[2], bounds[3]],
      ];
}

/** Where it is, and the way round where its line is known; nothing for what only words can place. */
export function EventPlace({ event }: { event: RoadEventPage }) {
  const { point } = event;
  const lines = useMemo(() => linesOfPage(event), [event]);
  const corners = useMemo(() => cornersOf(lines), [lines]);
  const marks = useMemo<MapMark[]>(
    () => (point === null ? [] : [{ kind: 'event', at: point, event: event.summary }]),
    [event, point],
  );
  const start = useMemo(() => ({ at: point ?? [0, 0], zoom: CLOSE }) satisfies { at: Position; zoom: number }, [point]);
  if (point === null) return <View />;
  return (
    <View className="event-page__place">
      <EventMap id="event-place" marks={marks} lines={lines} start={start} show={corners} isStill />
      <View
        className="event-page__link"
        ariaRole="link"
        onClick={() =>
          openPage('/pages/roads/map', { lon: point[0].toFixed(4), lat: point[1].toFixed(4), zoom: CLOSE })
        }
      >
        {lines.some(({ isDetour }) => isDetour) ? '绿色虚线为绕行路线 · 在地图上看周围' : '在地图上看周围的路况'}
      </View>
    </View>
  );
}
