import { describe, expect, it } from 'vitest';
import { blurPlace, isDrivingAfter } from '#domain/driving';

const kph = (speed: number) => speed / 3.6;

describe('whether the car drives', () => {
  it('does above 20 km/h, and not at 20', () => {
    expect(isDrivingAfter(false, kph(20.1))).toBe(true);
    expect(isDrivingAfter(false, kph(19.9))).toBe(false);
  });

  it('goes on driving through a crawl, and stands below 10 km/h', () => {
    expect(isDrivingAfter(true, kph(15))).toBe(true);
    expect(isDrivingAfter(true, kph(9))).toBe(false);
  });

  it('is what it was where the phone does not know its speed', () => {
    expect(isDrivingAfter(true, -1)).toBe(true);
    expect(isDrivingAfter(false, -1)).toBe(false);
    expect(isDrivingAfter(false, Number.NaN)).toBe(false);
  });
});

describe('a place as the server may know it', () => {
  it('is known to a hundredth of a degree', () => {
    expect(blurPlace([120.15512, 30.27415])).toEqual([120.16, 30.27]);
    expect(blurPlace([-0.004, 0.006])).toEqual([-0, 0.01]);
  });
});
