/**
 * Whether two notices say the same: for one notice that an agency publishes on WeChat and on Weibo, and for a rumour that comes
 * back. Pure text: character n-grams for the wording, and the facts in it (roads, places, dates, numbers) for the difference
 * between two uses of one template. Precision first: a duplicate that is shown twice annoys, a notice that is hidden harms.
 */

import { diffText } from './text-diff.ts';

export interface Notice {
  title: string;
  text: string;
  /** ISO 8601 UTC. */
  publishedAt?: string;
}

export interface Sameness {
  same: boolean;
  /** Share of the shorter notice's wording that the other has, 0 to 1. */
  score: number;
}

export interface Rebuttal {
  id: string;
  title: string;
  text: string;
}

export interface RebuttalMatch {
  id: string;
  /** 0 to 1. */
  score: number;
  /** What both say, for the reader to judge. */
  why: string;
}

const NOTICE_GRAM = 3;
const MIN_NOTICE_SCORE = 0.62;
/** Two sentences of a headline's length agree by chance, so short ones must agree nearly in full. */
const SHORT_NOTICE = 30;
const MIN_SHORT_SCORE = 0.85;
/** An article this many times longer than a post may be a round-up that has the post among others; then titles decide. */
const ROUND_UP_RATIO = 8;
const MIN_TITLE_SCORE = 0.6;
/** The same notice follows on the other platform within a day or two; later it is the next one of its kind. */
const MAX_DAYS_APART = 3;

export function isSameNotice(a: Notice, b: Notice): Sameness {
  const [shorter, longer] = orderByLength(a, b);
  const [short, long] = [normalizeNotice(shorter), normalizeNotice(longer)];
  const score = measureContainment(listGrams(short, NOTICE_GRAM), listGrams(long, NOTICE_GRAM));
  const needed = short.length < SHORT_NOTICE ? MIN_SHORT_SCORE : MIN_NOTICE_SCORE;
  const same =
    short !== '' &&
    score >= needed &&
    isNearInTime(a, b) &&
    (long.length < ROUND_UP_RATIO * short.length || measureTitles(a, b) >= MIN_TITLE_SCORE) &&
    !hasConflict(shorter, longer);
  return { same, score };
}

/** The shorter first; the same order for the same two, however they come. */
function orderByLength(a: Notice, b: Notice): [Notice, Notice] {
  const [one, other] = [normalizeNotice(a), normalizeNotice(b)];
  const isOrdered = one.length === other.length ? one <= other : one.length < other.length;
  return isOrdered ? [a, b] : [b, a];
}

const REBUTTAL_GRAM = 2;
const MIN_REBUTTAL_SCORE = 0.5;
const MIN_SHARED = 4;
const MAX_MATCHES = 5;
const SNIPPET_LENGTH = 24;
/** A forwarded message; what is longer is an article, and its claim stands at its beginning. */
const MAX_ASKED = 2000;

/**
 * The rebuttals that speak of a text, best first. A claim that a rebuttal names in quotation marks is looked for in the text;
 * beside it, the text's own wording in the rebuttal. No match means that nobody has rebutted it here, never that it is true.
 */
export function matchRebuttal(text: string, rebuttals: readonly Rebuttal[]): RebuttalMatch[] {
  const asked = normalizeText(text).slice(0, MAX_ASKED);
  const askedGrams = listTellingGrams(asked);
  if (askedGrams.size < MIN_SHARED) return [];
  const matches = rebuttals.flatMap(({ id, title, text: body }): RebuttalMatch[] => {
    const told = normalizeText(`${title}\n${body}`);
    const claims = [...listClaims(title), ...listClaims(body)].map((claim) => listTellingGrams(normalizeText(claim)));
    const telling = claims.filter((claim) => claim.size >= MIN_SHARED);
    const score = Math.max(
      measureContainment(askedGrams, listTellingGrams(told)),
      ...telling.map((claim) => measureContainment(claim, askedGrams)),
    );
    if (score < MIN_REBUTTAL_SCORE) return [];
    const shared = findSharedText(asked, told);
    if (shared.length < MIN_SHARED) return [];
    return [{ id, score, why: `都提到“${shared.slice(0, SNIPPET_LENGTH)}”` }];
  });
  return matches.sort((one, other) => other.score - one.score).slice(0, MAX_MATCHES);
}

/** Words without addresses, topics, mentions, widths and cases. */
function foldWords(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/https?:\/\/[^\s\u4e00-\u9fff]+/g, '')
    .replace(/#[^#\n]{1,40}#/g, '')
    .replace(/@[\p{L}\p{N}_-]{1,30}/gu, '');
}

/** Words without what platforms add: addresses, topics, mentions, emoji, punctuation, widths and cases. */
export function normalizeText(text: string): string {
  return foldWords(text)
    .replace(/网页链接|查看原文|阅读原文|点击(?:查看|阅读)(?:全文|详情)|…+全文/g, '')
    .replace(/\[[^[\]\s]{1,6}\]/g, '')
    .replace(/[^\p{L}\p{N}]/gu, '');
}

/** Distinct runs of `size` characters. */
export function listGrams(text: string, size: number): Set<string> {
  const characters = [...text];
  const grams = new Set<string>();
  for (let start = 0; start + size <= characters.length; start += 1)
    grams.add(characters.slice(start, start + size).join(''));
  return grams;
}

/** Share of `part` that `whole` has, 0 to 1; 0 for an empty part. */
export function measureContainment(part: ReadonlySet<string>, whole: ReadonlySet<string>): number {
  if (part.size === 0) return 0;
  let shared = 0;
  for (const gram of part) if (whole.has(gram)) shared += 1;
  return shared / part.size;
}

/** What two sets share of all that they have, 0 to 1. */
export function measureJaccard(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  const shared = measureContainment(one, other) * one.size;
  const all = one.size + other.size - shared;
  return all === 0 ? 0 : shared / all;
}

/** The text, with the title before it where the text does not begin with it: a post's headline is part of its text. */
function normalizeNotice({ title, text }: Notice): string {
  const [head, body] = [normalizeText(title), normalizeText(text)];
  return body.includes(head) ? body : head + body;
}

function measureTitles(a: Notice, b: Notice): number {
  const [one, other] = [a, b].map(({ title }) => listGrams(normalizeText(title), REBUTTAL_GRAM));
  if (one === undefined || other === undefined) return 0;
  return Math.max(measureContainment(one, other), measureContainment(other, one));
}

function isNearInTime(a: Notice, b: Notice): boolean {
  if (a.publishedAt === undefined || b.publishedAt === undefined) return true;
  return Math.abs(Date.parse(a.publishedAt) - Date.parse(b.publishedAt)) <= MAX_DAYS_APART * 86_400_000;
}

/** Facts of which each that the shorter notice names must be in the other, too. */
const NAMED: readonly RegExp[] = [
  // Roads by code, stakes, plates, things counted, dates and times of day: every number that is not a year.
  /(?<![\d.])[a-z]{0,2}(?!(?:19|20)\d\d年)\d+(?:\.\d+)?/g,
  /[东南西北][往向至][东南西北]/g,
  /\p{Script=Han}某/gu,
  /[一二三四五六七八九十两]+(?:车|人|座)/g,
];

/** Facts that may be left out, but if both name one, they must agree on one. */
const COMPATIBLE: readonly RegExp[] = [
  /(?:19|20)\d\d(?=年)/g,
  /[蓝黄橙红]色(?=预警)/g,
  /大雾|团雾|浓雾|暴雪|降雪|道路结冰|冰雪|暴雨|强降雨|雷电|台风|大风|沙尘|高温|霜冻/g,
  /元旦|春节|春运|清明|五一|劳动节|端午|暑期|中秋|国庆|高考|中考/g,
  /周[一二三四五六日天]|星期[一二三四五六日天]/g,
  /第[一二三四五六七八九十\d]+[期批次轮号]/g,
];

/** A restriction and its end read alike. What is only expected, or said of the time of an end, is none. */
const LIFTED =
  /解除(?!时间)|恢复(?:通行|正常|交通)|取消(?:管制|限行|限速)|结束(?:管制|施工)|撤除|重新开放|已(?:全面)?(?:通车|开通|抢通)/;
const EXPECTED = /(?:预计|力争|计划|待|视)[^,，。;；\n]*/g;

/** Articles that gather the notices of a day or a week. */
const ROUND_UP = /汇总|要闻|早报|晚报|日报|周报|盘点|合集|速览|早知道|晚知道|一周/;

function hasConflict(shorter: Notice, longer: Notice): boolean {
  if (ROUND_UP.test(shorter.title) !== ROUND_UP.test(longer.title)) return true;
  const [short, long] = [foldFacts(shorter), foldFacts(longer)];
  if (isLifting(short) !== isLifting(long)) return true;
  const isMissing = NAMED.some((fact) => {
    const known = new Set(listFacts(long, fact));
    return listFacts(short, fact).some((name) => !known.has(name));
  });
  if (isMissing) return true;
  const isContrary = COMPATIBLE.some((fact) => {
    const [these, those] = [listFacts(short, fact), new Set(listFacts(long, fact))];
    return these.length > 0 && those.size > 0 && !these.some((name) => those.has(name));
  });
  return isContrary || hasExchange(short, long);
}

function isLifting(text: string): boolean {
  return LIFTED.test(text.slice(0, 150).replace(EXPECTED, ''));
}

/** Clauses that share less than this of their characters' pairs are about different things. */
const MIN_CLAUSE_SCORE = 0.5;
const SENTENCE_END = '|';
/** A word in another's place is about as long. */
const MAX_EXCHANGE_GROWTH = 8;

/**
 * True when the shorter notice stands in the longer one with another word, figure or direction in its place: that is how a
 * template becomes another notice. A summary leaves out and adds, but it does not exchange.
 */
function hasExchange(short: string, long: string): boolean {
  return hasExchangedWord(squeeze(short), squeeze(long)) || hasExchangedFigure(listClauses(short), listClauses(long));
}

/**
 * Looks at each place where the shorter text leaves the longer one's wording and comes back to it, and compares what stands
 * between in both. Sentences are not compared across their ends: what opens or closes a text differs with the platform.
 */
function hasExchangedWord(short: string, long: string): boolean {
  const known = listGrams(long, NOTICE_GRAM);
  const isKnown = (at: number) => known.has(short.slice(at, at + NOTICE_GRAM));
  const last = short.length - NOTICE_GRAM;
  for (let at = 1; at <= last; at += 1) {
    if (isKnown(at) || !isKnown(at - 1)) continue;
    let back = at + 1;
    while (back <= last && !isKnown(back)) back += 1;
    if (back > last) return false;
    // The wording may come back by chance with the end of the other word, so the next places are tried, too.
    for (let right = back; right <= Math.min(back + NOTICE_GRAM, last); right += 1) {
      const left = at - 1 + NOTICE_GRAM;
      if (
        right >= left &&
        isExchange(short.slice(left, right), long, short.slice(at - 1, left), short.slice(right, right + NOTICE_GRAM))
      ) {
        return true;
      }
    }
    at = back;
  }
  return false;
}

/** True when the longer text has something else than `word` between the same neighbours. */
function isExchange(word: string, long: string, left: string, right: string): boolean {
  if (word.includes(SENTENCE_END)) return false;
  const limit = word.length + MAX_EXCHANGE_GROWTH;
  for (let at = long.indexOf(left); at !== -1; at = long.indexOf(left, at + 1)) {
    const start = at + left.length;
    const gap = long.slice(start, start + limit + right.length).indexOf(right);
    if (gap <= 0) continue;
    const other = long.slice(start, start + gap);
    if (!other.includes(SENTENCE_END) && differsInside(word, other)) return true;
  }
  return false;
}

/** Both have something of their own once their common beginning and end are taken away. */
function differsInside(one: string, other: string): boolean {
  const shorter = Math.min(one.length, other.length);
  let head = 0;
  while (head < shorter && one[head] === other[head]) head += 1;
  let tail = 0;
  while (tail < shorter - head && one.at(-1 - tail) === other.at(-1 - tail)) tail += 1;
  return head + tail < shorter;
}

/** Figures and directions are few and stand everywhere, so only the clause that they stand in tells. */
function hasExchangedFigure(short: readonly string[], long: readonly string[]): boolean {
  const whole = long.join('\n');
  const others = long.map((text) => ({ text, grams: listGrams(text, 2) }));
  return short.some((clause) => {
    if (whole.includes(clause)) return false;
    const grams = listGrams(clause, 2);
    const scores = others.map((other) => ({ text: other.text, score: measureContainment(grams, other.grams) }));
    const nearest = scores.reduce((best, next) => (next.score > best.score ? next : best), { text: '', score: 0 });
    return nearest.score >= MIN_CLAUSE_SCORE && exchangesFigure(nearest.text, clause);
  });
}

function exchangesFigure(older: string, newer: string): boolean {
  const changes = diffText(older, newer);
  return changes.some(({ op, text }, index) => {
    const before = changes[index - 1];
    return op === 'added' && before?.op === 'removed' && /[\d东南西北]/.test(text) && /[\d东南西北]/.test(before.text);
  });
}

/** Letters, digits and the ends of sentences. */
function squeeze(text: string): string {
  return text.replace(/[。!?！？;；\n】]+/g, SENTENCE_END).replace(/[^\p{L}\p{N}|]/gu, '');
}

function listClauses(text: string): string[] {
  return text
    .split(/[,，。;；:：!！?？()（）【】[\]\n、"“”]+/)
    .map((clause) => clause.replace(/[^\p{L}\p{N}+.]/gu, ''))
    .filter((clause) => clause !== '');
}

function foldFacts({ title, text }: Notice): string {
  return foldWords(`${title}\n${text}`);
}

function listFacts(text: string, fact: RegExp): string[] {
  return (text.match(fact) ?? []).filter((name) => !/^0+$/.test(name));
}

/** What a rebuttal says that people say. */
function listClaims(text: string): string[] {
  return [...text.matchAll(/[“"「『]([^”"」』\n]{6,120})[”"」』]/gu)].flatMap(([, claim]) => claim ?? []);
}

/** Bigrams that every notice about traffic has tell nothing. */
const COMMON = new Set(
  '驾驶 机动 动车 车辆 交通 通安 安全 交警 网传 传言 谣言 辟谣 不实 信息 消息 近日 朋友 友圈 转发 驾照 新规 规定 实施 开始 起施 司机 注意 大家 扩散 通知 违法 处罚 高速'.split(
    ' ',
  ),
);

function listTellingGrams(text: string): Set<string> {
  return new Set([...listGrams(text, REBUTTAL_GRAM)].filter((gram) => !COMMON.has(gram)));
}

/** The longest run that both have. */
function findSharedText(one: string, other: string): string {
  let best = '';
  for (let start = 0; start + best.length < one.length; start += 1) {
    while (start + best.length < one.length && other.includes(one.slice(start, start + best.length + 1))) {
      best = one.slice(start, start + best.length + 1);
    }
  }
  return best;
}
