import dayjs from 'dayjs';
import utc from 'dayjs/plugin/utc.js';

dayjs.extend(utc);

/** China keeps one time, UTC+8, all year; the phone's own zone and `Intl` play no part. */
const CHINA_OFFSET_HOURS = 8;

export function inChina(instant: string | number | Date): dayjs.Dayjs {
  return dayjs(instant).utcOffset(CHINA_OFFSET_HOURS);
}

/** A clock time a driver can place at once: `08:12`, `昨天 08:12`, `11月3日 08:12`, `2025年11月3日`. */
export function clockTime(instant: string, now: Date): string {
  const then = inChina(instant);
  const today = inChina(now);
  if (then.isSame(today, 'day')) return then.format('HH:mm');
  if (then.isSame(today.subtract(1, 'day'), 'day')) return then.format('昨天 HH:mm');
  if (then.isSame(today, 'year')) return then.format('M月D日 HH:mm');
  return then.format('YYYY年M月D日');
}

/** How long ago, as a feed says it: `刚刚`, `5分钟前`, `3小时前`, then the day. */
export function timeAgo(instant: string, now: Date): string {
  const minutes = Math.floor((now.getTime() - Date.parse(instant)) / 60_000);
  if (minutes < 1) return '刚刚';
  if (minutes < 60) return `${minutes}分钟前`;
  const then = inChina(instant);
  const today = inChina(now);
  if (then.isSame(today, 'day')) return `${Math.floor(minutes / 60)}小时前`;
  if (then.isSame(today.subtract(1, 'day'), 'day')) return then.format('昨天 HH:mm');
  return then.format(then.isSame(today, 'year') ? 'M月D日' : 'YYYY年M月D日');
}

/** The whole date and time, for the head of an article: `2026年11月23日 08:12`. */
export function fullTime(instant: string): string {
  return inChina(instant).format('YYYY年M月D日 HH:mm');
}
