import type { AffectedRoad, LaneUse, RoadEvent, RoadState } from '#domain/road-event';
import { descendants, first, readPlace, textIn } from './datex2-location.ts';
import {
  causeOf,
  detourOf,
  lanesOf,
  literalsOf,
  mergeEffects,
  recordExtension,
  restrictionsOf,
  type SituationRecord,
  severityOf,
  statusOf,
  subtypesOf,
  typeOf,
  versionOfRecord,
} from './datex2-record.ts';
import { CERTAINTY_OF_LITERAL, TYPE_RANK } from './datex2-terms.ts';
import { readTexts } from './datex2-texts.ts';
import { readTimes } from './datex2-times.ts';
import { assembleEvent } from './event-assembly.ts';
import { UnreadableDocument } from './feed-document.ts';
import { isPlainObject, RejectedEvent } from './feed-record.ts';
import type { FeedReport } from './feed-report.ts';
import { readTime } from './feed-time.ts';
import { attribute, childrenOf, localName, parseXml, textOf, type XmlElement } from './feed-xml.ts';
import { present } from './present.ts';

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
  const publications = findPublications(name, root);
  report.version = versionOf(text, root);
  const zone = report.options.timeZone ?? 'UTC';
  const published = publications.flatMap((publication) => {
    const time = readTime(textOf(publication.publicationTime), zone);
    return time.kind === 'time' ? time.iso : [];
  });
  // The whole speaks of when its oldest part does.
  report.publishedAt = published.sort()[0];
  const update = textOf(first(root, 'updateMethod'));
  if (update !== undefined) report.coverage = update === 'snapshot' ? 'snapshot' : 'delta';
  for (const [number, publication] of publications.entries()) {
    const context: Publication = {
      version: Number(report.version.charAt(0)),
      lang: String(publication['@lang'] ?? textOf(publication.lang) ?? 'und'),
      creator: textOf(first(publication.publicationCreator, 'nationalIdentifier')),
    };
    const prefix = publications.length > 1 ? `payload[${number}].` : '';
    report.each(
      childrenOf(publication, 'situation'),
      (index) => `${prefix}situation[${index}]`,
      (situation, where) => readSituation(situation, where, context, report),
    );
  }
}

interface Publication {
  version: number;
  lang: string;
  creator: string | undefined;
}

const ENVELOPES = ['Envelope', 'Body', 'd2LogicalModel', 'messageContainer'];

/** A message container may carry several; those that are not about situations are nobody's concern here. */
function findPublications(name: string, root: XmlElement): XmlElement[] {
  const names = ['payloadPublication', 'payload', 'situationPublication', 'SituationPublication'];
  const found = names.includes(name)
    ? [root]
    : names.map((each) => descendants(root, each).filter(isPlainObject)).find((all) => all.length > 0);
  if (!found) {
    if (ENVELOPES.includes(name)) throw new UnreadableDocument(name, 'has no publication');
    throw new UnreadableDocument(name, `the root element <${name}> is not of DATEX II`);
  }
  const kinds = found.map((publication) => localName(publication['@type']) ?? 'SituationPublication');
  const wanted = found.filter((_, at) => kinds[at] === 'SituationPublication');
  if (wanted.length === 0) throw new UnreadableDocument(name, `carries a ${kinds[0]}, not situations`);
  return wanted;
}

function versionOf(text: string, root: XmlElement): string {
  const schema = /datex2\.eu\/schema\/(\d)(?:\/(\d)_(\d))?/u.exec(text.slice(0, 4000));
  const model = root['@modelBaseVersion'] ?? (first(root, 'payload') as XmlElement | undefined)?.['@modelBaseVersion'];
  return String(schema?.[1] ?? model ?? '2');
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
      texts: readTexts(group, lead.record, located.place, publication.lang),
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

function roadWithState(road: Omit<AffectedRoad, 'state'>, state: RoadState, lanes: LaneUse | undefined): AffectedRoad {
  return { ...road, state, ...(lanes ? { lanes } : {}) };
}
