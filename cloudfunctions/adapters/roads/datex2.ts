import type {
  AffectedRoad,
  EventEffect,
  EventStatus,
  EventText,
  LaneUse,
  RecurringWindow,
  Restriction,
  RoadEvent,
  RoadEventSubtype,
  RoadEventType,
  RoadState,
  Severity,
  TrafficLevel,
  VehicleClass,
} from '#domain/road-event';
import { SEVERITY_LEVELS, TRAFFIC_LEVELS } from '#domain/road-event';
import type { Datex2Record, JsonRecord, JsonValue } from '#domain/road-extensions';
import { stateFromLanes, worstState } from '#domain/road-impact';
import { type Datex2Place, descendants, first, readPlace, textIn } from './datex2-location.ts';
import {
  CERTAINTY_OF_LITERAL,
  SEVERITY_OF_LITERAL,
  STATE_OF_LITERAL,
  SUBTYPE_OF_LITERAL,
  TRAFFIC_OF_LITERAL,
  TYPE_OF_LITERAL,
  TYPE_OF_RECORD,
  TYPE_RANK,
} from './datex2-terms.ts';
import { assembleEvent } from './event-assembly.ts';
import { UnreadableDocument } from './feed-document.ts';
import { isPlainObject, RejectedEvent } from './feed-record.ts';
import type { FeedReport } from './feed-report.ts';
import { readTime } from './feed-time.ts';
import { childrenOf, parseXml, textOf, type XmlElement } from './feed-xml.ts';
import { present, presentOrNothing } from './present.ts';

/**
 * DATEX II situation publications, 1.0, 2.x (`d2LogicalModel`) and 3.x (`payload`, `messageContainer`), bare or in a
 * SOAP envelope, whatever the prefixes.
 *
 * A situation is what a driver calls one event: an accident, its queue and the lanes closed for it are records of one
 * situation. Its records at one place make one event; a record with a place of its own makes an event of its own, told
 * apart by its record's id.
 */
export function readDatex2(text: string, report: FeedReport): void {
  const { name, root } = parseXml(text);
  const publication = findPublication(name, root);
  const kind = localName(publication['@type']);
  if (kind !== undefined && kind !== 'SituationPublication') {
    throw new UnreadableDocument(name, `carries a ${kind}, not situations`);
  }
  report.version = versionOf(text, root);
  const published = readTime(textOf(publication.publicationTime), 'UTC');
  if (published.kind === 'time') report.publishedAt = published.iso;
  const update = textOf(first(root, 'updateMethod'));
  if (update !== undefined) report.coverage = update === 'snapshot' ? 'snapshot' : 'delta';
  const context: Publication = {
    version: Number(report.version.charAt(0)),
    lang: String(publication['@lang'] ?? textOf(publication.lang) ?? 'und'),
    creator: textOf(first(publication.publicationCreator, 'nationalIdentifier')),
  };
  report.each(
    childrenOf(publication, 'situation'),
    (index) => `situation[${index}]`,
    (situation, where) => readSituation(situation, where, context, report),
  );
}

interface Publication {
  version: number;
  lang: string;
  creator: string | undefined;
}

const ENVELOPES = ['Envelope', 'Body', 'd2LogicalModel', 'messageContainer'];

function findPublication(name: string, root: XmlElement): XmlElement {
  const named = ['payloadPublication', 'payload', 'situationPublication', 'SituationPublication'];
  const found = named.includes(name) ? root : named.map((each) => first(root, each)).find(isPlainObject);
  if (found) return found;
  if (ENVELOPES.includes(name)) throw new UnreadableDocument(name, 'has no publication');
  throw new UnreadableDocument(name, `the root element <${name}> is not of DATEX II`);
}

function versionOf(text: string, root: XmlElement): string {
  const schema = /datex2\.eu\/schema\/(\d)(?:\/(\d)_(\d))?/u.exec(text.slice(0, 4000));
  const model = root['@modelBaseVersion'] ?? (first(root, 'payload') as XmlElement | undefined)?.['@modelBaseVersion'];
  return String(schema?.[1] ?? model ?? '2');
}

interface SituationRecord {
  id: string;
  kind: string;
  element: XmlElement;
  place: Datex2Place;
  /** Every literal of the record that names a kind, in order. */
  literals: string[];
}

function readSituation(item: unknown, where: string, publication: Publication, report: FeedReport): RoadEvent[] {
  if (!isPlainObject(item)) throw new RejectedEvent(where, 'an empty situation');
  const id = item['@id'];
  if (typeof id !== 'string' || id === '') throw new RejectedEvent(`${where}.id`, 'missing');
  const information = textOf(first(item.headerInformation, 'informationStatus'));
  if (information !== undefined && information !== 'real') {
    throw new RejectedEvent(where, `not a real situation: its status is ${information}`);
  }
  const records = childrenOf(item, 'situationRecord').flatMap((record, index) =>
    readRecord(record, `${where}.situationRecord[${index}]`, report),
  );
  if (records.length === 0) throw new RejectedEvent(where, 'has no situationRecord');
  const situation = {
    id,
    version: attribute(item, 'version'),
    information,
    confidentiality: textOf(first(item.headerInformation, 'confidentiality')),
  };
  const severity = textOf(item.overallSeverity) ?? textOf(item.overallImpact);
  return groupByPlace(records).map((group, index) =>
    assembleGroup(
      index === 0 ? id : `${id}/${group[0]?.id}`,
      group,
      { ...situation, severity },
      publication,
      where,
      report,
    ),
  );
}

function readRecord(item: unknown, where: string, report: FeedReport): SituationRecord[] {
  if (!isPlainObject(item)) {
    report.warn(where, 'an empty record: left out');
    return [];
  }
  const kind = localName(item['@type']) ?? 'SituationRecord';
  const id = attribute(item, 'id') ?? where;
  return [{ id, kind, element: item, place: readPlace(item), literals: literalsOf(item) }];
}

/** Records without a place of their own belong to the situation's first place. */
function groupByPlace(records: SituationRecord[]): SituationRecord[][] {
  const groups = new Map<string, SituationRecord[]>();
  const [main = ''] = records.map((record) => record.place.signature).filter((signature) => signature !== '');
  groups.set(main, []);
  for (const record of records) {
    const key = record.place.signature === '' ? main : record.place.signature;
    groups.set(key, [...(groups.get(key) ?? []), record]);
  }
  return [...groups.values()].filter((group) => group.length > 0);
}

interface SituationFacts {
  id: string;
  version: string | undefined;
  information: string | undefined;
  confidentiality: string | undefined;
  severity: string | undefined;
}

function assembleGroup(
  externalId: string,
  group: SituationRecord[],
  situation: SituationFacts,
  publication: Publication,
  where: string,
  report: FeedReport,
): RoadEvent {
  const typed = group.map((record) => ({ record, type: typeOf(record) }));
  typed.sort((one, other) => TYPE_RANK.indexOf(one.type) - TYPE_RANK.indexOf(other.type));
  const [lead] = typed;
  const located = group.find((record) => record.place.signature !== '') ?? group[0];
  if (!lead || !located) throw new RejectedEvent(where, 'has no situationRecord');
  const effect = mergeEffects(group);
  const times = readTimes(group, where, report);
  const lanes = group.map((record) => lanesOf(record.element)).find((found) => found !== undefined);
  const roads = located.place.road ? [roadWithState(located.place.road, effect.roadState, lanes)] : [];
  const restrictions = group.flatMap((record) => restrictionsOf(record.element));
  const probability = textOf(lead.record.element.probabilityOfOccurrence);
  const source = group.map((record) => first(record.element, 'sourceInformation')).find(isPlainObject);
  return assembleEvent(
    {
      externalId,
      type: lead.type,
      subtypes: subtypesOf(group),
      terms: typed.flatMap(({ record }) => [record.kind, ...record.literals]),
      texts: readTexts(group, lead.record, located.place, publication),
      status: statusOf(group),
      revision: versionOfRecord(lead.record.element) ?? situation.version,
      cause: causeOf(group),
      effect,
      severity: severityOf(group, situation.severity),
      certainty: CERTAINTY_OF_LITERAL[probability ?? ''],
      publisher: {
        name: textIn(first(source, 'sourceName')) ?? publication.creator ?? report.options.sourceName,
        authority: 'official',
      },
      geometry: located.place.geometry,
      point: located.place.point,
      roads,
      restrictions,
      detour: detourOf(group, publication.lang),
      ...times,
      related: descendants(
        group.map((record) => record.element),
        'relatedSituation',
      ).flatMap((related) => {
        const target = first(related, 'relatedSituationReference');
        const relatedId = isPlainObject(target) ? target['@id'] : undefined;
        return typeof relatedId === 'string' ? [{ externalId: relatedId, relation: 'group' as const }] : [];
      }),
      attachments: descendants(
        group.map((record) => record.element),
        'urlLinkAddress',
      ).flatMap((address) => {
        const url = textOf(address);
        return url === undefined ? [] : [{ url }];
      }),
      extensions: {
        datex2: present({
          version: publication.version,
          situationId: situation.id,
          situationVersion: situation.version,
          informationStatus: situation.information,
          confidentiality: situation.confidentiality,
          records: group.map(recordExtension),
        }),
      },
    },
    where,
    report,
  );
}

function typeOf(record: SituationRecord): RoadEventType {
  const known = TYPE_OF_RECORD[record.kind] ?? 'other';
  return record.literals.map((literal) => TYPE_OF_LITERAL[literal]).find((type) => type !== undefined) ?? known;
}

function subtypesOf(group: SituationRecord[]): RoadEventSubtype[] {
  return group.flatMap((record) => [
    ...record.literals.flatMap((literal) => SUBTYPE_OF_LITERAL[literal] ?? []),
    ...(record.kind === 'AnimalPresenceObstruction' ? (['animal'] as const) : []),
    ...(record.kind === 'SpeedManagement' ? (['speed-limit'] as const) : []),
    ...(record.literals.includes('trafficLightSets') &&
    record.literals.some((literal) => /notWorking|outOfService/u.test(literal))
      ? (['signal-failure'] as const)
      : []),
  ]);
}

/** Fields that are about the record, not about what it reports. */
const NOT_KINDS =
  /^(?:situationRecord|probability|severity|safety|validity|impact|cause|source|general|nonGeneral|location|group|management|operator|header|url|@|#)/u;

/** Values of the record's own fields that are literals: `accidentType`, `obstructionType`, `transitServiceType`… */
function literalsOf(element: XmlElement): string[] {
  const literals: string[] = [];
  for (const [field, value] of Object.entries(element)) {
    if (NOT_KINDS.test(field)) continue;
    for (const one of Array.isArray(value) ? value : [value]) {
      const text = textOf(one);
      if (text !== undefined && /^[a-z][A-Za-z0-9]{2,}$/u.test(text) && text !== 'true' && text !== 'false')
        literals.push(text);
    }
  }
  for (const field of ['subjectTypeOfWorks', 'mobilityType', 'roadMaintenanceType', 'poorEnvironmentType']) {
    for (const found of descendants(element, field)) {
      const text = textOf(found);
      if (text !== undefined && !literals.includes(text)) literals.push(text);
    }
  }
  return literals.filter((literal) => !['mandatory', 'advisory'].includes(literal));
}

function mergeEffects(group: SituationRecord[]): EventEffect {
  const elements = group.map((record) => record.element);
  const terms = [
    ...group.flatMap((record) => record.literals),
    ...[
      'impactOnTraffic',
      'trafficConstrictionType',
      'trafficRestrictionType',
      'trafficStatus',
      'trafficStatusValue',
      'trafficFlowCharacteristics',
    ].flatMap((field) => descendants(elements, field).flatMap((found) => textOf(found) ?? [])),
  ];
  const capacity = numberOf(first(elements, 'capacityRemaining'));
  const lanes = group.map((record) => lanesOf(record.element)).find((found) => found !== undefined);
  const delay = largest(elements, 'delayTimeValue');
  return present({
    roadState: stateOf(terms, lanes),
    traffic: worstTraffic(terms),
    delaySeconds: delay === undefined ? undefined : Math.round(delay),
    queueMetres: largest(elements, 'queueLength'),
    speedKph: numberOf(first(elements, 'averageSpeed')),
    capacityLeft: capacity === undefined || capacity < 0 ? undefined : Math.min(1, capacity / 100),
    vehiclesInvolved: numberOf(
      first(elements, 'totalNumberOfVehiclesInvolved') ?? first(elements, 'numberOfVehiclesInvolved') ?? undefined,
    ),
  });
}

/** A carriageway that is "partially obstructed" with all its lanes in use is open: the lanes were counted. */
function stateOf(terms: string[], lanes: LaneUse | undefined): RoadState {
  const byTerms = worstState(terms.flatMap((term) => STATE_OF_LITERAL[term] ?? []));
  const byLanes = stateFromLanes(lanes);
  if (byTerms === 'closed' || byLanes === 'unknown') return byTerms;
  return byLanes === 'open' && byTerms !== 'some-lanes-closed' && byTerms !== 'unknown' ? byTerms : byLanes;
}

function worstTraffic(terms: string[]): TrafficLevel | undefined {
  const ranks = terms.flatMap((term) => {
    const level = TRAFFIC_OF_LITERAL[term];
    return level === undefined ? [] : [TRAFFIC_LEVELS.indexOf(level)];
  });
  return ranks.length === 0 ? undefined : TRAFFIC_LEVELS[Math.max(...ranks)];
}

function lanesOf(element: XmlElement): LaneUse | undefined {
  const impact = element.impact;
  const total = numberOf(first(impact, 'originalNumberOfLanes'));
  const open = numberOf(first(impact, 'numberOfOperationalLanes'));
  const restricted = numberOf(first(impact, 'numberOfLanesRestricted'));
  const closed =
    total !== undefined && open !== undefined ? Math.max(0, total - open) : open === undefined ? restricted : undefined;
  return presentOrNothing({ total, open, closed });
}

function roadWithState(road: Omit<AffectedRoad, 'state'>, state: RoadState, lanes: LaneUse | undefined): AffectedRoad {
  return { ...road, state, ...(lanes ? { lanes } : {}) };
}

const VEHICLES: Record<string, VehicleClass> = {
  lorry: 'truck',
  heavyGoodsVehicle: 'truck',
  heavyVehicle: 'truck',
  goodsVehicle: 'truck',
  articulatedVehicle: 'truck',
  vehicleWithTrailer: 'trailer',
  carWithTrailer: 'trailer',
  carWithCaravan: 'trailer',
  bus: 'bus',
  car: 'car',
  motorcycle: 'motorcycle',
};

function restrictionsOf(element: XmlElement): Restriction[] {
  const found: Restriction[] = [];
  const speed = numberOf(first(element, 'temporarySpeedLimit'));
  if (speed !== undefined) found.push({ kind: 'speed', limit: speed });
  const vehicles = descendants(element, 'forVehiclesWithCharacteristicsOf');
  const classes = vehicles.flatMap((one) =>
    descendants(one, 'vehicleType').flatMap((type) => VEHICLES[textOf(type) ?? ''] ?? []),
  );
  const dangerous = vehicles.some((one) => /hazardous|dangerous/iu.test(JSON.stringify(one)));
  const named: VehicleClass[] = [...new Set([...classes, ...(dangerous ? (['hazmat'] as const) : [])])];
  const limits: [Restriction['kind'], string, number][] = [
    ['gross-weight', 'grossVehicleWeight', 1000],
    ['axle-weight', 'heaviestAxleWeight', 1000],
    ['height', 'vehicleHeight', 1],
    ['width', 'vehicleWidth', 1],
    ['length', 'vehicleLength', 1],
  ];
  const limited = limits.flatMap(([kind, field, scale]): Restriction[] => {
    const value = numberOf(first(vehicles, field));
    return value === undefined
      ? []
      : [present({ kind, limit: value * scale, vehicles: named.length > 0 ? named : undefined })];
  });
  found.push(...limited);
  const bars = /losed|losures|noEntry|doNotUse/u.test(literalsOf(element).join(' '));
  if (limited.length === 0 && named.length > 0 && bars) found.push({ kind: 'no-entry', vehicles: named });
  if (localName(element['@type']) === 'WinterDrivingManagement') found.push({ kind: 'winter-equipment' });
  return found;
}

function statusOf(group: SituationRecord[]): EventStatus | undefined {
  const elements = group.map((record) => record.element);
  if (descendants(elements, 'cancel').some((flag) => textOf(flag) === 'true')) return 'cancelled';
  if (descendants(elements, 'end').some((flag) => textOf(flag) === 'true')) return 'ended';
  const validity = elements.flatMap((element) => textOf(first(element, 'validityStatus')) ?? []);
  if (validity.length > 0 && validity.every((status) => status === 'suspended')) return 'suspended';
  return validity.includes('active') ? 'active' : undefined;
}

function severityOf(group: SituationRecord[], overall: string | undefined): Severity | undefined {
  const terms = [overall, ...group.map((record) => textOf(record.element.severity))].filter(
    (term) => term !== undefined,
  );
  const known = terms.filter((term) => term in SEVERITY_OF_LITERAL);
  const rank = (term: string) => SEVERITY_LEVELS.indexOf(SEVERITY_OF_LITERAL[term] ?? 'unknown');
  const [worst] = known.sort((one, other) => rank(other) - rank(one));
  return worst === undefined
    ? undefined
    : { level: SEVERITY_OF_LITERAL[worst] ?? 'unknown', from: 'source', term: worst };
}

function causeOf(group: SituationRecord[]) {
  const causes = group.flatMap((record) => childrenOf(record.element, 'cause'));
  const term = textOf(first(causes, 'causeType'));
  const text = textIn(first(causes, 'causeDescription')) ?? term;
  return text === undefined ? undefined : present({ text, type: CAUSES[term ?? ''] });
}

const CAUSES: Record<string, RoadEventType> = {
  accident: 'accident',
  earlierAccident: 'accident',
  roadMaintenance: 'roadworks',
  roadworks: 'roadworks',
  roadOrCarriagewayOrLaneManagement: 'control',
  congestion: 'congestion',
  obstruction: 'obstruction',
  vehicleObstruction: 'obstruction',
  poorWeather: 'weather',
  poorEnvironment: 'weather',
  abnormalTraffic: 'congestion',
  publicEvent: 'activity',
};

function detourOf(group: SituationRecord[], lang: string) {
  const texts = group.flatMap((record) =>
    childrenOf(record.element, 'reroutingItineraryDescription').flatMap((itinerary) => {
      const text = textIn(itinerary);
      return text === undefined ? [] : [{ lang, text }];
    }),
  );
  return texts.length > 0 ? { texts } : undefined;
}

/** One text per language: the records' public comments in order; without any, what the record is and where. */
function readTexts(
  group: SituationRecord[],
  lead: SituationRecord,
  place: Datex2Place,
  publication: Publication,
): EventText[] {
  const byLanguage = new Map<string, string[]>();
  for (const record of group) {
    for (const field of ['generalPublicComment', 'nonGeneralPublicComment']) {
      for (const comment of childrenOf(record.element, field)) addComment(comment, publication.lang, byLanguage);
    }
  }
  if (byLanguage.size === 0) {
    const what = [lead.kind, ...lead.literals].map(spoken).join(', ');
    const at = place.name ?? place.road?.name;
    return [{ lang: 'en', headline: at === undefined ? what : `${at}: ${what}` }];
  }
  return [...byLanguage].map(([lang, parts]) => {
    const description = parts.join('\n\n');
    const headline = headlineOf(description);
    return present({
      lang,
      headline,
      description: description === headline ? undefined : description,
      location: place.name,
    });
  });
}

function addComment(comment: unknown, fallback: string, byLanguage: Map<string, string[]>): void {
  if (textOf(first(comment, 'commentType')) === 'internalNote') return;
  for (const value of descendants(isPlainObject(comment) ? comment.comment : comment, 'value')) {
    const text = textOf(value);
    const lang = isPlainObject(value) && typeof value['@lang'] === 'string' ? value['@lang'] : fallback;
    const known = byLanguage.get(lang) ?? [];
    if (text !== undefined && !known.includes(text)) byLanguage.set(lang, [...known, text]);
  }
}

/** The first paragraph, or its first sentence when it is long. */
function headlineOf(text: string): string {
  const [paragraph = ''] = text.split('\n\n');
  const line = paragraph.replace(/\s+/gu, ' ').trim();
  if (line.length <= 120) return line;
  return line.split(/(?<=[.!?])\s+(?=\p{Lu})/u)[0] ?? line;
}

/** `queuingTraffic` as words. */
function spoken(literal: string): string {
  return literal.replace(/(?<=[a-z])(?=[A-Z])/gu, ' ').toLowerCase();
}

function readTimes(group: SituationRecord[], where: string, report: FeedReport) {
  const zone = report.options.timeZone ?? 'UTC';
  const warnTime = (field: string, value: unknown): string | undefined => {
    const time = readTime(textOf(value), zone);
    if (time.kind === 'invalid')
      report.warn(`${where}.${field}`, `not a time: "${textOf(value)?.slice(0, 40)}" left out`);
    return time.kind === 'time' ? time.iso : undefined;
  };
  const periods = group.map(({ element }) => ({
    start: warnTime('overallStartTime', first(element.validity, 'overallStartTime')),
    end: warnTime('overallEndTime', first(element.validity, 'overallEndTime')),
  }));
  const starts = periods.flatMap(({ start }) => start ?? []).sort();
  const ends = periods.flatMap(({ end }) => end ?? []).sort();
  const specifications = descendants(
    group.map((record) => record.element.validity),
    'validPeriod',
  );
  const recurring = specifications.flatMap((period) => readRecurring(period, group));
  const intervals =
    recurring.length > 0
      ? []
      : specifications.flatMap((period) => {
          const start = warnTime('startOfPeriod', first(period, 'startOfPeriod'));
          return start === undefined
            ? []
            : [{ start, end: warnTime('endOfPeriod', first(period, 'endOfPeriod')) ?? null }];
        });
  const created = group
    .flatMap(({ element }) => warnTime('situationRecordCreationTime', element.situationRecordCreationTime) ?? [])
    .sort();
  const updated = group
    .flatMap(({ element }) => warnTime('situationRecordVersionTime', element.situationRecordVersionTime) ?? [])
    .sort();
  return {
    start: starts[0],
    // One record without an end keeps the situation open.
    end: ends.length === periods.length ? ends.at(-1) : undefined,
    intervals: distinctIntervals(intervals),
    recurring,
    created: created[0],
    updated: updated.at(-1),
  };
}

function distinctIntervals(intervals: { start: string; end: string | null }[]) {
  return intervals.filter(
    (one, index) => intervals.findIndex((other) => other.start === one.start && other.end === one.end) === index,
  );
}

const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];

function readRecurring(period: unknown, group: SituationRecord[]): RecurringWindow[] {
  const offset = /([+-])(\d{2}):?(\d{2})$/u.exec(textOf(first(group[0]?.element.validity, 'overallStartTime')) ?? '');
  const utcOffsetMinutes = offset ? (offset[1] === '-' ? -1 : 1) * (Number(offset[2]) * 60 + Number(offset[3])) : 0;
  const weekdays = descendants(period, 'applicableDay').flatMap((day) => {
    const index = WEEKDAYS.indexOf((textOf(day) ?? '').toLowerCase());
    return index < 0 ? [] : [index + 1];
  });
  return descendants(period, 'recurringTimePeriodOfDay').flatMap((window) => {
    const dailyStart = textOf(first(window, 'startTimeOfPeriod'))?.slice(0, 5);
    const dailyEnd = textOf(first(window, 'endTimeOfPeriod'))?.slice(0, 5);
    if (dailyStart === undefined || dailyEnd === undefined) return [];
    return [present({ dailyStart, dailyEnd, utcOffsetMinutes, weekdays: weekdays.length > 0 ? weekdays : undefined })];
  });
}

/** Fields that the model holds; the rest of a record goes into its extension as it stands. */
const MAPPED = new Set([
  'situationRecordCreationTime',
  'situationRecordVersionTime',
  'situationRecordVersion',
  'probabilityOfOccurrence',
  'severity',
  'validity',
  'generalPublicComment',
  'nonGeneralPublicComment',
  'complianceOption',
]);

function recordExtension(record: SituationRecord): Datex2Record {
  const rest: JsonRecord = {};
  for (const [field, value] of Object.entries(record.element)) {
    if (!field.startsWith('@') && !MAPPED.has(field) && value !== '') rest[field] = value as JsonValue;
  }
  return present({
    id: record.id,
    version: versionOfRecord(record.element),
    type: record.kind,
    probability: textOf(record.element.probabilityOfOccurrence),
    validityStatus: textOf(first(record.element.validity, 'validityStatus')),
    compliance: textOf(record.element.complianceOption),
    alertC: record.place.alertC,
    unmapped: Object.keys(rest).length > 0 ? rest : undefined,
  });
}

function versionOfRecord(element: XmlElement): string | undefined {
  return attribute(element, 'version') ?? textOf(element.situationRecordVersion);
}

function attribute(element: XmlElement, name: string): string | undefined {
  const value = element[`@${name}`];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function localName(type: unknown): string | undefined {
  return typeof type === 'string' ? type.slice(type.indexOf(':') + 1) : undefined;
}

function numberOf(element: unknown): number | undefined {
  const text = textOf(element);
  const number = text === undefined ? Number.NaN : Number(text);
  return Number.isFinite(number) && number >= 0 ? number : undefined;
}

function largest(elements: XmlElement[], field: string): number | undefined {
  const numbers = descendants(elements, field).flatMap((found) => numberOf(found) ?? []);
  return numbers.length > 0 ? Math.max(...numbers) : undefined;
}
