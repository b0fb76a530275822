import type { Sign } from '#components/road-sign';
import type { RoadEventSummary } from '#contract/roads';
import { clockTime, inChina } from '#domain/china-time';

/** What a driver reads for what a feed calls something; the only place for the words of road conditions. */
export const TYPE_NAMES: Record<RoadEventSummary['type'], string> = {
  accident: '事故',
  obstruction: '路障',
  hazard: '险情',
  roadworks: '施工',
  control: '管制',
  restriction: '限行',
  congestion: '拥堵',
  weather: '天气',
  surface: '路面',
  disaster: '灾害',
  activity: '活动',
  detour: '绕行',
  service: '服务',
  other: '路况',
};

export const SEVERITY_NAMES: Record<RoadEventSummary['severity'], string> = {
  unknown: '影响未知',
  minor: '影响小',
  moderate: '影响较大',
  major: '影响大',
  critical: '影响严重',
};

const SIGNS: Record<RoadEventSummary['type'], Sign> = {
  accident: 'warning',
  obstruction: 'warning',
  hazard: 'warning',
  roadworks: 'works',
  control: 'ban',
  restriction: 'ban',
  congestion: 'warning',
  weather: 'warning',
  surface: 'warning',
  disaster: 'warning',
  activity: 'info',
  detour: 'info',
  service: 'info',
  other: 'info',
};

/** A closure is a closure, whatever caused it. */
export function signOf({ type, closed }: Pick<RoadEventSummary, 'type' | 'closed'>): Sign {
  return closed ? 'ban' : SIGNS[type];
}

/**
 * Whether an event may be over though nobody has said so (one that has ended says 已恢复): by the server's word, or since its
 * time has passed while the list was kept on this phone.
 */
export function mayBeOver({ state, until, fading }: RoadEventSummary, now: Date): boolean {
  if (state === 'over') return false;
  if (fading === true) return true;
  return state !== 'planned' && until !== undefined && Date.parse(until) <= now.getTime();
}

/** Until when, in words: `预计至 18:00`, `已恢复`, `未开始`. */
export function untilWords({ state, until, estimated }: RoadEventSummary, now: Date): string {
  if (state === 'over') return '已恢复';
  if (state === 'planned') return '未开始';
  if (until === undefined) return state === 'resting' ? '间歇进行' : '结束时间待定';
  return `${estimated ? '预计至' : '至'} ${futureTime(until, now)}`;
}

/** A time that is likely to come: of today the clock, of other days the date with it. */
export function futureTime(instant: string, now: Date): string {
  const then = inChina(instant);
  const today = inChina(now);
  if (then.isSame(today, 'day')) return then.format('HH:mm');
  if (then.isSame(today.add(1, 'day'), 'day')) return then.format('明天 HH:mm');
  return then.format(then.isSame(today, 'year') ? 'M月D日 HH:mm' : 'YYYY年M月D日');
}

/** As far as a place known to a kilometre can tell. */
export function distanceWords(metres: number): string {
  return metres < 1500 ? '约1公里内' : `约${Math.round(metres / 1000)}公里`;
}

interface FreshnessWords {
  words: string;
  /** Whether a driver must not take the page for the state of now. */
  isDoubtful: boolean;
}

/** How much to trust a page. "No events" and "no data" must never look alike. */
export function freshnessWords(
  { state, asOf }: { state: 'current' | 'no-events' | 'late' | 'no-data'; asOf?: string | undefined },
  now: Date,
): FreshnessWords {
  const at = asOf === undefined ? '' : clockTime(asOf, now);
  switch (state) {
    case 'current':
      return { words: at === '' ? '数据正常' : `截至 ${at}`, isDoubtful: false };
    case 'no-events':
      return { words: at === '' ? '目前没有路况事件' : `截至 ${at}，没有路况事件`, isDoubtful: false };
    case 'late':
      return { words: `数据晚到，最后更新 ${at}，请以现场为准`, isDoubtful: true };
    case 'no-data':
      return { words: '没有这里的数据，不代表道路畅通', isDoubtful: true };
  }
}
