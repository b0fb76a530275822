/** Parts of a date, read from its UTC fields (`toLocal` of time-zone.ts puts a zone's clock there). */

const DAY = 86_400_000;

/** 1 to 366. */
export function dayOfYear(date: Date): number {
  const midnight = Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate());
  return (midnight - Date.UTC(date.getUTCFullYear(), 0, 1)) / DAY + 1;
}

/** 1 (Sunday) to 7 (Saturday). */
export function dayOfWeek(date: Date): number {
  return date.getUTCDay() + 1;
}

/** 1 (Monday) to 7 (Sunday). */
export function isoDayOfWeek(date: Date): number {
  return date.getUTCDay() || 7;
}

/** 0 to 53. Weeks begin on Sunday; week 1 begins with the first Sunday of the year, the days before are week 0. */
export function week(date: Date): number {
  return Math.floor((dayOfYear(date) + 6 - date.getUTCDay()) / 7);
}

/** 1 to 53, ISO 8601: week 1 holds the year's first Thursday. */
export function isoWeek(date: Date): number {
  return Math.ceil(dayOfYear(thursday(date)) / 7);
}

export function isoWeekYear(date: Date): number {
  return thursday(date).getUTCFullYear();
}

function thursday(date: Date): Date {
  return new Date(date.getTime() + (4 - isoDayOfWeek(date)) * DAY);
}
