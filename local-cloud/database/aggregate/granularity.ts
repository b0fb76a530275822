/** The number series of `$bucketAuto`'s granularity: bounds are moved to the next number of one. */
import { requestFailed } from '../failure.ts';
import { isNumeric, toNumber, type Value } from '../values.ts';

/** Renard's series of 80 (ISO 3); the coarser ones take every second, fourth, ... of it. */
const R80 = [
  1, 1.03, 1.06, 1.09, 1.12, 1.15, 1.18, 1.22, 1.25, 1.28, 1.32, 1.36, 1.4, 1.45, 1.5, 1.55, 1.6, 1.65, 1.7, 1.75, 1.8,
  1.85, 1.9, 1.95, 2, 2.06, 2.12, 2.18, 2.24, 2.3, 2.36, 2.43, 2.5, 2.58, 2.65, 2.72, 2.8, 2.9, 3, 3.07, 3.15, 3.25,
  3.35, 3.45, 3.55, 3.65, 3.75, 3.87, 4, 4.12, 4.25, 4.37, 4.5, 4.62, 4.75, 4.87, 5, 5.15, 5.3, 5.45, 5.6, 5.8, 6, 6.15,
  6.3, 6.5, 6.7, 6.9, 7.1, 7.3, 7.5, 7.75, 8, 8.25, 8.5, 8.75, 9, 9.25, 9.5, 9.75,
];
/** IEC 60063's series of 24; E12 and E6 are taken from it. */
const E24 = [
  1, 1.1, 1.2, 1.3, 1.5, 1.6, 1.8, 2, 2.2, 2.4, 2.7, 3, 3.3, 3.6, 3.9, 4.3, 4.7, 5.1, 5.6, 6.2, 6.8, 7.5, 8.2, 9.1,
];

function every(series: number[], step: number): number[] {
  return series.filter((_, i) => i % step === 0);
}

/** From 48 on, IEC 60063 rounds the roots of ten to three figures; 9.20 is its one exception. */
function rootsOfTen(count: number): number[] {
  return Array.from({ length: count }, (_, i) => Math.round(10 ** (i / count) * 100) / 100).map((n) =>
    n === 9.19 ? 9.2 : n,
  );
}

const SERIES: Record<string, () => number[]> = {
  R5: () => every(R80, 16),
  R10: () => every(R80, 8),
  R20: () => every(R80, 4),
  R40: () => every(R80, 2),
  R80: () => R80,
  '1-2-5': () => [1, 2, 5],
  E6: () => every(E24, 4),
  E12: () => every(E24, 2),
  E24: () => E24,
  E48: () => rootsOfTen(48),
  E96: () => rootsOfTen(96),
  E192: () => rootsOfTen(192),
};

/** The next number of a series above, or below, a value; 0 stays 0. */
export interface Granularity {
  above(value: Value): number;
  below(value: Value): number;
}

/** @throws ServiceError for a series that there is not. */
export function readGranularity(name: Value): Granularity {
  if (name === 'POWERSOF2') {
    return {
      above: positive((value) => 2 ** (Math.floor(Math.log2(value)) + 1)),
      below: positive((value) => 2 ** (Math.ceil(Math.log2(value)) - 1)),
    };
  }
  const series = typeof name === 'string' && Object.hasOwn(SERIES, name) ? SERIES[name]?.() : undefined;
  if (!series) throw requestFailed(`Unknown rounding granularity '${String(name)}'`);
  return {
    above: positive((value) => around(series, value).find((number) => number > value) ?? value),
    below: positive(
      (value) =>
        around(series, value)
          .reverse()
          .find((number) => number < value) ?? value,
    ),
  };
}

function positive(round: (value: number) => number): (value: Value) => number {
  return (value) => {
    const number = isNumeric(value) ? toNumber(value) : Number.NaN;
    if (Number.isNaN(number)) throw requestFailed('$bucketAuto can specify a granularity with numeric boundaries only');
    if (number < 0) throw requestFailed('$bucketAuto can specify a granularity with non-negative numbers only');
    return number === 0 ? 0 : round(number);
  };
}

/** The series in the value's power of ten and its neighbours. */
function around(series: number[], value: number): number[] {
  const exponent = Math.floor(Math.log10(value));
  return [exponent - 1, exponent, exponent + 1].flatMap((power) =>
    series.map((number) => Number(`${number}e${power}`)),
  );
}
