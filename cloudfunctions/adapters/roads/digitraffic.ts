import type {
  AffectedRoad,
  EventText,
  LaneUse,
  Restriction,
  RestrictionKind,
  RoadEvent,
  RoadEventSubtype,
  RoadEventType,
  RoadState,
  Severity,
} from '#domain/road-event';
import type { DigitrafficExtension, JsonValue } from '#domain/road-extensions';
import { assembleEvent, geometryFrom } from './event-assembly.ts';
import { parseJson, UnreadableDocument } from './feed-document.ts';
import { FeedRecord, isPlainObject } from './feed-record.ts';
import type { FeedReport } from './feed-report.ts';
import { present } from './present.ts';
import { termTable } from './term-table.ts';

/**
 * Fintraffic's traffic messages (Digitraffic, `traffic-message/v1` and older): GeoJSON features whose announcements
 * stand once per language, mostly Finnish.
 */
export function readDigitraffic(text: string, report: FeedReport): void {
  const document = parseJson(text);
  if (!isPlainObject(document)) throw new UnreadableDocument('document', 'no GeoJSON object');
  const single = document.type === 'Feature';
  const features = single ? [document] : document.features;
  if (!Array.isArray(features)) throw new UnreadableDocument('features', 'missing: not a GeoJSON collection');
  const foreign = features.find(
    (feature) =>
      !isPlainObject(feature) || !isPlainObject(feature.properties) || !('situationId' in feature.properties),
  );
  if (features.length > 0 && features.every((feature) => feature === foreign)) {
    throw new UnreadableDocument('features[0].properties.situationId', 'missing: GeoJSON, but not traffic messages');
  }
  report.coverage = single ? 'partial' : 'unspecified';
  const updated = FeedRecord.of(document, 'document', report.warn).time('dataUpdatedTime', ZONE);
  if (updated !== undefined) report.publishedAt = updated;
  report.each(
    features,
    (index) => `features[${index}]`,
    (feature, where) => [readFeature(feature, where, report)],
  );
}

const ZONE = 'Europe/Helsinki';

const TYPES = termTable<RoadEventType>({
  ROAD_WORK: 'roadworks',
  WEIGHT_RESTRICTION: 'restriction',
  EXEMPTED_TRANSPORT: 'activity',
});

/** What the Finnish words of a message and its features say it is, the first that matches. */
const WORDS: readonly [RegExp, RoadEventType, RoadEventSubtype | null][] = [
  [/onnettomuu/iu, 'accident', null],
  [/tietyö|työmaa|päällyst/iu, 'roadworks', null],
  [/huono ajokeli|liukkau|liukas|jäinen/iu, 'surface', 'slippery'],
  [/lumi|lumisade|räntä/iu, 'weather', 'snow'],
  [/sumu|näkyvyys/iu, 'weather', 'low-visibility'],
  [/myrsky|tuuli/iu, 'weather', 'strong-wind'],
  [/tulva|vettä tiellä/iu, 'surface', 'flooding'],
  [/hirvi|eläi|poro/iu, 'obstruction', 'animal'],
  [/este tiellä|esine|puu tiellä/iu, 'obstruction', 'debris'],
  [/ruuhka|jono|jonoutu/iu, 'congestion', 'queue'],
  [/lossi|lautta/iu, 'service', 'ferry'],
  [/erikoiskuljetus/iu, 'activity', null],
  [/painorajoitus/iu, 'restriction', 'weight-limit'],
  [/tapahtuma|mielenosoitus/iu, 'activity', null],
];

const SEVERITIES = termTable<Severity['level']>({ LOW: 'minor', HIGH: 'major', HIGHEST: 'critical' });

function readFeature(item: unknown, where: string, report: FeedReport): RoadEvent {
  const feature = FeedRecord.of(item, where, report.warn);
  const properties = FeedRecord.of(feature.raw('properties'), `${where}.properties`, report.warn);
  const externalId = properties.requireText('situationId');
  const announcements = properties.records('announcements');
  const [first] = announcements;
  const texts = announcements.flatMap(readText);
  const situationType = properties.text('situationType');
  const announcementType = properties.text('trafficAnnouncementType');
  const named = (first?.list('features') ?? []).map(featureName).filter((name) => name !== '');
  const words = [...named, ...texts.map((text) => `${text.headline} ${text.description ?? ''}`)].join('\n');
  const said =
    WORDS.find(([pattern]) => pattern.test(named.join(' '))) ?? WORDS.find(([pattern]) => pattern.test(words));
  const phases = first?.records('roadWorkPhases') ?? [];
  const early = first?.text('earlyClosing');
  const time = first?.record('timeAndDuration');
  const over = announcementType === 'ENDED' || /tilanne ohi/iu.test(texts[0]?.headline ?? '');
  return assembleEvent(
    {
      externalId,
      type: TYPES[situationType ?? ''] ?? said?.[1] ?? 'hazard',
      subtypes: said?.[2] ? [said[2]] : [],
      terms: [situationType, announcementType, ...named],
      texts,
      status: early === 'CANCELED' ? 'cancelled' : early === 'CLOSED' || over ? 'ended' : undefined,
      revision: properties.text('version'),
      severity: severityOf(phases),
      certainty: announcementType === 'PRELIMINARY_ACCIDENT_REPORT' ? 'likely' : 'unknown',
      publisher: present({
        name: first?.text('sender') ?? report.options.sourceName,
        authority: 'official' as const,
        contact: properties.record('contact')?.text('email', 'phone'),
      }),
      effect: { roadState: stateOf(words) },
      geometry: geometryFrom(feature.raw('geometry'), `${where}.geometry`, report),
      roads: readRoads(first, phases, stateOf(words)),
      regions: readRegions(first),
      restrictions: phases.flatMap((phase) => phase.records('restrictions').flatMap(readRestriction)),
      start: time?.time('startTime', ZONE),
      end: time?.time('endTime', ZONE),
      endEstimated: time?.has('estimatedDuration') ? true : undefined,
      updated: properties.time(['versionTime', 'releaseTime'], ZONE),
      extensions: {
        digitraffic: readExtension(feature, properties, first, { situationType, announcementType, named }),
      },
    },
    where,
    report,
  );
}

function readText(announcement: FeedRecord): EventText[] {
  const location = announcement.record('location');
  const place = location?.text('description');
  const comment = announcement.text('comment');
  const headline = announcement.text('title') ?? place;
  const advice = announcement.text('additionalInformation');
  const lang = announcement.text('language')?.toLowerCase() ?? 'fi';
  return headline === undefined ? [] : [present({ lang, headline, description: comment, location: place, advice })];
}

/** A plain word, or `{name, quantity, unit}`. */
function featureName(feature: unknown): string {
  if (typeof feature === 'string') return feature;
  if (!isPlainObject(feature) || typeof feature.name !== 'string') return '';
  const quantity = feature.quantity === undefined || feature.quantity === null ? '' : ` ${String(feature.quantity)}`;
  return `${feature.name}${quantity}${typeof feature.unit === 'string' ? ` ${feature.unit}` : ''}`;
}

function stateOf(words: string): RoadState {
  if (
    /tie (?:on )?suljettu|tie on poikki|suljettu liikenteeltä(?! kaista)/iu.test(words) &&
    !/kaista on suljettu/iu.test(words)
  )
    return 'closed';
  if (/kaista on suljettu|kaista suljettu|kaistoja suljettu/iu.test(words)) return 'some-lanes-closed';
  if (/pysäytetään ajoittain/iu.test(words)) return 'intermittent';
  if (/vuorotellen/iu.test(words)) return 'alternating';
  return 'unknown';
}

function severityOf(phases: FeedRecord[]): Severity | undefined {
  const terms = phases.flatMap((phase) => phase.text('severity') ?? []);
  const worst = ['HIGHEST', 'HIGH', 'LOW'].find((term) => terms.includes(term));
  return worst === undefined ? undefined : { level: SEVERITIES[worst] ?? 'unknown', from: 'source', term: worst };
}

function readRoads(announcement: FeedRecord | undefined, phases: FeedRecord[], state: RoadState): AffectedRoad[] {
  const address = announcement?.record('locationDetails')?.record('roadAddressLocation');
  if (!address) return [];
  const primary = address.record('primaryPoint');
  const secondary = address.record('secondaryPoint');
  const number = primary?.record('roadAddress')?.text('road');
  const direction = address.text('direction')?.toLowerCase();
  const name = primary?.text('roadName') ?? (number === undefined ? undefined : `Tie ${number}`);
  return [
    present({
      code: number,
      name,
      direction: direction === 'both' ? ('both' as const) : ('unknown' as const),
      directionText: address.text('directionDescription'),
      from: primary?.record('alertCLocation')?.text('name'),
      to: secondary?.record('alertCLocation')?.text('name'),
      state,
      lanes: lanesClosed(phases),
    }),
  ];
}

function lanesClosed(phases: FeedRecord[]): LaneUse | undefined {
  const closings = phases
    .flatMap((phase) => phase.records('restrictions'))
    .filter((one) => /LANE_CLOSED/u.test(one.text('type') ?? ''));
  return closings.length > 0 ? { closed: closings.length } : undefined;
}

const RESTRICTIONS = termTable<RestrictionKind>({
  SPEED_LIMIT: 'speed',
  SPEED_LIMIT_LENGTH: 'other',
  VEHICLE_HEIGHT_LIMIT: 'height',
  VEHICLE_WIDTH_LIMIT: 'width',
  VEHICLE_LENGTH_LIMIT: 'length',
  VEHICLE_GROSS_WEIGHT_LIMIT: 'gross-weight',
});

const TO_BASE_UNIT = termTable<number>({ t: 1000, tn: 1000, kg: 1, m: 1, cm: 0.01, 'km/h': 1 });

function readRestriction(restriction: FeedRecord): Restriction[] {
  const term = restriction.text('type');
  const detail = restriction.record('restriction') ?? restriction;
  const quantity = detail.amount('quantity');
  const unit = detail.text('unit')?.toLowerCase();
  const kind = RESTRICTIONS[term ?? ''];
  const text = detail.text('name') ?? term;
  if (kind === undefined || kind === 'other')
    return text === undefined ? [] : [present({ kind: 'other' as const, text })];
  const limit =
    quantity === undefined ? undefined : quantity * (TO_BASE_UNIT[unit ?? ''] ?? (kind === 'gross-weight' ? 1000 : 1));
  return [present({ kind, limit })];
}

function readRegions(announcement: FeedRecord | undefined) {
  const points = ['primaryPoint', 'secondaryPoint'];
  const address = announcement?.record('locationDetails')?.record('roadAddressLocation');
  const names = points.flatMap((point) => {
    const record = address?.record(point);
    return [record?.text('municipality'), record?.text('province')];
  });
  return [...new Set(names)].flatMap((name) => (name === undefined ? [] : [{ name }]));
}

function readExtension(
  feature: FeedRecord,
  properties: FeedRecord,
  announcement: FeedRecord | undefined,
  read: { situationType: string | undefined; announcementType: string | undefined; named: string[] },
): DigitrafficExtension {
  const location = announcement?.record('location');
  const address = announcement?.record('locationDetails')?.record('roadAddressLocation');
  const points = [address?.record('primaryPoint'), address?.record('secondaryPoint')].filter(
    (point) => point !== undefined,
  );
  const codes = points.flatMap((point) => point.record('alertCLocation')?.number('locationCode') ?? []);
  feature.raw('type');
  announcement?.raw('locationDetails', 'location', 'timeAndDuration');
  const rest = { ...feature.unread(), ...properties.unread(), ...announcement?.unread() };
  return present({
    situationType: read.situationType,
    announcementType: read.announcementType,
    releaseTime: properties.time('releaseTime', ZONE),
    roadAddress: points.flatMap((point) => {
      const record = point.record('roadAddress');
      if (!record) return [];
      return [
        present({
          road: record.number('road'),
          section: record.number('roadSection'),
          distance: record.number('distance'),
        }),
      ];
    }),
    alertC: present({
      country: location?.text('countryCode'),
      table: location?.text('locationTableNumber'),
      tableVersion: location?.text('locationTableVersion'),
      direction: address?.text('direction'),
      points: codes,
    }),
    features: read.named,
    unmapped: Object.keys(rest).length > 0 ? (rest as Record<string, JsonValue>) : undefined,
  });
}
