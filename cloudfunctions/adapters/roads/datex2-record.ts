import type {
  EventEffect,
  EventStatus,
  LaneUse,
  Restriction,
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
import { type Datex2Place, descendants, first, textIn } from './datex2-location.ts';
import {
  SEVERITY_OF_LITERAL,
  STATE_OF_LITERAL,
  SUBTYPE_OF_LITERAL,
  TRAFFIC_OF_LITERAL,
  TYPE_OF_LITERAL,
  TYPE_OF_RECORD,
} from './datex2-terms.ts';
import { attribute, childrenOf, localName, textOf, type XmlElement } from './feed-xml.ts';
import { present, presentOrNothing } from './present.ts';
import { termTable } from './term-table.ts';

/** What one situationRecord, or several at one place, report: kind, effect, restrictions, severity, status. */

export interface SituationRecord {
  id: string;
  kind: string;
  element: XmlElement;
  place: Datex2Place;
  /** Every literal of the record that names a kind, in order. */
  literals: string[];
}

export function typeOf(record: SituationRecord): RoadEventType {
  const known = TYPE_OF_RECORD[record.kind] ?? 'other';
  return record.literals.map((literal) => TYPE_OF_LITERAL[literal]).find((type) => type !== undefined) ?? known;
}

export function subtypesOf(group: SituationRecord[]): RoadEventSubtype[] {
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
export function literalsOf(element: XmlElement): string[] {
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

export function mergeEffects(group: SituationRecord[]): EventEffect {
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
  // Closed to lorries, or to what is higher than the tunnel: the others get through.
  const forSome = new Set(group.filter(bindsSome).flatMap((record) => record.literals));
  for (const record of group) if (!bindsSome(record)) for (const term of record.literals) forSome.delete(term);
  const capacity = numberOf(first(elements, 'capacityRemaining'));
  const lanes = group.map((record) => lanesOf(record.element)).find((found) => found !== undefined);
  const delay = largest(elements, 'delayTimeValue');
  return present({
    roadState: stateOf(
      terms.filter((term) => !forSome.has(term) || STATE_OF_LITERAL[term] !== 'closed'),
      lanes,
    ),
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

/** Whether a record is about some vehicles only. */
function bindsSome({ element }: SituationRecord): boolean {
  const vehicles = childrenOf(element, 'forVehiclesWithCharacteristicsOf');
  const types = descendants(vehicles, 'vehicleType').map(textOf);
  return vehicles.length > 0 && !types.includes('anyVehicle');
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

export function lanesOf(element: XmlElement): LaneUse | undefined {
  const impact = element.impact;
  const total = numberOf(first(impact, 'originalNumberOfLanes'));
  const open = numberOf(first(impact, 'numberOfOperationalLanes'));
  const restricted = numberOf(first(impact, 'numberOfLanesRestricted'));
  const closed =
    total !== undefined && open !== undefined ? Math.max(0, total - open) : open === undefined ? restricted : undefined;
  return presentOrNothing({ total, open, closed });
}

const VEHICLES = termTable<VehicleClass>({
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
});

export function restrictionsOf(element: XmlElement): Restriction[] {
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

export function statusOf(group: SituationRecord[]): EventStatus | undefined {
  const elements = group.map((record) => record.element);
  if (descendants(elements, 'cancel').some((flag) => textOf(flag) === 'true')) return 'cancelled';
  if (descendants(elements, 'end').some((flag) => textOf(flag) === 'true')) return 'ended';
  const validity = elements.flatMap((element) => textOf(first(element, 'validityStatus')) ?? []);
  if (validity.length > 0 && validity.every((status) => status === 'suspended')) return 'suspended';
  return validity.includes('active') ? 'active' : undefined;
}

export function severityOf(group: SituationRecord[], overall: string | undefined): Severity | undefined {
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

export function causeOf(group: SituationRecord[]) {
  const causes = group.flatMap((record) => childrenOf(record.element, 'cause'));
  const term = textOf(first(causes, 'causeType'));
  const text = textIn(first(causes, 'causeDescription')) ?? term;
  return text === undefined ? undefined : present({ text, type: CAUSES[term ?? ''] });
}

const CAUSES = termTable<RoadEventType>({
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
});

export function detourOf(group: SituationRecord[], lang: string) {
  const texts = group.flatMap((record) =>
    childrenOf(record.element, 'reroutingItineraryDescription').flatMap((itinerary) => {
      const text = textIn(itinerary);
      return text === undefined ? [] : [{ lang, text }];
    }),
  );
  return texts.length > 0 ? { texts } : undefined;
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

export function recordExtension(record: SituationRecord): Datex2Record {
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

export function versionOfRecord(element: XmlElement): string | undefined {
  return attribute(element, 'version') ?? textOf(element.situationRecordVersion);
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
