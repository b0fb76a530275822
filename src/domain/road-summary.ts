import { byteLength } from './byte-length.ts';
import type { Position } from './geo-json.ts';
import type { AffectedRoad, RoadEvent, RoadEventType, SeverityLevel } from './road-event.ts';
import { isFullClosure, restrictsTrucks } from './road-impact.ts';
import { formatStakeRange } from './stake.ts';

/**
 * What a list says of an event so that nobody needs to open it: what, where, how bad, until when, which way round.
 * It is kept within {@link SUMMARY_BYTES} as JSON, since a list is read on a mobile network before every trip.
 */
export interface RoadSummary {
  id: string;
  type: RoadEventType;
  severity: SeverityLevel;
  /** 京港澳高速 北京方向 K1436 */
  where: string;
  what: string;
  /** Nobody gets through. */
  closed?: true;
  /** Something that binds trucks. */
  trucks?: true;
  /** ISO 8601 UTC to the minute. */
  until?: string;
  /** `until` is a guess of the source. */
  estimated?: true;
  detour?: string;
  /** WGS-84. */
  point?: Position;
}

/** Leaves room within 350 bytes for what a list adds: the state of now, and the feed. */
export const SUMMARY_BYTES = 300;
const SHORTEST_WHAT = 8;
/** Characters, the sign of the cut included. */
const SHORTEST_DETOUR = 8;
/** About ten metres. */
const POINT_DECIMALS = 1e4;

export function summarizeEvent(id: string, event: RoadEvent): RoadSummary {
  const text = mainText(event);
  const { end, endEstimated } = event.schedule;
  const detour = event.detour?.texts.find(({ lang }) => isChinese(lang)) ?? event.detour?.texts[0];
  const summary: RoadSummary = {
    id,
    type: event.type,
    severity: event.severity.level,
    where: whereOf(event),
    what: text.headline,
    ...(isFullClosure(event) && { closed: true as const }),
    ...(restrictsTrucks(event) && { trucks: true as const }),
    ...(end !== null && { until: `${end.slice(0, 16)}Z` }),
    ...(end !== null && endEstimated && { estimated: true as const }),
    ...(detour && { detour: detour.text }),
    ...(event.point && { point: roundPoint(event.point) }),
  };
  return squeeze(summary);
}

/** The text to show first: in Chinese where there is one. */
export function mainText(event: Pick<RoadEvent, 'texts'>): RoadEvent['texts'][number] {
  const [first] = event.texts;
  return event.texts.find(({ lang }) => isChinese(lang)) ?? first ?? { lang: 'und', headline: '' };
}

/** Where an event is, in words: its first road, or the place that its text names. */
export function whereOf(event: Pick<RoadEvent, 'roads' | 'regions' | 'texts'>): string {
  const [road] = event.roads;
  const location = mainText(event).location;
  if (!road) return location ?? event.regions.find(({ name }) => name !== undefined)?.name ?? '';
  const place = road.stake ? formatStakeRange(road.stake) : (stretchOf(road) ?? location);
  return [nameRoad(road), road.directionText, place].filter(Boolean).join(' ');
}

/** `G72 泉南高速`, `G72`, `泉南高速`. */
export function nameRoad({ code, name }: Pick<AffectedRoad, 'code' | 'name'>): string {
  if (code === undefined || name === undefined) return name ?? code ?? '';
  return name.startsWith(code) ? name : `${code} ${name}`;
}

function stretchOf({ from, to }: AffectedRoad): string | undefined {
  return from === undefined || to === undefined ? (from ?? to) : `${from}—${to}`;
}

/** Shortens the way round, then the words, then the place, until the whole fits. */
function squeeze(summary: RoadSummary): RoadSummary {
  const fitted = { ...summary };
  shorten(fitted, 'detour', 0);
  // A way round of which only its first words are left leads nowhere; the event's page says all of it.
  if (fitted.detour?.endsWith('…') && [...fitted.detour].length <= SHORTEST_DETOUR) delete fitted.detour;
  shorten(fitted, 'what', SHORTEST_WHAT);
  shorten(fitted, 'where', 0);
  shorten(fitted, 'what', 0);
  if (fitted.detour === '') delete fitted.detour;
  return fitted;
}

function shorten(summary: RoadSummary, field: 'detour' | 'what' | 'where', least: number): void {
  const characters = [...(summary[field] ?? '')];
  for (;;) {
    let excess = byteLength(JSON.stringify(summary)) - SUMMARY_BYTES;
    if (excess <= 0 || characters.length <= least) return;
    while (excess > 0 && characters.length > least) excess -= byteLength(characters.pop() ?? '');
    summary[field] = characters.length === 0 ? '' : `${characters.join('')}…`;
  }
}

function roundPoint([lon, lat]: Position): Position {
  return [Math.round(lon * POINT_DECIMALS) / POINT_DECIMALS, Math.round(lat * POINT_DECIMALS) / POINT_DECIMALS];
}

function isChinese(lang: string): boolean {
  return /^zh\b/iu.test(lang);
}
