import type { HolidayGuide } from '#contract/roads';
import { inChina } from '#domain/china-time';
import { directionWords } from '#domain/direction-words';
import { nameRoad } from '#domain/road-summary';
import { formatStakeRange } from '#domain/stake';

export type GuideStretch = HolidayGuide['chokePoints'][number];
type Peak = HolidayGuide['peaks'][number];

const LEVELS: Record<Peak['level'], string> = { busy: '车多', jammed: '拥堵' };

/** `10月1日—10月8日`: the days on which a guide holds, the last one included although it ends at its midnight. */
export function holidayWords({ from, to }: { from: string; to: string }): string {
  const first = inChina(from).format('M月D日');
  const last = inChina(Date.parse(to) - 1).format('M月D日');
  return first === last ? first : `${first}—${last}`;
}

/** `G4 京港澳高速 双向 K268—K301` */
export function stretchWords({ road }: Pick<GuideStretch, 'road'>): string {
  const stake = road.stake && formatStakeRange(road.stake);
  return [nameRoad(road), directionWords(road.direction), stake].filter(Boolean).join(' ');
}

/** `出城 拥堵 08:00—12:00` */
export function peakWords({ kind, level, from, to }: Peak): string {
  const hours = `${inChina(from).format('HH:mm')}—${inChina(to).format('HH:mm')}`;
  return `${kind === 'out' ? '出城' : '返程'} ${LEVELS[level]} ${hours}`;
}

/** Peak hours by their day, in the order of the calendar. */
export function peaksByDay(peaks: readonly Peak[]): { day: string; peaks: Peak[] }[] {
  const days: { day: string; peaks: Peak[] }[] = [];
  for (const peak of [...peaks].sort((one, other) => (one.from < other.from ? -1 : 1))) {
    const day = inChina(peak.from).format('M月D日');
    const last = days.at(-1);
    if (last?.day === day) last.peaks.push(peak);
    else days.push({ day, peaks: [peak] });
  }
  return days;
}
