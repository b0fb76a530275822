/** What a law's heading says about its validity; days are ISO 8601 dates in China. */
interface Validity {
  inForceFrom: string;
  amendedFrom?: string | undefined;
  inForceTo?: string | undefined;
}

/** `2026-11-23` as a reader says it. */
export function dayInWords(day: string): string {
  const [year, month, date] = day.split('-').map(Number);
  return `${year}年${month}月${date}日`;
}

/** Whether a law holds on a day, and since or until when. */
export function validityInWords({ inForceFrom, amendedFrom, inForceTo }: Validity, today: string): string {
  if (inForceTo !== undefined && inForceTo < today) return `已于${dayInWords(inForceTo)}失效`;
  if (inForceFrom > today) return `尚未施行，${dayInWords(inForceFrom)}起施行`;
  const amended = amendedFrom === undefined ? '' : `，现行文本${dayInWords(amendedFrom)}起施行`;
  const until = inForceTo === undefined ? '' : `，${dayInWords(inForceTo)}失效`;
  return `现行有效 · ${dayInWords(inForceFrom)}起施行${amended}${until}`;
}
