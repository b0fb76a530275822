import type { Geometry, Position } from '#domain/geo-json';
import { isPlace, lineFrom } from '#domain/geo-json';
import { normalizeRoadCode } from '#domain/road-code';
import type { AffectedRoad, RoadDirection } from '#domain/road-event';
import type { Datex2Record } from '#domain/road-extensions';
import type { StakeRange } from '#domain/stake';
import { isPlainObject } from './feed-record.ts';
import { childrenOf, textOf, type XmlElement } from './feed-xml.ts';
import { LON_FIRST, readPairs } from './gml.ts';
import { present } from './present.ts';
import { termTable } from './term-table.ts';

/** Where a situationRecord is: `groupOfLocations` (1.0, 2.x) or `locationReference` (3.x), by any of their methods. */
export interface Datex2Place {
  geometry: Geometry | null;
  point: Position | null;
  road: Omit<AffectedRoad, 'state'> | null;
  alertC: Datex2Record['alertC'] | undefined;
  /** Words that name the place, where the location has some. */
  name: string | undefined;
  /** Same for records at the same place; empty where a record gives no place of its own. */
  signature: string;
}

export function readPlace(record: XmlElement): Datex2Place {
  const locations = [...childrenOf(record, 'groupOfLocations'), ...childrenOf(record, 'locationReference')];
  const location: XmlElement = { location: locations };
  const shown = positionOf(first(location, 'coordinatesForDisplay') ?? first(location, 'locationForDisplay'));
  const geometry = geometryOf(location);
  const road = roadOf(location);
  const alertC = alertCOf(location);
  const framed = positionOf(first(first(location, 'framedPoint'), 'pointCoordinates'));
  const located = geometry !== null || road !== null || alertC !== undefined || shown !== null;
  return {
    geometry: geometry ?? (shown ? { type: 'Point', coordinates: shown } : null),
    point: shown ?? framed,
    road,
    alertC,
    name: linkName(location) ?? textIn(first(location, 'locationDescription') ?? first(location, 'locationDescriptor')),
    signature: located ? JSON.stringify(locations) : '',
  };
}

/** Every descendant of that name, in the document's order. */
export function descendants(element: unknown, name: string): unknown[] {
  if (Array.isArray(element)) return element.flatMap((member) => descendants(member, name));
  return isPlainObject(element) ? (indexOf(element).get(name) ?? []) : [];
}

/** An element is asked for dozens of names; it is walked once. */
const indexes = new WeakMap<object, Map<string, unknown[]>>();

function indexOf(element: XmlElement): Map<string, unknown[]> {
  const known = indexes.get(element);
  if (known) return known;
  const index = new Map<string, unknown[]>();
  addDescendants(element, index);
  indexes.set(element, index);
  return index;
}

function addDescendants(element: unknown, index: Map<string, unknown[]>): void {
  if (!isPlainObject(element)) return;
  for (const [name, value] of Object.entries(element)) {
    if (name.startsWith('@') || name === '#text') continue;
    const found = index.get(name) ?? [];
    index.set(name, found);
    for (const one of Array.isArray(value) ? value : [value]) {
      found.push(one);
      addDescendants(one, index);
    }
  }
}

export function first(element: unknown, name: string): unknown {
  return descendants(element, name)[0];
}

/** Text of an element whose words may stand in `values/value`, `value` or itself. */
export function textIn(element: unknown): string | undefined {
  const own = textOf(element);
  if (own !== undefined) return own;
  return descendants(element, 'value')
    .map(textOf)
    .find((text) => text !== undefined);
}

function geometryOf(location: XmlElement): Geometry | null {
  // The name stands at the line, its ring or their wrapper.
  const lonFirst = hasAttribute(location, 'srsName', LON_FIRST);
  const size = hasAttribute(location, 'srsDimension', /^3$/u) ? 3 : 2;
  const lines = descendants(location, 'posList').flatMap((list) => {
    const chain = readPairs(textOf(list) ?? '', { lonFirst, size }).filter(([lon, lat]) => isPlace(lon, lat));
    return chain.length > 0 ? [chain] : [];
  });
  const area = first(location, 'gmlMultiPolygon') ?? first(location, 'gmlPolygon') ?? first(location, 'areaLocation');
  if (lines.length > 0 && area !== undefined && first(area, 'posList') !== undefined) {
    return { type: 'MultiPolygon', coordinates: lines.map((ring) => [ring]) };
  }
  const [line] = lines;
  if (line) return lines.length === 1 ? lineFrom(line) : { type: 'MultiLineString', coordinates: lines };
  const openLr = positionsOf(descendants(location, 'openlrCoordinate'));
  if (openLr.length > 0) return lineFrom(openLr);
  // A framed point lies between its neighbours: travel is from, point, to. A linear location has the two ends only.
  const ends = positionsOf(
    ['from', 'framedPoint', 'to'].map((name) => first(first(location, name), 'pointCoordinates')),
  );
  if (ends.length > 1) return lineFrom(ends);
  const places = positionsOf(descendants(location, 'pointCoordinates'));
  const [place] = places;
  if (!place) return null;
  const distinct = new Set(places.map(String));
  return distinct.size > 1 ? { type: 'MultiPoint', coordinates: places } : { type: 'Point', coordinates: place };
}

function positionsOf(elements: readonly unknown[]): Position[] {
  return elements.map(positionOf).filter((position) => position !== null);
}

function positionOf(element: unknown): Position | null {
  if (!isPlainObject(element)) return null;
  const lat = Number(textOf(element.latitude));
  const lon = Number(textOf(element.longitude));
  return Number.isFinite(lat + lon) && isPlace(lon, lat) ? [lon, lat] : null;
}

function hasAttribute(element: unknown, attribute: string, wanted: RegExp): boolean {
  if (Array.isArray(element)) return element.some((member) => hasAttribute(member, attribute, wanted));
  if (!isPlainObject(element)) return false;
  return Object.entries(element).some(([name, value]) =>
    name === `@${attribute}` ? wanted.test(String(value)) : hasAttribute(value, attribute, wanted),
  );
}

const DIRECTIONS = termTable<RoadDirection>({
  northBound: 'n',
  northEastBound: 'ne',
  eastBound: 'e',
  southEastBound: 'se',
  southBound: 's',
  southWestBound: 'sw',
  westBound: 'w',
  northWestBound: 'nw',
  bothWays: 'both',
  allDirections: 'both',
  both: 'both',
  clockwise: 'clockwise',
  anticlockwise: 'counterclockwise',
  counterClockwise: 'counterclockwise',
  innerRing: 'clockwise',
  outerRing: 'counterclockwise',
  aligned: 'increasing',
  opposite: 'decreasing',
});

const DIRECTION_FIELDS = [
  'tpegDirection',
  'directionBoundOnLinearSection',
  'directionBound',
  'directionRelativeOnLinearSection',
  'directionRelative',
  'alertCAffectedDirection',
];

function roadOf(location: XmlElement): Omit<AffectedRoad, 'state'> | null {
  const link = linkName(location);
  const number = textIn(first(location, 'roadNumber')) ?? /^[A-Z]{1,2}\d{1,4}(?:\(M\))?/u.exec(link ?? '')?.[0];
  const name = textIn(first(location, 'roadName')) ?? link ?? number;
  if (number === undefined && name === undefined) return null;
  const terms = DIRECTION_FIELDS.flatMap((field) => textOf(first(location, field)) ?? []);
  const direction = terms.map((term) => DIRECTIONS[term]).find((known) => known !== undefined) ?? 'unknown';
  const destination = textIn(first(location, 'roadDestination')) ?? textIn(first(location, 'alertCDirectionNamed'));
  return present({
    code: number === undefined ? undefined : (normalizeRoadCode(number) ?? number),
    name,
    direction,
    directionText: destination,
    from: junctionName(first(location, 'from')),
    to: junctionName(first(location, 'to')),
    stake: stakeOf(location),
  });
}

/**
 * Metres along the road: distances from a linear element's own zero (not those from a referent, whose place only a
 * national table knows), or the kilometre points that Spain's DGT adds to TPEG points.
 */
function stakeOf(location: XmlElement): StakeRange | undefined {
  const ends = ['from', 'to'].map((end) => numberIn(first(location, end), 'kilometerPoint', 1000));
  const points = ['fromPoint', 'toPoint'].map((end) => distanceAlong(first(location, end)));
  const [from, to] = ends.some((metres) => metres !== undefined) ? ends : points;
  const single = from ?? to ?? distanceAlong(first(location, 'pointAlongLinearElement'));
  return single === undefined ? undefined : { from: from ?? single, to: to ?? single };
}

function distanceAlong(point: unknown): number | undefined {
  return first(point, 'fromReferent') === undefined ? numberIn(point, 'distanceAlong', 1) : undefined;
}

function numberIn(element: unknown, name: string, scale: number): number | undefined {
  const text = textOf(first(element, name));
  const number = text === undefined ? Number.NaN : Number(text);
  return Number.isFinite(number) && number >= 0 ? Math.round(number * scale) : undefined;
}

const LINK_NAMES = ['linkName', 'streetName', 'roadName'];
const JUNCTION_NAMES = ['junctionName', 'intersectionName', 'townName', 'localLinkName', 'other'];

function linkName(location: XmlElement): string | undefined {
  return describedAs(location, LINK_NAMES);
}

function junctionName(place: unknown): string | undefined {
  return describedAs(place, JUNCTION_NAMES);
}

/** The TPEG name of one of those kinds. */
function describedAs(element: unknown, kinds: readonly string[]): string | undefined {
  const names = descendants(element, 'name').filter(isPlainObject);
  for (const kind of kinds) {
    const named = names.find((name) =>
      Object.entries(name).some(([field, value]) => field.endsWith('DescriptorType') && textOf(value) === kind),
    );
    if (named) return textIn(named.descriptor);
  }
  return undefined;
}

function alertCOf(location: XmlElement): Datex2Record['alertC'] | undefined {
  const points = descendants(location, 'specificLocation').flatMap((code) => {
    const number = Number(textOf(code));
    return Number.isInteger(number) && number > 0 ? [number] : [];
  });
  if (points.length === 0) return undefined;
  return present({
    country: textOf(first(location, 'alertCLocationCountryCode')),
    table: textOf(first(location, 'alertCLocationTableNumber')),
    tableVersion: textOf(first(location, 'alertCLocationTableVersion')),
    direction: textOf(first(location, 'alertCDirectionCoded')),
    points,
  });
}
