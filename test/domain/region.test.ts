import { describe, expect, it } from 'vitest';
import { liesWithin, placeKeys, placesHeardIn } from '#domain/region';

const hears = (region: string, agency: string) => placesHeardIn(region).some((key) => placeKeys(agency).includes(key));

describe('a region', () => {
  it.each([
    ['130100', '130100', true],
    ['130100', '130102', true],
    ['130100', '130000', true],
    ['130100', '130200', false],
    ['130102', '130100', true],
    ['130102', '130104', false],
    ['131000', '130000', true],
    ['131000', '131002', true],
    ['130000', '130102', true],
    ['110000', '130000', false],
    ['130100', '100000', false],
  ])('%s hears an agency of %s: %s', (region, agency, expected) => {
    expect(hears(region, agency)).toBe(expected);
  });

  it('lies within those that its code begins with, and everything within the country', () => {
    expect(liesWithin('130102', '130000')).toBe(true);
    expect(liesWithin('130102', '100000')).toBe(true);
    expect(liesWithin('130000', '130100')).toBe(false);
  });
});
