import type {
  EventEffect,
  RestrictionKind,
  RoadDirection,
  RoadEventSubtype,
  RoadEventType,
  RoadState,
  TrafficLevel,
  VehicleClass,
} from '#domain/road-event';
import { termTable } from './term-table.ts';

/**
 * The words with which Chinese traffic notices say what happened, from plain notices of traffic police and from map
 * services' texts. Shared by the parsers of Chinese feeds and by the reader of prose.
 */

interface TypeRule {
  type: RoadEventType;
  words: RegExp;
}

/** The first that matches says what it is: from what happened to what was done about it, and last what it leads to. */
const TYPE_RULES: readonly TypeRule[] = [
  { type: 'hazard', words: /信号灯[^，。；]{0,6}(?:故障|不亮|停电|失灵)/u },
  {
    type: 'accident',
    words:
      /事故|追尾|相撞|碰撞|剐蹭|刮蹭|刮擦|相擦|擦碰|擦挂|剐擦|侧翻|翻车|撞(?:上|到)?(?:护栏|隔离|行人)|自燃|起火|连环撞/u,
  },
  { type: 'disaster', words: /塌方|滑坡|泥石流|山体|落石|滚石|崩塌|塌陷|路基沉降|水毁|雪崩|地震/u },
  {
    type: 'obstruction',
    words:
      /故障车|发生故障|爆胎|抛锚|车辆故障|故障停|抛洒|散落|遗[洒撒落]|掉落|脱落|掉在|障碍物|倒伏|倒树|动物|牲畜|[牛羊马猪犬](?:群|在路|上路|闯)|逆行/u,
  },
  {
    type: 'roadworks',
    words: /施工|养护|维修|抢修|检修|检测|改扩建|改建|铣刨|摊铺|作业|更换(?:护栏|伸缩缝)|(?:提升|升级)改造|大修|中修/u,
  },
  {
    type: 'weather',
    words:
      /大雾|浓雾|团雾|雾天|能见度|暴雨|强降雨|大雨|降雨|暴雪|大雪|降雪|中雪|小雪|冰雹|台风|大风|横风|沙尘|霾|雷电|寒潮|冻雨|雨雪/u,
  },
  { type: 'surface', words: /结冰|积雪|积水|冰冻|暗冰|湿滑|黑冰|油污|坑槽|坑洼|淹没|被淹|内涝|水淹/u },
  { type: 'activity', words: /马拉松|演唱会|赛事|比赛|庙会|灯会|灯光秀|烟花|大型活动|集会|展会|车展|庆典|游行/u },
  {
    type: 'restriction',
    words: /限行|禁行|禁止[^，。；]{0,16}(?:车辆?)?(?:通行|驶入|上高速|进入)|限高|限宽|限重|限载|单双号/u,
  },
  {
    type: 'control',
    words:
      /封闭|封路|封桥|封道|管制|关闭|禁止通行|禁止驶入|断交|断行|间断放行|限流|分流|借道|双向通行|压速带道|带道|警车压|暂停通行|中断|禁止[^，。；]{0,8}车辆/u,
  },
  {
    type: 'congestion',
    words:
      /缓行|缓慢|拥堵|拥挤|堵塞|排队|车尾排|排[至到]|车流(?:量)?(?:较|很|非常)?(?:大|集中|密集|饱和)|车多|高峰|滞留|行驶缓慢|压车/u,
  },
  { type: 'service', words: /服务区|停车区|充电站|轮渡|渡口/u },
];

/** Classes 1 to 5 of Amap's and DiDi's event numbers, by hundreds. */
export const TYPE_BY_HUNDRED: Record<number, RoadEventType> = {
  1: 'accident',
  2: 'roadworks',
  3: 'control',
  4: 'control',
  5: 'surface',
};

const SUBTYPE_RULES: readonly { subtype: RoadEventSubtype; words: RegExp }[] = [
  { subtype: 'rear-end', words: /追尾/u },
  { subtype: 'collision', words: /相撞|碰撞|剐蹭|刮蹭|刮擦|撞/u },
  {
    subtype: 'multi-vehicle',
    words:
      /多车|连环|(?:[三四五六七八九十3-9]|\d{2,})\s*(?:辆|台)?(?:小|大|货|客|轿)?(?:型)?车[^，。；]{0,4}(?:追尾|相撞|碰撞|事故)/u,
  },
  { subtype: 'rollover', words: /侧翻|翻车/u },
  { subtype: 'vehicle-fire', words: /自燃|起火|着火/u },
  { subtype: 'hazmat-accident', words: /危化品?[^，。；]{0,10}(?:泄漏|侧翻|事故|追尾)|泄漏/u },
  { subtype: 'breakdown', words: /故障|抛锚/u },
  { subtype: 'debris', words: /障碍物|掉落|散落|抛洒|遗洒/u },
  { subtype: 'spill', words: /抛洒|遗洒|散落|油污/u },
  { subtype: 'animal', words: /动物|牲畜|[牛羊马猪犬](?:群|在路|上路|闯)/u },
  { subtype: 'fallen-tree', words: /倒伏|倒树|树木倒/u },
  { subtype: 'wrong-way-driver', words: /逆行/u },
  { subtype: 'maintenance', words: /养护|维修|检修/u },
  { subtype: 'emergency-maintenance', words: /抢修|抢险/u },
  { subtype: 'construction', words: /改扩建|改建|新建|拼宽/u },
  { subtype: 'resurfacing', words: /铣刨|摊铺|罩面|路面(?:大修|中修|修复|整修)/u },
  { subtype: 'bridge-works', words: /桥梁?(?:[^，。；]{0,6})(?:施工|维修|检测|加固)|伸缩缝/u },
  { subtype: 'tunnel-works', words: /隧道(?:[^，。；]{0,6})(?:施工|维修|检修|清洗|养护)/u },
  { subtype: 'marking', words: /标线|划线/u },
  { subtype: 'mobile-works', words: /移动(?:式)?(?:作业|施工)/u },
  {
    subtype: 'entrance-closed',
    words: /入口[^，。；]{0,6}(?:封闭|关闭|管制)|(?:封闭|关闭)[^，。；]{0,10}入口|禁止(?:[^，。；]{0,8})驶入/u,
  },
  { subtype: 'exit-closed', words: /出口[^，。；]{0,6}(?:封闭|关闭|管制)|(?:封闭|关闭)[^，。；]{0,10}出口/u },
  { subtype: 'ramp-closed', words: /匝道[^，。；]{0,6}(?:封闭|关闭|禁止通行)|(?:封闭|关闭)[^，。；]{0,10}匝道/u },
  { subtype: 'toll-station-closed', words: /收费站[^，。；]{0,10}(?:封闭|关闭)|(?:封闭|关闭)[^，。；]{0,14}收费站/u },
  {
    subtype: 'lane-closed',
    words:
      /(?:占用|封闭|占据|关闭)[^，。；]{0,12}(?:车道|应急车道|行车道|超车道)|车道[^，。；]{0,6}(?:封闭|关闭|被占)/u,
  },
  { subtype: 'carriageway-closed', words: /半幅(?:[^，。；]{0,6})(?:封闭|断行)|单向封闭/u },
  { subtype: 'contraflow', words: /借道|双向通行|单幅双向|对向通行/u },
  { subtype: 'convoy', words: /带道|压速|编队/u },
  { subtype: 'diversion', words: /分流|绕行/u },
  { subtype: 'flow-control', words: /限流|间断放行|间歇放行|限量放行/u },
  { subtype: 'signal-failure', words: /信号灯[^，。；]{0,6}(?:故障|不亮|停电)/u },
  { subtype: 'height-limit', words: /限高/u },
  { subtype: 'width-limit', words: /限宽/u },
  { subtype: 'weight-limit', words: /限重|限载/u },
  { subtype: 'speed-limit', words: /限速/u },
  { subtype: 'odd-even', words: /单双号|尾号限行/u },
  { subtype: 'queue', words: /排队/u },
  { subtype: 'slow-traffic', words: /缓行|缓慢/u },
  { subtype: 'holiday-peak', words: /(?:返程|出行|出城|返乡|返工|节日|假期)[^，。；]{0,6}(?:高峰|车流)/u },
  { subtype: 'toll-queue', words: /收费站[^，。；]{0,16}排队|排[至到][^，。；]{0,12}收费站/u },
  { subtype: 'patchy-fog', words: /团雾/u },
  { subtype: 'dense-fog', words: /浓雾|大雾/u },
  { subtype: 'fog', words: /雾(?!霾)/u },
  { subtype: 'low-visibility', words: /能见度/u },
  { subtype: 'rain', words: /雨/u },
  { subtype: 'snow', words: /降雪|暴雪|大雪|中雪|小雪|雨雪/u },
  { subtype: 'hail', words: /冰雹/u },
  { subtype: 'typhoon', words: /台风/u },
  { subtype: 'strong-wind', words: /大风|横风/u },
  { subtype: 'sandstorm', words: /沙尘/u },
  { subtype: 'ice', words: /结冰|冰冻/u },
  { subtype: 'black-ice', words: /暗冰|黑冰/u },
  { subtype: 'snow-covered', words: /积雪/u },
  { subtype: 'waterlogging', words: /积水|内涝|水淹|淹没|被淹/u },
  { subtype: 'slippery', words: /湿滑/u },
  { subtype: 'pothole', words: /坑槽|坑洼/u },
  { subtype: 'landslide', words: /滑坡|塌方|山体|崩塌/u },
  { subtype: 'mudslide', words: /泥石流/u },
  { subtype: 'rockfall', words: /落石|滚石/u },
  { subtype: 'subsidence', words: /塌陷|沉降/u },
  { subtype: 'sport', words: /马拉松|赛事|比赛/u },
  { subtype: 'crowd', words: /演唱会|庙会|灯会|烟花|灯光秀|展会/u },
];

/** What is reported as the reason of something else: 受…影响, 因…, 由于…. */
const CAUSE =
  /(?:受|因|由于)([^，。；,;]{2,40}?)(?:的?影响|[，,]|$|(?=(?:导致|造成|引起|引发|现|目前|已|正在|采取|实施|实行|需|将|临时|，)))/gu;

/** Words that deny what they contain: 未接报有事故发生, 暂无施工. */
const DENIED =
  /(?:未|没有|暂无|无)(?:接报?|接到|发现|发生)?(?:有)?[^，。；,;]{0,6}(?:事故|施工|管制|拥堵|封闭|报警|情况)(?:发生|信息)?/gu;

/** What is still to come: 预计18时恢复通行, 解除时间另行公告. */
const NOT_YET =
  /(?:预计|计划|争取|力争|待|将[于在]?)[^，。；]{0,24}(?:解除|恢复|处[理置]完|清理完|撤除|开通|抢通)[^，。；]*|(?:解除|恢复|开通|抢通)[^，。；]{0,6}时间[^，。；]*/gu;

/** What has ended: 事故已处理完毕, 解除管制, 恢复通行. */
const OVER =
  /(?:已|现已|目前已|均已)?[^，。；,;]{0,8}(?:解除|恢复(?:正常)?通[行车]|处[理置]完|撤除|清理完毕|恢复畅通|交通恢复)/u;

export interface Classification {
  type: RoadEventType;
  subtypes: RoadEventSubtype[];
  cause?: { type: RoadEventType; text: string };
  effect: Partial<EventEffect> & { roadState: RoadState };
  over: boolean;
}

/**
 * 受大雾影响封闭 is fog that closed the road: what was done and what followed stand in the effect. An accident that is
 * given as a reason is usually elsewhere (受前方事故影响), so it stays one.
 */
const CONSEQUENCES: readonly RoadEventType[] = ['control', 'restriction', 'congestion', 'surface'];
const CIRCUMSTANCES: readonly RoadEventType[] = ['weather', 'disaster', 'roadworks', 'surface', 'activity'];

/** What a Chinese text reports; null when it names no event. */
export function classifyChinese(text: string): Classification | null {
  const said = text.replace(DENIED, '').replace(NOT_YET, '');
  const causes = [...said.matchAll(CAUSE)].map((match) => match[1] ?? '');
  const withoutCauses = causes.reduce((rest, cause) => rest.replace(cause, ''), said);
  const main = typeOf(withoutCauses.replace(/避让|安全作业|谨慎驾驶/gu, ''));
  const causeText = causes.find((cause) => typeOf(cause) !== null);
  const causeType = causeText === undefined ? null : typeOf(causeText);
  const promoted =
    main !== null && causeType !== null && CONSEQUENCES.includes(main) && CIRCUMSTANCES.includes(causeType);
  const type = promoted ? causeType : (main ?? causeType);
  const over = OVER.test(said);
  if (type === null) return null;
  const subtypes = SUBTYPE_RULES.filter(({ words }) => words.test(said)).map(({ subtype }) => subtype);
  const reason =
    causeText !== undefined && causeType !== null && causeType !== type ? { type: causeType, text: causeText } : null;
  return {
    type,
    subtypes: tidySubtypes(subtypes),
    ...(reason ? { cause: reason } : {}),
    effect: effectOf(said, withoutCauses, over),
    over,
  };
}

/** What a text with a place says happens there when it names no kind of event that we know; null where it denies one. */
export function classifyUnnamed(text: string): Classification | null {
  const said = text.replace(DENIED, '').replace(NOT_YET, '');
  return said === text ? { type: 'other', subtypes: [], effect: effectOf(said, said, false), over: false } : null;
}

/**
 * Direction of travel in compass terms or by the stakes; traffic keeps right, so that the inner carriageway of a ring
 * runs clockwise. `unknown` when only place names tell it. */
export function directionOfChinese(text: string): RoadDirection {
  if (/内[圈环侧]/u.test(text)) return 'clockwise';
  if (/外[圈环侧]/u.test(text)) return 'counterclockwise';
  if (/双向|双方向|往返|两个方向|上下行/u.test(text)) return 'both';
  if (/上行/u.test(text)) return 'increasing';
  if (/下行/u.test(text)) return 'decreasing';
  const compass = /(?:自|由|从)?([东南西北]{1,2})(?:向|往|至|到)([东南西北]{1,2})/u.exec(text);
  if (compass?.[2]) return COMPASS[compass[2]] ?? 'unknown';
  return /全线/u.test(text) ? 'both' : 'unknown';
}

const COMPASS = termTable<RoadDirection>({
  东: 'e',
  南: 's',
  西: 'w',
  北: 'n',
  东北: 'ne',
  东南: 'se',
  西北: 'nw',
  西南: 'sw',
});

/** Restrictions by their words: 限高4.5米, 禁止危化品运输车通行, 限速60. */
export function restrictionsOfChinese(
  text: string,
): { kind: RestrictionKind; limit?: number; vehicles?: VehicleClass[] }[] {
  const found: { kind: RestrictionKind; limit?: number; vehicles?: VehicleClass[] }[] = [];
  const limits: [RestrictionKind, RegExp, number][] = [
    ['speed', /限速(?:值)?(?:为|至|到)?\s*(\d{2,3})/u, 1],
    ['height', /限高\s*(?:为)?\s*(\d+(?:\.\d+)?)\s*(?:米|m)/iu, 1],
    ['width', /限宽\s*(?:为)?\s*(\d+(?:\.\d+)?)\s*(?:米|m)/iu, 1],
    ['gross-weight', /限[重载]\s*(?:为)?\s*(\d+(?:\.\d+)?)\s*(?:吨|t)/iu, 1000],
  ];
  for (const [kind, pattern, scale] of limits) {
    const value = pattern.exec(text)?.[1];
    if (value !== undefined) found.push({ kind, limit: Number(value) * scale });
  }
  const vehicles = bannedVehicles(text);
  if (vehicles.length > 0) found.push({ kind: 'no-entry', vehicles });
  return found;
}

const VEHICLE_WORDS: readonly [VehicleClass, RegExp][] = [
  ['hazmat', /危化|危险(?:化学)?品|危险货物/u],
  ['truck', /货车|货运|大货|重型|黄牌/u],
  ['coach', /客运|大客|客车|旅游包车/u],
  ['trailer', /挂车|半挂/u],
  ['motorcycle', /摩托/u],
];

function bannedVehicles(text: string): VehicleClass[] {
  const bans = [
    ...text.matchAll(/(?:禁止|禁行|限制|劝返)([^，。；]{0,30}?)(?:通行|驶入|上高速|上道|进入|上路|$|[，。；])/gu),
    ...text.matchAll(/([^，。；]{0,30}?)(?:禁行|禁止通行|禁止驶入|限行|分流下高速|一律分流)/gu),
  ].map((match) => match[1] ?? '');
  const named = bans.join(' ');
  return VEHICLE_WORDS.filter(([, words]) => words.test(named)).map(([vehicle]) => vehicle);
}

function typeOf(text: string): RoadEventType | null {
  return TYPE_RULES.find(({ words }) => words.test(text))?.type ?? null;
}

/** The narrower word says it: 追尾 is a collision, 大雾 is fog. */
function tidySubtypes(subtypes: RoadEventSubtype[]): RoadEventSubtype[] {
  const implied: [RoadEventSubtype, RoadEventSubtype][] = [
    ['rear-end', 'collision'],
    ['dense-fog', 'fog'],
    ['patchy-fog', 'fog'],
    ['black-ice', 'ice'],
    ['snow', 'rain'],
  ];
  return subtypes.filter((subtype) => !implied.some(([narrow, wide]) => subtype === wide && subtypes.includes(narrow)));
}

function effectOf(text: string, withoutCauses: string, over: boolean): Classification['effect'] {
  const traffic = over ? 'free' : trafficOf(withoutCauses);
  const queue = queueMetres(text);
  const vehicles = vehiclesInvolved(text);
  return {
    roadState: over ? 'open' : stateOf(text),
    ...(traffic === null ? {} : { traffic }),
    ...(queue === null || over ? {} : { queueMetres: queue }),
    ...(vehicles === null ? {} : { vehiclesInvolved: vehicles }),
  };
}

/** A closed station, ramp or entrance is not a closed road. */
const CLOSED_BESIDE = /(?:收费站|入口|出口|匝道|服务区|车道|上高速口|互通)/u;

function stateOf(text: string): RoadState {
  if (/全幅封闭|全线封闭|双向封闭|全封闭|断交|断行|交通中断|道路中断|禁止一切|禁止所有|封路|封桥|封道/u.test(text))
    return 'closed';
  if (/半幅封闭|单向封闭/u.test(text)) return /双向通行|借|单幅双向/u.test(text) ? 'alternating' : 'closed';
  if (/[单对][幅洞侧][^，。；]{0,4}双向|借[^，。；]{0,8}(?:双向|对向)?通行|单边放行|交替放行|交替通行/u.test(text))
    return 'alternating';
  const clauses = text.split(/[，。；,;]/u);
  if (
    clauses.some(
      (clause) => /封闭|关闭|禁止通行|暂停通行/u.test(clause) && !CLOSED_BESIDE.test(clause) && !namesVehicles(clause),
    )
  ) {
    return 'closed';
  }
  if (/间断放行|间歇放行|临时(?:交通)?管制|间断性/u.test(text)) return 'intermittent';
  if (/借道/u.test(text)) return 'alternating';
  if (
    /(?:占用?|封闭|占据|关闭|压占|占满|掉在|停[在于])[^，。；]{0,14}(?:车道|应急道)|占道(?!经营)|车道[^，。；]{0,6}(?:封闭|关闭|被占|受阻)/u.test(
      text,
    )
  )
    return 'some-lanes-closed';
  if (/恢复(?:正常)?通[行车]|通行正常|正常通行/u.test(text)) return 'open';
  return 'unknown';
}

/** 货车禁止通行 closes the road to lorries, not the road. */
function namesVehicles(clause: string): boolean {
  return /货车|危化|危险品|客车|摩托|黄牌/u.test(clause) && !/所有|一切|各类/u.test(clause);
}

function trafficOf(text: string): TrafficLevel | null {
  if (/严重拥堵|堵死|完全堵|车辆滞留|无法通行|交通瘫痪/u.test(text)) return 'blocked';
  if (/拥堵|堵塞|排队|拥挤|压车|堵(?:了|约)?\d/u.test(text)) return 'congested';
  if (/缓行|缓慢|车多|车流(?:量)?(?:较|很|非常)?(?:大|集中|密集)/u.test(text)) return 'slow';
  return /畅通|通行正常/u.test(text) ? 'free' : null;
}

function queueMetres(text: string): number | null {
  const match = /(?:排队|车龙|拥堵|堵|压车|缓行|滞留)[^，。；]{0,8}?(\d+(?:\.\d+)?)\s*(公里|千米|km|米)/iu.exec(text);
  if (!match?.[1]) return null;
  return Math.round(Number(match[1]) * (match[2] === '米' ? 1 : 1000));
}

const DIGITS = termTable<number>({ 一: 1, 两: 2, 二: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9, 十: 10 });

function vehiclesInvolved(text: string): number | null {
  const match =
    /(\d{1,2}|[一两二三四五六七八九十])\s*(?:辆|台)?\s*(?:小|大|货|客|轿|重型|半挂)?(?:型|小)?(?:轿|货|客|汽|挂)?车[^，。；]{0,6}?(?:追尾|相撞|碰撞|事故|剐蹭|刮蹭|刮擦|侧翻|连环)/u.exec(
      text,
    );
  if (!match?.[1]) return null;
  return DIGITS[match[1]] ?? Number(match[1]);
}
