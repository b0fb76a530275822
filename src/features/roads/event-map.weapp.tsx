import { Map as WeappMap } from '@tarojs/components';
import { useEffect, useMemo, useRef } from 'react';
import { convertPosition } from '#domain/geo-datum';
import type { Position } from '#domain/geo-json';
import { readShownRegion, showPoints } from '#platform/map-view';
import type { EventMapProps } from './event-map-props.ts';
import { isClosedMark, type MapLine, type MapMark, markWords } from './map-marks.ts';
import { signOf } from './road-words.ts';
import './event-map.scss';

/** Pixels; as large as the thumb that taps it, since WeChat's markers have no room around them. */
const SIGN_SIZE = 36;
const CLUSTER_SIZE = 44;
/** Pixels around what is shown. */
const ROOM = 64;
const STILL_ROOM = 36;
const CENTRE = { x: 0.5, y: 0.5 };

/** WeChat's map is drawn in GCJ-02. */
function shown(at: Position): { longitude: number; latitude: number } {
  const [longitude, latitude] = convertPosition(at, 'WGS84', 'GCJ02');
  return { longitude, latitude };
}

function markerOf(mark: MapMark, id: number) {
  const place = { id, ...shown(mark.at), anchor: CENTRE, ariaLabel: markWords(mark) };
  if (mark.kind === 'event') {
    const iconPath = `/pages/roads/marks/${signOf(mark.event)}.png`;
    return { ...place, iconPath, width: SIGN_SIZE, height: SIGN_SIZE };
  }
  return {
    ...place,
    iconPath: `/pages/roads/marks/${isClosedMark(mark) ? 'many-closed' : 'many'}.png`,
    width: CLUSTER_SIZE,
    height: CLUSTER_SIZE,
    // Without width and colours of its own the number stands bare, in the middle of the plate.
    label: { content: String(mark.events.length), color: '#151a18', fontSize: 15, anchorX: 0, anchorY: -11 },
  };
}

function polylineOf({ points, colour, isDetour = false }: MapLine) {
  return { points: points.map(shown), color: colour, width: isDetour ? 5 : 6, dottedLine: isDetour };
}

/** WeChat's own map. Its regionchange comes as `begin` and `end`; only where it comes to rest matters. */
export function EventMap({ id, marks, lines, start, show, isStill = false, onView, onMark }: EventMapProps) {
  const { longitude, latitude } = useMemo(() => shown(start.at), [start.at]);
  const markers = useMemo(() => marks.map(markerOf), [marks]);
  const polyline = useMemo(() => lines.map(polylineOf), [lines]);
  const isDrawn = useRef(false);
  const told = useRef(onView);
  told.current = onView;

  const tellView = () => {
    if (told.current === undefined) return;
    void readShownRegion(id).then((region) => {
      if (region === undefined) return;
      const { southwest, northeast, scale } = region;
      const [west, south] = convertPosition([southwest.longitude, southwest.latitude], 'GCJ02', 'WGS84');
      const [east, north] = convertPosition([northeast.longitude, northeast.latitude], 'GCJ02', 'WGS84');
      told.current?.({ bounds: [west, south, east, north], zoom: scale });
    });
  };

  const showAll = () => {
    if (show !== undefined && show.length > 0) showPoints(id, show.map(shown), isStill ? STILL_ROOM : ROOM);
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: another list is another view; before it is drawn a map can't move
  useEffect(() => {
    if (isDrawn.current) showAll();
  }, [show]);

  const tap = ({ detail }: { detail: { markerId: number | string } }) => {
    const mark = marks[Number(detail.markerId)];
    if (mark !== undefined) onMark?.(mark);
  };
  return (
    <WeappMap
      id={id}
      className={isStill ? 'event-map event-map--still' : 'event-map'}
      longitude={longitude}
      latitude={latitude}
      scale={start.zoom}
      markers={markers as never}
      polyline={polyline}
      enableScroll={!isStill}
      enableZoom={!isStill}
      onUpdated={() => {
        if (isDrawn.current) return;
        isDrawn.current = true;
        showAll();
        tellView();
      }}
      onRegionChange={({ type }) => {
        if (type === 'end') tellView();
      }}
      onMarkerTap={tap}
      onLabelTap={tap}
      onError={() => {}}
    />
  );
}
