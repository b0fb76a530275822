/**
 * Regions of China by GB/T 2260 code: two digits for the province, two for the city, two for the county.
 * `100000` and `000000` both stand for the whole country.
 */

/** The digits of a code that say something: `13` for 130000, `1301` for 130100, none for the whole country. */
function significantDigits(adcode: string): string {
  if (adcode === '100000' || adcode === '000000') return '';
  return adcode.replace(/(0000|00)$/, '');
}

/** The regions that a code lies in, from the province down to itself. */
function pathOf(digits: string): string[] {
  return [2, 4, 6].filter((length) => length <= digits.length).map((length) => digits.slice(0, length));
}

/**
 * Where an agency speaks, as keys of an index: `13*` for every region that it lies in, and `1301` for the one that is
 * its own. An agency of the whole country has none: it belongs to no region's timeline.
 */
export function placeKeys(adcode: string): string[] {
  const digits = significantDigits(adcode);
  if (digits === '') return [];
  return [...pathOf(digits).map((region) => `${region}*`), digits];
}

/**
 * The keys that a region's timeline asks for: agencies of the region and of every region within it, and those above it,
 * whose notices hold there too. None for the whole country.
 */
export function placesHeardIn(adcode: string): string[] {
  const digits = significantDigits(adcode);
  if (digits === '') return [];
  return [`${digits}*`, ...pathOf(digits).slice(0, -1)];
}

/** Whether a region is, or lies within, another. */
export function liesWithin(adcode: string, region: string): boolean {
  return significantDigits(adcode).startsWith(significantDigits(region));
}
