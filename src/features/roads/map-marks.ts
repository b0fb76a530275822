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
/** From nearer than this only what stands on one spot is put together. */
const CLOSEST_CLUSTERED = 15;

/** Web Mercator, in pixels at a zoom: what maps are drawn in. */
function pixelsOf([lon, lat]: Position, zoom: number): [x: number, y: number] {
  const world = TILE_PIXELS * 2 ** zoom;
  const sine = Math.sin((lat * Math.PI) / 180);
  return [(lon / 360 + 0.5) * world, (0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)) * world];
}

/** Half a view further on each side: what a short movement of the finger brings in is there already. */
function isAround([lon, lat]: Position, [west, south, east, north]: Bounds): boolean {
  const [wide, high] = [(east - west) / 2, (north - south) / 2];
  return lon >= west - wide && lon <= east + wide && lat >= south - high && lat <= north + high;
}

function middleOf(places: readonly Position[]): Position {
  const sum = (axis: 0 | 1) => places.reduce((total, place) => total + place[axis], 0);
  return [sum(0) / places.length, sum(1) / places.length];
}

interface Group {
  /** Pixels of its first event: the others are those within reach of it. */
  anchor: [x: number, y: number];
  events: RoadEventSummary[];
  places: Position[];
}

/**
 * The marks of these events at a zoom, in and around a view (everywhere when there is none yet); an event without a point
 * has none. Each event joins the nearest group within a finger's reach, else begins one: a hundred events need no index
 * (supercluster reads `performance`, which WeChat lacks).
 */
export function marksOf(events: readonly RoadEventSummary[], zoom: number, view?: Bounds): MapMark[] {
  const level = Math.floor(zoom);
  const reach = level > CLOSEST_CLUSTERED ? 1 : RADIUS_PIXELS;
  const groups: Group[] = [];
  for (const event of events) {
    const { point } = event;
    if (point === undefined || (view !== undefined && !isAround(point, view))) continue;
    const [x, y] = pixelsOf(point, level);
    let nearest: Group | undefined;
    let distance = reach;
    for (const group of groups) {
      const away = Math.hypot(group.anchor[0] - x, group.anchor[1] - y);
      if (away < distance) [nearest, distance] = [group, away];
    }
    if (nearest === undefined) {
      groups.push({ anchor: [x, y], events: [event], places: [point] });
    } else {
      nearest.events.push(event);
      nearest.places.push(point);
    }
  }
  return groups.map(({ events: together, places }): MapMark => {
    const [only] = together;
    return only !== undefined && together.length === 1
      ? { kind: 'event', at: middleOf(places), event: only }
      : { kind: 'cluster', at: middleOf(places), events: together };
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
