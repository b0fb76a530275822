import { childrenOf, textOf, type XmlElement } from './feed-xml.ts';
import { LON_FIRST, readPairs } from './gml.ts';
import { termTable } from './term-table.ts';

/**
 * Open511 v1 as XML has the meaning of its JSON: this turns an `<event>` into the JSON form, so that one reader serves
 * both.
 */
export function eventFromXml(event: unknown): Record<string, unknown> {
  const element = event as XmlElement;
  const json: Record<string, unknown> = { lang: element['@lang'] };
  for (const [name, value] of Object.entries(element)) {
    if (name.startsWith('@')) continue;
    json[name] = WRAPPED[name] ? childrenOf(value, WRAPPED[name]).map(plain) : plain(value);
  }
  for (const link of childrenOf(element, 'link') as XmlElement[]) {
    if (link['@rel'] === 'self') json.url = link['@href'];
    if (link['@rel'] === 'jurisdiction') json.jurisdiction_url = link['@href'];
  }
  delete json.link;
  json.roads = childrenOf(element.roads, 'road').map(roadFromXml);
  json.schedule = scheduleFromXml(element.schedule);
  json.geography = geometryFromGml(element.geography);
  json.attachments = childrenOf(element.attachments, 'link').map(linkFromXml);
  json.grouped_events = childrenOf(element.grouped_events, 'link').map((link) => (link as XmlElement)['@href']);
  return json;
}

/** Lists that XML wraps in an element of their own, by the name of their members. */
const WRAPPED = termTable<string>({ event_subtypes: 'event_subtype', areas: 'area' });

function roadFromXml(road: unknown): Record<string, unknown> {
  const element = road as XmlElement;
  const json = plain(element) as Record<string, unknown>;
  json.impacted_systems = childrenOf(element.impacted_systems, 'impacted_system').map(plain);
  json.restrictions = childrenOf(element.restrictions, 'restriction').map(plain);
  return json;
}

function scheduleFromXml(schedule: unknown): Record<string, unknown> {
  const element = (schedule ?? {}) as XmlElement;
  const recurring = childrenOf(element.recurring_schedules, 'recurring_schedule').map((window) => ({
    ...(plain(window) as Record<string, unknown>),
    days: childrenOf((window as XmlElement).days, 'day').map((day) => Number(textOf(day))),
  }));
  return {
    intervals: childrenOf(element.intervals, 'interval').map(textOf),
    recurring_schedules: recurring,
    exceptions: childrenOf(element.exceptions, 'exception').map(textOf),
  };
}

function linkFromXml(link: unknown): Record<string, unknown> {
  const element = link as XmlElement;
  return {
    url: element['@href'],
    title: element['@title'],
    type: element['@type'],
    length: element['@length'],
    hreflang: element['@hreflang'],
  };
}

/** An element's value: text, a list of values, or an object of its children; translations stay `{lang, text}`. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return textOf(value);
  const element = value as XmlElement;
  if ('#text' in element)
    return '@lang' in element ? { lang: element['@lang'], text: textOf(element) } : textOf(element);
  const children = Object.entries(element).filter(([name]) => !name.startsWith('@'));
  return Object.fromEntries(children.map(([name, child]) => [name, plain(child)]));
}

function geometryFromGml(geography: unknown): unknown {
  const element = (geography ?? {}) as XmlElement;
  const [found] = Object.entries(element).filter(([name]) => !name.startsWith('@'));
  if (!found) return undefined;
  const [name, body] = found;
  const shape = (Array.isArray(body) ? body[0] : body) as XmlElement;
  const srs = String(shape?.['@srsName'] ?? '');
  const lonFirst = LON_FIRST.test(srs);
  switch (name) {
    case 'Point':
      return { type: 'Point', coordinates: pairsIn(shape?.pos, lonFirst)[0] };
    case 'MultiPoint':
      return {
        type: 'MultiPoint',
        coordinates: childrenOf(shape, 'pointMember').flatMap((member) =>
          pairsIn(inner(member, 'Point', 'pos'), lonFirst),
        ),
      };
    case 'LineString':
      return { type: 'LineString', coordinates: pairsIn(shape?.posList, lonFirst) };
    case 'MultiLineString':
    case 'MultiCurve': {
      const members = [...childrenOf(shape, 'lineStringMember'), ...childrenOf(shape, 'curveMember')];
      const lines = members.map((member) => pairsIn(inner(member, 'LineString', 'posList'), lonFirst));
      return { type: 'MultiLineString', coordinates: lines };
    }
    case 'Polygon':
      return { type: 'Polygon', coordinates: ringsIn(shape, lonFirst) };
    case 'MultiPolygon': {
      const members = childrenOf(shape, 'polygonMember');
      return {
        type: 'MultiPolygon',
        coordinates: members.map((member) => ringsIn(inner(member, 'Polygon'), lonFirst)),
      };
    }
    default:
      return { type: name };
  }
}

function ringsIn(polygon: unknown, lonFirst: boolean): [number, number][][] {
  const rings = [...childrenOf(polygon, 'exterior'), ...childrenOf(polygon, 'interior')];
  return rings.map((ring) => pairsIn(inner(ring, 'LinearRing', 'posList'), lonFirst));
}

function inner(element: unknown, ...path: string[]): unknown {
  return path.reduce<unknown>((at, name) => (at as XmlElement | undefined)?.[name], element);
}

function pairsIn(value: unknown, lonFirst: boolean): [number, number][] {
  return readPairs(textOf(value) ?? '', { lonFirst });
}
