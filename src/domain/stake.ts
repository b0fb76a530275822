/**
 * Stakes (桩号): the kilometre posts of Chinese roads, `K1436+500`, kept as metres from the road's zero.
 * Written as GB 5768.2 sets kilometre and hundred-metre posts; ramps and links carry a letter of their own (`AK0+300`),
 * renumbered stretches a suffix, neither of which can be placed on the main line.
 */

/** A stretch by stakes, in metres, in the order in which the source gives it (that is often the direction of travel). */
export interface StakeRange {
  from: number;
  to: number;
}

const SEPARATOR = /^\s*(?:至|到|-{1,2}|—{1,2}|–|~|～|－|\/)\s*/u;
const KILOMETRE_POST = /^[ZY]?K\s*(\d{1,4})(?:\s*[+＋]\s*(\d{1,3})(?:\.\d+)?)?(?:\s*(?:公里|千米|km|米|m))?/iu;
const DECIMAL_POST = /^K\s*(\d{1,4}\.\d{1,3})/iu;
const KILOMETRES = /^(\d{1,4}(?:\.\d{1,3})?)\s*(?:公里|千米|km)(?:\s*[+＋]?\s*(\d{1,3})\s*(?:米|m)?)?(?:处)?/iu;

/** The longest stretch that one event can sensibly cover: China's longest road number (G7) is under 3,000 km. */
const LONGEST_ROAD_M = 6_000_000;

/**
 * Metres of one stake: `K257+015` → 257015, `K1436` → 1436000, `K12.5` → 12500, `2042公里` → 2042000, `1085公里300米`.
 * Null when the text as a whole is not a stake.
 */
export function parseStake(text: string): number | null {
  const read = readStake(text.trim());
  return read && read.rest.trim() === '' ? read.metres : null;
}

/**
 * A stretch: `K10+200至K15`, `K10-K15`, `120公里至135公里`, `K1436` (both ends the same). A shortened second post
 * (`K10+200至+800`, `K10+200-500`) is within the first one's kilometre. Null when the text is no stake or stretch.
 */
export function parseStakeRange(text: string): StakeRange | null {
  const first = readStake(text.trim());
  if (!first) return null;
  const rest = first.rest.trim();
  if (rest === '') return { from: first.metres, to: first.metres };
  const separator = SEPARATOR.exec(rest);
  if (!separator) return null;
  const tail = rest.slice(separator[0].length).trim();
  const second = readStake(tail);
  if (second?.rest.trim() === '') return { from: first.metres, to: second.metres };
  const metresOnly = /^[+＋]?(\d{3})$/u.exec(tail)?.[1];
  if (metresOnly === undefined) return null;
  return { from: first.metres, to: Math.floor(first.metres / 1000) * 1000 + Number(metresOnly) };
}

/** `K1436`, `K257+015`: as the posts stand beside the road. */
export function formatStake(metres: number): string {
  const whole = Math.round(metres);
  const within = whole % 1000;
  const kilometre = Math.floor(whole / 1000);
  return within === 0 ? `K${kilometre}` : `K${kilometre}+${String(within).padStart(3, '0')}`;
}

export function formatStakeRange(range: StakeRange): string {
  return range.from === range.to ? formatStake(range.from) : `${formatStake(range.from)}—${formatStake(range.to)}`;
}

/** Whether two stretches share a place when each is widened by `slack` metres; the order of their ends doesn't matter. */
export function stretchesMeet(one: StakeRange, other: StakeRange, slack = 0): boolean {
  return (
    Math.min(one.from, one.to) - slack <= Math.max(other.from, other.to) &&
    Math.min(other.from, other.to) - slack <= Math.max(one.from, one.to)
  );
}

/** A stake's metres when they can be on a road, else null. */
export function checkStake(metres: number): number | null {
  return Number.isFinite(metres) && metres >= 0 && metres <= LONGEST_ROAD_M ? metres : null;
}

function readStake(text: string): { metres: number; rest: string } | null {
  const decimal = DECIMAL_POST.exec(text);
  if (decimal?.[1] !== undefined) {
    return { metres: Math.round(Number(decimal[1]) * 1000), rest: text.slice(decimal[0].length) };
  }
  const post = KILOMETRE_POST.exec(text) ?? KILOMETRES.exec(text);
  if (post?.[1] === undefined) return null;
  const metres = Math.round(Number(post[1]) * 1000) + Number(post[2] ?? 0);
  return { metres, rest: text.slice(post[0].length) };
}
