import Supercluster from 'supercluster';
import type { ActionOutput } from '#contract/action';
import type { RoadEventSummary, RoadsContract } from '#contract/roads';
import { type Bounds, chainsOf, type Position } from '#domain/geo-json';
import { SEVERITY_NAMES, signOf, TYPE_NAMES } from './road-words.ts';

export type MappedEvent = ActionOutput<RoadsContract, 'listEventsInView'>['events'][number];

/** What a map shows; positions are WGS-84, zoom counts as Web Mercator's levels do. */
export interface MapView {
  bounds: Bounds;
  zoom: number;
}

/** One thing to tap on: an event, or several that stand too close to be told apart at this zoom. */
export type MapMark =
  | { kind: 'event'; at: Position; event: RoadEventSummary }
  | { kind: 'cluster'; at: Position; events: readonly RoadEventSummary[] };

export interface MapLine {
  key: string;
  points: Position[];
  colour: string;
  /** A way round rather than the event itself. */
  isDetour?: boolean;
}

/** A finger covers so many pixels: marks nearer than this are one. */
const RADIUS_PIXELS = 44;
const TILE_PIXELS = 256;
/** From here on every event stands alone, unless two stand on one spot. */
const CLOSEST_CLUSTERED = 15;
const WORLD: Bounds = [-180, -85, 180, 85];

/** Half a view further on each side: what a short movement of the finger brings in is there already. */
function around([west, south, east, north]: Bounds): Bounds {
  const [wide, high] = [(east - west) / 2, (north - south) / 2];
  return [west - wide, Math.max(-85, south - high), east + wide, Math.min(85, north + high)];
}

/**
 * The marks of these events at a zoom, in and around a view (everywhere when there is none yet); an event without a point
 * has none.
 */
export function marksOf(events: readonly RoadEventSummary[], zoom: number, view?: Bounds): MapMark[] {
  const index = new Supercluster<{ event: RoadEventSummary }>({
    radius: RADIUS_PIXELS,
    extent: TILE_PIXELS,
    maxZoom: CLOSEST_CLUSTERED,
  });
  index.load(
    events.flatMap((event) =>
      event.point === undefined
        ? []
        : [
            {
              type: 'Feature' as const,
              properties: { event },
              geometry: { type: 'Point' as const, coordinates: event.point },
            },
          ],
    ),
  );
  return index
    .getClusters(view === undefined ? WORLD : around(view), Math.floor(zoom))
    .map(({ properties, geometry }): MapMark => {
      const [lon = 0, lat = 0] = geometry.coordinates;
      if (!('cluster_id' in properties)) return { kind: 'event', at: [lon, lat], event: properties.event };
      const leaves = index.getLeaves(properties.cluster_id, Number.POSITIVE_INFINITY);
      return { kind: 'cluster', at: [lon, lat], events: leaves.map((leaf) => leaf.properties.event) };
    });
}

/** Colours of the road signs on a map, which has no dark mode of its own. */
const COLOURS = { ban: '#c8102e', warning: '#b88700', works: '#b45309', info: '#0b4ea2' } as const;
export const DETOUR_COLOUR = '#00693e';

/** The stretches that are known as lines or areas; a point needs no line. */
export function linesOf(events: readonly Pick<MappedEvent, 'id' | 'geometry' | 'type' | 'closed'>[]): MapLine[] {
  return events.flatMap(({ id, geometry, type, closed }) => {
    if (geometry === undefined) return [];
    const colour = COLOURS[signOf({ type, closed })];
    return chainsOf(geometry)
      .filter((points) => points.length > 1)
      .map((points, part) => ({ key: `${id}:${part}`, points, colour }));
  });
}

export function isClosedMark(mark: MapMark): boolean {
  return mark.kind === 'event' ? mark.event.closed === true : mark.events.some(({ closed }) => closed);
}

/** What a screen reader says of a mark. */
export function markWords(mark: MapMark): string {
  if (mark.kind === 'cluster') return `${mark.events.length}起路况${isClosedMark(mark) ? '，其中有封闭' : ''}`;
  const { where, type, severity, closed } = mark.event;
  return [where, closed ? '全线封闭' : TYPE_NAMES[type], SEVERITY_NAMES[severity]].filter(Boolean).join('，');
}

/** Whether a cluster can be taken apart by looking closer; events on one spot can't. */
export function canBeParted(events: readonly RoadEventSummary[]): boolean {
  const [first] = events;
  return events.some(({ point }) => point?.[0] !== first?.point?.[0] || point?.[1] !== first?.point?.[1]);
}
