import type { AffectedRoad, Detour, RoadEvent, RoadEventSubtype } from '#domain/road-event';
import { deriveSeverity, worstState } from '#domain/road-impact';
import { type Classification, classifyChinese, classifyUnnamed, restrictionsOfChinese } from './chinese-terms.ts';
import { present } from './present.ts';
import {
  findRoad,
  hasPlace,
  type NamedRoad,
  type NoticePlace,
  namesStake,
  type RoadMention,
  readLocation,
} from './prose-place.ts';

export type { NamedRoad } from './prose-place.ts';

import { readTimesInChinese } from './prose-times.ts';

/**
 * From a notice as traffic police write it to draft events for a duty officer to confirm: 泉南高速柳州往南宁方向K1436
 * 发生3小车追尾事故. One draft for each thing that a sentence reports at a place of its own; what follows without a
 * place (受事故影响车流缓慢, 请绕行…) belongs to the draft before it. Nothing is published from here.
 */

export interface NoticeOptions {
  /** ISO 8601 UTC: 今天 and a clock time without a date are of this day in Beijing. */
  now: string;
  roads: readonly NamedRoad[];
}

/** What the sentence gives; the officer adds the rest. */
export type NoticeDraft = Pick<
  RoadEvent,
  'status' | 'type' | 'subtypes' | 'effect' | 'severity' | 'texts' | 'restrictions'
> & {
  road?: AffectedRoad;
  /** The place in words, where no two ends are named: 鹿寨服务区附近. */
  place?: string;
  cause?: RoadEvent['cause'];
  detour?: Detour;
  start?: string;
  end?: string;
};

export function readNotice(text: string, options: NoticeOptions): NoticeDraft[] {
  const drafts: NoticeDraft[] = [];
  let context: RoadMention | null = null;
  /** What a list's heading gives as the reason of all its items: 因暴雨封闭路段：1、…. */
  let reason = '';
  for (const sentence of sentencesOf(text)) {
    for (const part of partsOf(sentence, options.roads)) {
      const mention = findRoad(part, options.roads);
      const location = readLocation(part, mention);
      if (HEADING.test(part) && mention === null && location.stake === undefined) {
        reason = reasonOf(part);
        continue;
      }
      // A post of a road is told for a reason: what is not known here is for the officer to name.
      const isPlaced = mention !== null && location.stake !== undefined;
      const said = classifyChinese(reason + part) ?? (isPlaced ? classifyUnnamed(part) : null);
      const last = drafts.at(-1);
      if (isAdvice(part, said)) {
        if (last) addAdvice(last, part, options);
        continue;
      }
      if (said === null) {
        if (mention) context = mention;
        continue;
      }
      if (last && !mention && !hasPlace(location)) {
        mergeInto(last, said, part, options);
        continue;
      }
      drafts.push(draftOf(part, said, mention ?? (hasPlace(location) ? context : null), location, options));
      context = mention ?? context;
    }
  }
  return drafts;
}

/** 因暴雨封闭路段：, 目前管制情况如下: what items follow, not an event. */
const HEADING = /(?:[:：]|如下)\s*$/u;

function reasonOf(heading: string): string {
  const cause =
    /(?:受|因|由于)([\p{Script=Han}]{2,8}?)(?:天气|等)?(?:的?影响|原因|[，,]|封闭|关闭|管制|实[行施]|采取|限)/u.exec(
      heading,
    )?.[1];
  return cause === undefined ? '' : `受${cause}影响，`;
}

const ITEM_MARK = /^\s*(?:[（(]?\d{1,2}[.、)）．]|[（(]?[一二三四五六七八九十]{1,2}[、)）]|[①-⑳]|[-·●■◆▶])\s*/u;

/** Sentences and list items, without their numbers; clauses divided by commas stay together. */
function sentencesOf(text: string): string[] {
  return (
    asciiDigits(text)
      // 【09:41】 is when it happened; 166KM+500M a post in other words.
      .replace(/【\s*(\d{1,2}[:：]\d{2})\s*】/gu, '$1，')
      .replace(/(\d{1,4})\s*KM(?:\s*\+\s*(\d{1,3})\s*M)?(?=处|附近|，|,|$)/giu, (_, kilometre, metres) =>
        metres === undefined ? `K${kilometre}` : `K${kilometre}+${metres}`,
      )
      .split(/[\n\r]+|[。！!；;]|(?<=[:：])(?=\s*(?:1[.、)）．]|一、|①))/u)
      .map((sentence) =>
        sentence
          .replace(ITEM_MARK, '')
          .replace(/^(?:【[^】]*】|请注意[:：]|注意[:：])/u, '')
          .trim(),
      )
      .filter((sentence) => sentence !== '')
      .flatMap(sentencePerRoad)
  );
}

const NUMBERED_OR_NAMED = String.raw`(?:[GSXY]\d{1,4}[EWNS]?)?\p{Script=Han}{2,8}?高速(?:公路)?`;
const SHARED = new RegExp(`^(${NUMBERED_OR_NAMED})[、和及](?=${NUMBERED_OR_NAMED})`, 'u');
const PREDICATE = /[受因]|由于|实[行施]|采取|双向|全线|限速|封闭|临时|车流|车多|大雾|拥堵|缓行/u;

/** G65W延西高速、G70福银高速彬州段受大风影响限速 says of each road what it says of both. */
function sentencePerRoad(sentence: string): string[] {
  const shared = SHARED.exec(sentence);
  if (!shared?.[1]) return [sentence];
  const rest = sentence.slice(shared[0].length);
  const predicate = rest.search(PREDICATE);
  return predicate < 0 ? [sentence] : [`${shared[1]}${rest.slice(predicate)}`, ...sentencePerRoad(rest)];
}

/** A sentence that names several roads, each with something of its own, is divided before the later ones. */
function partsOf(sentence: string, roads: readonly NamedRoad[]): string[] {
  const clauses = sentence.split(/(?<=[，,])/u);
  const parts: string[] = [];
  for (const clause of clauses) {
    const current = parts.at(-1);
    const advice = isAdvice(clause, null) && current !== undefined;
    const startsAnother =
      current !== undefined &&
      classifyChinese(current) !== null &&
      !isAdvice(clause, null) &&
      findLocated(clause, roads) &&
      findLocated(current, roads) &&
      classifyChinese(clause) !== null;
    if (current === undefined || startsAnother || advice) parts.push(clause);
    else parts[parts.length - 1] = current + clause;
  }
  return parts;
}

/** Whether a text says a place of its own: a road, a stake or a named point where something happens. */
function findLocated(text: string, roads: readonly NamedRoad[]): boolean {
  const mention = findRoad(text, roads);
  return (
    mention !== null || /(?:服务区|收费站|互通|枢纽|隧道|大桥|立交)(?:附近|路段|处)/u.test(text) || namesStake(text)
  );
}

const ADVICE =
  /^(?:请|建议|提醒|目前需要经过|需要?(?:经过|前往|通行)|可(?:选择|从|由|经)|广大|大家|途经|过往|望|需通行)/u;

function isAdvice(part: string, said: Classification | null): boolean {
  const plain = part.replace(/^(?:因此|为此|目前|在此)[，,]?/u, '').trim();
  if (!ADVICE.test(plain)) return false;
  return said === null || !/发生|实施|实行|采取|现已|已(?:于)?封闭|禁止/u.test(plain);
}

function addAdvice(draft: NoticeDraft, part: string, options: NoticeOptions): void {
  const [text] = draft.texts;
  const words = part.replace(/[，,]$/u, '');
  if (text) text.advice = text.advice === undefined ? words : `${text.advice}。${words}`;
  const { end } = readTimesInChinese(part, options.now);
  if (end !== undefined) draft.end = end;
  if (/绕行|改走|分流|改道|绕道/u.test(part)) {
    draft.detour = { texts: [...(draft.detour?.texts ?? []), { lang: 'zh-CN', text: words }] };
  }
}

function draftOf(
  part: string,
  said: Classification,
  mention: RoadMention | null,
  location: NoticePlace,
  options: NoticeOptions,
): NoticeDraft {
  const times = readTimesInChinese(part, options.now);
  const { direction, directionText, stake, from, to, place } = location;
  const road =
    mention || stake || directionText
      ? present({
          code: mention?.code,
          name: mention?.name,
          direction,
          directionText,
          from,
          to,
          stake,
          state: said.effect.roadState,
        })
      : undefined;
  const subtypes: RoadEventSubtype[] = said.subtypes;
  const effect = { ...said.effect };
  const detour = /[^，,。]*(?:绕行|分流|改道|改走)[^，,。]*/u.exec(part)?.[0];
  return present({
    status: statusOf(said, times.start, options.now),
    type: said.type,
    subtypes,
    effect,
    severity: deriveSeverity({ type: said.type, subtypes, effect }),
    texts: [{ lang: 'zh-CN', headline: part.replace(/[，,](?:目前[，,]?)?$/u, '') }],
    restrictions: restrictionsOfChinese(part),
    road,
    place,
    cause: said.cause,
    detour: detour === undefined ? undefined : { texts: [{ lang: 'zh-CN', text: detour.trim() }] },
    start: times.start,
    end: times.end,
  });
}

function statusOf(said: Classification, start: string | undefined, now: string): NoticeDraft['status'] {
  if (said.over) return 'ended';
  return start !== undefined && start > now ? 'planned' : 'active';
}

/** What a sentence without a place adds to the event before it: its effect, its end, its restrictions. */
function mergeInto(draft: NoticeDraft, said: Classification, part: string, options: NoticeOptions): void {
  const times = readTimesInChinese(part, options.now);
  const roadState = said.over ? 'open' : worstState([draft.effect.roadState, said.effect.roadState]);
  draft.effect = { ...draft.effect, ...said.effect, roadState };
  draft.subtypes = [...new Set([...draft.subtypes, ...said.subtypes])];
  draft.restrictions = [...draft.restrictions, ...restrictionsOfChinese(part)];
  if (draft.road) draft.road = { ...draft.road, state: roadState };
  if (said.over) draft.status = 'ended';
  if (draft.start === undefined && times.start !== undefined) draft.start = times.start;
  if (times.end !== undefined) draft.end = times.end;
  const [text] = draft.texts;
  const words = part.replace(/[，,]$/u, '');
  if (text)
    text.description = text.description === undefined ? `${text.headline}。${words}` : `${text.description}。${words}`;
  draft.severity = deriveSeverity(draft);
}

function asciiDigits(text: string): string {
  return text.replace(/[０-９Ａ-Ｚａ-ｚ＋．：]/gu, (character) => character.normalize('NFKC'));
}
