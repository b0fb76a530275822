/**
 * Road numbers as drivers and feeds write them, brought to one spelling so that they can be compared: `G4`, `G0401`,
 * `G7211`, `S20`, `X304` in China (GB/T 917), `A1`, `B27`, `E19` abroad.
 */

const CHINESE_CODE = /^[GSXYC][\s_-]*\d{1,4}$/iu;
const FOREIGN_CODE = /^([A-Z]{1,3})[\s-]*(\d{1,4}[A-Z]?)$/iu;
/** `318国道`, `国道318`, `G318国道`, `省道203`, `县道012`. */
const SPOKEN_BEFORE = /^([国省县乡])道\s*[GSXY]?0*(\d{1,4})$/iu;
const SPOKEN_AFTER = /^[GSXY]?\s*(\d{1,4})\s*([国省县乡])道$/iu;
const LETTERS: Record<string, string> = { 国: 'G', 省: 'S', 县: 'X', 乡: 'Y' };

/**
 * One spelling for a road number, or null when the text is no road number: `g 4` → `G4`, `G0401` stays `G0401`,
 * `318国道` → `G318`, `A 1` → `A1`. Leading zeros are part of a Chinese number and kept.
 */
export function normalizeRoadCode(text: string): string | null {
  const plain = text.normalize('NFKC').trim();
  const before = SPOKEN_BEFORE.exec(plain);
  if (before) return spokenCode(before[1], before[2]);
  const after = SPOKEN_AFTER.exec(plain);
  if (after) return spokenCode(after[2], after[1]);
  if (CHINESE_CODE.test(plain)) return plain.replace(/[\s_-]/gu, '').toUpperCase();
  const foreign = FOREIGN_CODE.exec(plain);
  return foreign ? `${foreign[1]}${foreign[2]}`.toUpperCase() : null;
}

function spokenCode(level: string | undefined, number: string | undefined): string | null {
  const letter = level === undefined ? undefined : LETTERS[level];
  return letter && number ? `${letter}${number.padStart(3, '0')}` : null;
}
