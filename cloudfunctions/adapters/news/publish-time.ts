/** Offset of China, which keeps one time all year; what names no zone here was written there. */
const CHINA_MINUTES = 8 * 60;

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/**
 * Zone names of RFC 822, in minutes. `CST` is Central time there; but the feeds that we read come from China, where Java's
 * Date writes it for China Standard Time.
 */
const ZONES: Readonly<Record<string, number>> = {
  z: 0,
  ut: 0,
  utc: 0,
  gmt: 0,
  cst: CHINA_MINUTES,
  est: -300,
  edt: -240,
  cdt: -300,
  mst: -420,
  mdt: -360,
  pst: -480,
  pdt: -420,
};

interface Clock {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
  second: number;
  zoneMinutes: number;
}

/**
 * A source's time as ISO 8601 UTC with milliseconds, or undefined when it is none. Reads epoch seconds and milliseconds,
 * ISO 8601, RFC 822 ("Tue, 19 Mar 2024 10:00:00 +0000"), Weibo and Java ("Tue Dec 27 14:22:16 +0800 2016"), and Chinese
 * forms ("2018-03-20", "2025-11-05 18:30", "2025年11月5日 18:30"). Without a zone it is China's time.
 */
export function parsePublishTime(raw: string | number | undefined): string | undefined {
  if (raw === undefined) return undefined;
  if (String(raw).length > 100) return undefined;
  const text = inEnglish(
    String(raw)
      .replace(/\s*\([^()]*\)\s*$/, '')
      .trim(),
  );
  if (text.length > 60) return undefined;
  if (/^\d{10}(\.\d+)?$/.test(text)) return toInstant(new Date(Number(text) * 1000));
  if (/^\d{13}$/.test(text)) return toInstant(new Date(Number(text)));
  const clock = readIso(text) ?? readRfc822(text) ?? readWeibo(text) ?? readScript(text);
  return clock === undefined ? undefined : fromClock(clock);
}

const CHINESE_MONTHS = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '十一', '十二'];

/** A feed whose server speaks Chinese translates months and weekdays: "周一, 23 十一月 2026 08:30:00 +0800". */
function inEnglish(text: string): string {
  return text
    .replace(/(?:星期|周|礼拜)[一二三四五六日天]\s*[,，]?\s*/, '')
    .replace(/(\s)(十[一二]?|[一二三四五六七八九])月(?=\s)/, (_, gap: string, name: string) => {
      return `${gap}${MONTHS[CHINESE_MONTHS.indexOf(name)] ?? name}`;
    });
}

/** JavaScript's own: "Mon Nov 23 2026 08:30:00 GMT+0800". */
function readScript(text: string): Clock | undefined {
  const match =
    /^[a-z]{3}\s+([a-z]{3})\s+(\d{1,2})\s+(\d{4})\s+(\d{1,2}:\d{2}:\d{2})\s+(?:GMT|UTC)?([+-]\d{4})?$/i.exec(text);
  if (match === null) return undefined;
  const [, month, day, year, time, zone = '+0000'] = match;
  return readRfc822(`${day} ${month} ${year} ${time} ${zone}`);
}

function readIso(text: string): Clock | undefined {
  const match =
    /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[T\s]*(\d{1,2}):(\d{1,2})(?::(\d{1,2})(?:[.,]\d{1,9})?)?\s*(Z|[+-]\d{2}:?\d{2})?)?$/i.exec(
      text,
    );
  if (match === null) return undefined;
  const [, year, month, day, hour, minute, second, zone] = match;
  return {
    year: Number(year),
    month: Number(month),
    day: Number(day),
    hour: Number(hour ?? 0),
    minute: Number(minute ?? 0),
    second: Number(second ?? 0),
    zoneMinutes: readZone(zone) ?? CHINA_MINUTES,
  };
}

function readRfc822(text: string): Clock | undefined {
  const match =
    /^(?:[a-z]{3,9}(?:,\s*|\s+))?(\d{1,2})[\s-]([a-z]{3})[a-z]*\.?[\s-](\d{4}|\d{2})(?:\s+(\d{1,2}):(\d{2})(?::(\d{2}))?\s*(\S{1,9})?)?$/i.exec(
      text,
    );
  if (match === null) return undefined;
  const [, day, month, year, hour, minute, second, zone] = match;
  const zoneMinutes = zone === undefined ? CHINA_MINUTES : readZone(zone);
  if (zoneMinutes === undefined) return undefined;
  return {
    year: Number(year) + (Number(year) < 100 ? 2000 : 0),
    month: readMonth(month),
    day: Number(day),
    hour: Number(hour ?? 0),
    minute: Number(minute ?? 0),
    second: Number(second ?? 0),
    zoneMinutes,
  };
}

function readWeibo(text: string): Clock | undefined {
  const match = /^[a-z]{3}\s+([a-z]{3})\s+(\d{1,2})\s+(\d{1,2}):(\d{2}):(\d{2})\s+(\S{1,6})\s+(\d{4})$/i.exec(text);
  if (match === null) return undefined;
  const [, month, day, hour, minute, second, zone, year] = match;
  const zoneMinutes = readZone(zone);
  if (zoneMinutes === undefined) return undefined;
  return {
    year: Number(year),
    month: readMonth(month),
    day: Number(day),
    hour: Number(hour),
    minute: Number(minute),
    second: Number(second),
    zoneMinutes,
  };
}

function readMonth(name: string | undefined): number {
  return MONTHS.indexOf(name?.toLowerCase() ?? '') + 1;
}

function readZone(zone: string | undefined): number | undefined {
  if (zone === undefined) return undefined;
  const match = /^(?:GMT|UTC)?([+-])(\d{1,2}):?(\d{2})?$/i.exec(zone);
  if (match === null) return ZONES[zone.toLowerCase()];
  const minutes = Number(match[2]) * 60 + Number(match[3] ?? 0);
  return match[1] === '-' ? -minutes : minutes;
}

function fromClock({ year, month, day, hour, minute, second, zoneMinutes }: Clock): string | undefined {
  const wall = new Date(Date.UTC(year, month - 1, day, hour, minute, second));
  // The 31st of June rolls over into July; a time that no calendar has is none.
  if (wall.getUTCMonth() !== month - 1 || wall.getUTCDate() !== day || hour > 23 || minute > 59 || second > 59) {
    return undefined;
  }
  return toInstant(new Date(wall.getTime() - zoneMinutes * 60_000));
}

function toInstant(date: Date): string | undefined {
  const year = date.getUTCFullYear();
  return year >= 1990 && year <= 2100 ? date.toISOString() : undefined;
}
