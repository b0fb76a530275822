import { normalizeRoadCode } from '#domain/road-code';
import type { RoadDirection } from '#domain/road-event';
import { parseStakeRange, type StakeRange } from '#domain/stake';
import { directionOfChinese } from './chinese-terms.ts';
import { present } from './present.ts';

/** Where a Chinese sentence says that something is: road, direction, stakes, stretch or a named point. */

export interface NamedRoad {
  code: string;
  /** 京港澳高速 */
  name: string;
}

export interface RoadMention {
  code?: string;
  name: string;
  /** Where in the text it stands. */
  index: number;
  length: number;
}

export interface NoticePlace {
  direction: RoadDirection;
  directionText?: string;
  stake?: StakeRange;
  from?: string;
  to?: string;
  place?: string;
}

const NUMBERED =
  /([GSXY]\d{1,4}[EWNS]?)(?![A-Za-z])\s*(?:线)?\s*((?:[\p{Script=Han}]{2,10}?(?:绕城高速|高速公路|高速|环线|快速路|公路))|[国省县乡]道)?/u;
const SPOKEN_NUMBER = /([国省县乡])道\s*[GSXY]?(\d{1,4})(?:线)?|(\d{2,4})\s*([国省县乡])道/u;
const NAMED_EXPRESSWAY = /([\p{Script=Han}]{2,8}?)(绕城高速公路|绕城高速|环城高速|高速公路|高速|快速路|快速通道)/u;
const STREET =
  /([\p{Script=Han}]{1,7}?(?:大道|大街|环路|[东南西北中]路|路|街))(?!段|面|况|口|线|边|过|网|基|政|径|障|侧)/u;

/** 盘山公路: a road that is called so and has no number. */
const PLAIN_ROAD = /([\p{Script=Han}]{2,6}?)(?<!高速)公路(?!局|段|管理|部门|养护|路政|交警|沿线|上|网)/u;

/** Words before a road's name that are not of it. */
const LEAD =
  /^.*(?:目前|现在|截至|城区|今天|今日|上午|下午|由于|因为|途经|辖区|我市|境内|附近|前往|开始|关于|其中|以及|位于|受到|经过|行驶|选择|[，,、：:]|[在从经沿到因受将对至向往和及与，：])/u;

export function findRoad(text: string, roads: readonly NamedRoad[]): RoadMention | null {
  const named = findNamed(text, roads);
  const numbered = NUMBERED.exec(text);
  if (numbered?.[1] && (!named || numbered.index <= named.index)) {
    const code = normalizeRoadCode(numbered[1]);
    const known = roads.find((road) => road.code === code);
    const name = known?.name ?? plainRoadName(numbered[2]) ?? numbered[1];
    const length =
      named && named.index <= numbered.index + numbered[0].length
        ? named.index + named.length - numbered.index
        : numbered[0].length;
    return present({ code: code ?? undefined, name, index: numbered.index, length });
  }
  if (named) return named;
  const spoken = SPOKEN_NUMBER.exec(text);
  if (spoken) {
    const code = normalizeRoadCode(spoken[0].replace(/线$/u, ''));
    return present({ code: code ?? undefined, name: code ?? spoken[0], index: spoken.index, length: spoken[0].length });
  }
  return findUnlisted(text, NAMED_EXPRESSWAY) ?? findUnlisted(text, STREET) ?? findUnlisted(text, PLAIN_ROAD);
}

/** A listed road: the earliest, and of those at one place the longest name. */
function findNamed(text: string, roads: readonly NamedRoad[]): RoadMention | null {
  let best: RoadMention | null = null;
  for (const { code, name } of roads) {
    const index = text.indexOf(name);
    if (
      index < 0 ||
      isDetourTarget(text.slice(0, index)) ||
      (best && (index > best.index || (index === best.index && name.length <= best.length)))
    )
      continue;
    const length: number = text.startsWith('公路', index + name.length) ? name.length + 2 : name.length;
    best = { code, name, index, length };
  }
  return best;
}

function findUnlisted(text: string, pattern: RegExp): RoadMention | null {
  for (const match of text.matchAll(new RegExp(pattern.source, 'gu'))) {
    const whole = match[0];
    const name = whole.replace(LEAD, '');
    if (
      name.length < 3 ||
      /^(?:该|本|全|部分|多|主要|道|公|铁|一|各|此|这|交通|附近|相关|旁|农村|乡村|普通|干线)/u.test(name) ||
      /^(?:高速|国道)/u.test(name)
    )
      continue;
    const before = text.slice(0, match.index + whole.length - name.length);
    if (/禁止|车|[上下]高速|[道线铁支]路$|分流|引入/u.test(name) || isDetourTarget(before)) continue;
    if (pattern !== PLAIN_ROAD && name.endsWith('公路')) continue;
    if (/^(?:交警|公路|大队|支队|路政)/u.test(text.slice(match.index + whole.length))) continue;
    return {
      name: name.replace(/高速公路$/u, '高速'),
      index: match.index + whole.length - name.length,
      length: name.length,
    };
  }
  return null;
}

/** 改走福银高速, 往六钦高速分流: where traffic is sent, not where the event is. */
function isDetourTarget(before: string): boolean {
  return /(?:往|改走|绕行|转[入至]|驶入|引入|选择|改行|经由?)$/u.test(before);
}

function plainRoadName(name: string | undefined): string | undefined {
  return name === undefined || /^[国省县乡]道$/u.test(name) ? undefined : name.replace(/高速公路$/u, '高速');
}

const STAKES =
  /[ZY]?K\s*\d{1,4}(?:\.\d{1,3})?(?:\s*[+＋]\s*\d{1,3})?(?:\s*米)?(?:\s*(?:公里|千米))?(?:\s*(?:至|到|-{1,2}|—{1,2}|–|~|～|－)\s*(?:[ZY]?K?\s*\d{1,4}(?:\.\d{1,3})?(?:\s*[+＋]\s*\d{1,3})?|[+＋]\d{3})(?:\s*(?:公里|千米))?)?/iu;
const KILOMETRE_STAKES =
  /(?<![\d.]|(?:距|约|长|近|余|达|超|前方|后方|排队|缓行|拥堵|限速|时速|行驶|滞留|车龙)[^，,。0-9]{0,5})(\d{1,4}(?:\.\d)?)\s*(?:公里|千米)(?:\s*[+＋]?\s*\d{1,3}\s*米)?(?:(?:至|到|-|—|~|～)(\d{1,4}(?:\.\d)?)\s*(?:公里|千米)(?:\s*[+＋]?\s*\d{1,3}\s*米)?)?(?=处|附近|段|路段|[)）]|，|,|发生|\s*(?:处|附近|路段))/u;

/** Whether a kilometre post stands in the text. */
export function namesStake(text: string): boolean {
  return STAKES.test(text);
}

function findStake(text: string): { range: StakeRange; text: string } | null {
  const post = STAKES.exec(text);
  if (post) {
    const range = parseStakeRange(withSecondK(post[0]).replace(/米/gu, ''));
    if (range) return { range, text: post[0] };
  }
  const kilometres = KILOMETRE_STAKES.exec(text);
  const range = kilometres && parseStakeRange(kilometres[0]);
  return kilometres && range ? { range, text: kilometres[0] } : null;
}

/** `K12+300至15+200` and `K1436-1440` leave the second K out. */
function withSecondK(text: string): string {
  return text.replace(
    /(至|到|-{1,2}|—{1,2}|–|~|～|－)\s*(\d{1,4}(?:[.+＋]|$|\s*(?:公里|千米)))/u,
    (whole, separator, rest) =>
      /^\d{3}$/u.test(rest) && !/[.+＋]/u.test(rest) && /[+＋]/u.test(text.split(separator)[0] ?? '')
        ? whole
        : `${separator}K${rest}`,
  );
}

const BOTH = /(?<!单幅|车道|对向)双向(?!通行(?!缓|受))|双方向|往返方向|两个方向|上下行/u;
const BETWEEN = /([\p{Script=Han}]{2,6}?)(?:往|至|到|向|去|—|-|→)([\p{Script=Han}]{2,6}?)(?:方向|的?半幅|一侧)/u;
const TOWARD = /(?:往|向|去往|通往)?([\p{Script=Han}]{2,5}?)方向/u;
const COMPASS_WAY = /(?:由|自|从)?[东南西北]{1,2}(?:向|往|至|到)[东南西北]{1,2}(?:方向)?/u;
const SENSE = /(?:上行|下行)(?:线|方向|车道)?|[左右东南西北]幅/u;
/** 武汉往宜昌，K905: the word 方向 left out. */
const BARE_WAY = /([\p{Script=Han}]{2,5})往([\p{Script=Han}]{2,5})(?=[，,）)\s]|K\d|$)/u;
const RING = /(?:内[圈环侧]|外[圈环侧])(?:方向)?/u;
const CAPITAL = /[进出](?:京|沪|城|省|川|渝|港)方向/u;

export function readLocation(part: string, mention: RoadMention | null): NoticePlace {
  const rest = mention ? `${part.slice(0, mention.index)}，${part.slice(mention.index + mention.length)}` : part;
  const stake = findStake(rest);
  const unstaked = stake ? rest.replace(stake.text, '，') : rest;
  const directionText = findDirection(unstaked);
  const undirected = directionText === undefined ? unstaked : unstaked.replace(directionText, '，');
  const stretch = findStretch(undirected);
  return present({
    direction: directionOfChinese(directionText ?? ''),
    directionText,
    stake: stake?.range,
    from: stretch?.from,
    to: stretch?.to,
    place: stretch ? undefined : findPlace(undirected),
  });
}

export function hasPlace(location: NoticePlace): boolean {
  return Boolean(location.stake ?? location.directionText ?? location.from ?? location.place);
}

function findDirection(text: string): string | undefined {
  const found = [COMPASS_WAY, CAPITAL, BETWEEN, RING, BOTH, SENSE, TOWARD, BARE_WAY].flatMap((pattern) => {
    const match = pattern.exec(text);
    return match ? [match] : [];
  });
  const [first] = found;
  if (!first) return undefined;
  // What stands before the first name (德州段泰安往德州方向, 对南宁往北海方向) is not of it.
  const lead =
    first[1] === undefined
      ? ''
      : (/^.*(?:段|处|附近|对|在|从|由|自|往|向)(?=[\p{Script=Han}]{2})/u.exec(first[1])?.[0] ?? '');
  return first[0].slice(lead.length);
}

/** 柳州至波寨路段, 西湖收费站至东山互通之间. */
function findStretch(text: string): { from: string; to: string } | null {
  const match =
    /([\p{Script=Han}]{2,10}?)(?:至|到|—|-|~)([\p{Script=Han}]{2,10}?)(?:路段|段|之间|区间|间)/u.exec(text) ??
    /[（(]([\p{Script=Han}]{2,10}?)(?:至|到|—|-|~)([\p{Script=Han}]{2,10})[)）]/u.exec(text) ??
    /([\p{Script=Han}]{2,8}(?:收费站|互通|枢纽|服务区|立交|出口|入口|桥))(?:至|到|—|-|~)([\p{Script=Han}]{2,8}?(?:收费站|互通|枢纽|服务区|立交|出口|入口|桥))/u.exec(
      text,
    );
  if (!match?.[1] || !match[2]) return null;
  const trimmed = match[1].replace(LEAD, '');
  // 望和桥: a name may have such a word within.
  const from = trimmed.length >= 2 ? trimmed : match[1];
  // 建设路至人民路段: the 路 belongs to the street.
  const to = /[路街]$/u.test(from) && /路段$/u.test(match[0]) ? `${match[2]}路` : match[2];
  return from.length >= 2 ? { from, to } : null;
}

const PLACE_KINDS = '(?:服务区|停车区|收费站|互通(?:立交)?|枢纽|立交桥?|隧道|特大桥|大桥|桥|出口|入口|匝道|路口|段)';

function findPlace(text: string): string | undefined {
  const pattern = new RegExp(`([\\p{Script=Han}]{1,10}?${PLACE_KINDS})(附近|处|内|口)?`, 'gu');
  for (const match of text.matchAll(pattern)) {
    const name = (match[1] ?? '')
      .replace(LEAD, '')
      .replace(/^.*(?:高速公路|高速|[国省]道)(?=[\p{Script=Han}]{2})/u, '')
      .replace(/^(?:的|该|在|距|高速)+/u, '');
    // 排队已至威远立交: how far it reaches, not where it is.
    if (/(?:已|排|延伸)[至到]/u.test(name)) continue;
    if (name.length < 3 && !/段$/u.test(name)) continue;
    if (
      /^(?:路段|该路段|此路段|多路段|部分路段|全段|各路段|相关路段|收费站|出口|入口|服务区|隧道|匝道|大桥)$/u.test(name)
    )
      continue;
    return `${name}${match[2] === '附近' ? '附近' : ''}`;
  }
  return undefined;
}
