/**
 * Pairs of a GML list, longitude first. EPSG:4326 is latitude first (OGC 06-103), CRS84 longitude first; short forms vary, and a
 * first value beyond ±90 can only be a longitude. A pair may be no place at all.
 * @param size numbers to a position: 3 where heights stand among them
 */
export function readPairs(
  text: string,
  { lonFirst, size = 2 }: { lonFirst: boolean; size?: 2 | 3 },
): [number, number][] {
  const numbers = text
    .split(/[\s,]+/u)
    .filter(Boolean)
    .map(Number);
  const isLonFirst = lonFirst || numbers.some((number, index) => index % size === 0 && Math.abs(number) > 90);
  const pairs: [number, number][] = [];
  for (let index = 0; index + 1 < numbers.length; index += size) {
    const [one = Number.NaN, other = Number.NaN] = [numbers[index], numbers[index + 1]];
    pairs.push(isLonFirst ? [one, other] : [other, one]);
  }
  return pairs;
}

/** CRS84 is WGS-84 with the longitude first. */
export const LON_FIRST = /CRS:?84/iu;
