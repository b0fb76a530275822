import { describe, expect, it } from 'vitest';
import { nextRun, parseCron } from '#cloud/timers/cron';

/** The next runs after an instant, in China's time. */
function runs(expression: string, after: string, count = 3): string[] {
  const cron = parseCron(expression);
  const found: string[] = [];
  let at: number | undefined = Date.parse(after);
  while (found.length < count) {
    at = nextRun(cron, at);
    if (at === undefined) break;
    found.push(new Date(at + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' '));
  }
  return found;
}

describe('a timer expression', () => {
  it('runs by China’s clock, whatever the machine’s zone', () => {
    expect(runs('0 0 2 1 * * *', '2026-01-31T17:00:00Z', 2)).toEqual(['2026-02-01 02:00:00', '2026-03-01 02:00:00']);
  });

  it('never runs at the instant it starts from, only after it', () => {
    expect(runs('*/5 * * * * * *', '2026-05-01T00:00:05Z', 2)).toEqual(['2026-05-01 08:00:10', '2026-05-01 08:00:15']);
    expect(runs('*/5 * * * * * *', '2026-05-01T00:00:04.999Z', 1)).toEqual(['2026-05-01 08:00:05']);
  });

  it('knows lists, ranges, steps and steps from a value', () => {
    expect(runs('0 0 10,14,16 * * * *', '2026-05-01T00:00:00Z')).toEqual([
      '2026-05-01 10:00:00',
      '2026-05-01 14:00:00',
      '2026-05-01 16:00:00',
    ]);
    expect(runs('0 */30 9-10 * * * *', '2026-05-01T00:00:00Z', 5)).toEqual([
      '2026-05-01 09:00:00',
      '2026-05-01 09:30:00',
      '2026-05-01 10:00:00',
      '2026-05-01 10:30:00',
      '2026-05-02 09:00:00',
    ]);
    expect(runs('0 20/20 8 * * * *', '2026-05-01T00:00:00Z', 2)).toEqual([
      '2026-05-01 08:20:00',
      '2026-05-01 08:40:00',
    ]);
  });

  it('knows names of days and months, in any case', () => {
    // 1 May 2026 is a Friday.
    expect(runs('0 15 10 * * MON-FRI *', '2026-05-01T02:15:00Z', 2)).toEqual([
      '2026-05-04 10:15:00',
      '2026-05-05 10:15:00',
    ]);
    expect(runs('0 0 0 1 jan,JUL * *', '2026-05-01T00:00:00Z', 2)).toEqual([
      '2026-07-01 00:00:00',
      '2027-01-01 00:00:00',
    ]);
  });

  it('takes a date that meets day or week where both are stated', () => {
    expect(runs('0 0 0 15 * SUN *', '2026-05-08T16:00:00Z')).toEqual([
      '2026-05-10 00:00:00',
      '2026-05-15 00:00:00',
      '2026-05-17 00:00:00',
    ]);
  });

  it('finds 29 February, and ends where the years end', () => {
    expect(runs('0 0 0 29 2 * *', '2026-05-01T00:00:00Z', 2)).toEqual(['2028-02-29 00:00:00', '2032-02-29 00:00:00']);
    expect(runs('0 0 0 1 1 * 2027', '2026-05-01T00:00:00Z')).toEqual(['2027-01-01 00:00:00']);
    expect(runs('0 0 0 30 2 * *', '2026-05-01T00:00:00Z')).toEqual([]);
  });

  it.each([
    ['0 0 2 * * *', 'has 6 fields; a timer has seven'],
    ['60 0 0 * * * *', 'the second field has 60; it takes 0 to 59'],
    ['0 0 24 * * * *', 'the hour field has 24'],
    ['0 0 0 0 * * *', 'the day field has 0'],
    ['0 0 0 * * 7 *', 'the week field has 7'],
    ['0 0 0 * * * 1969', 'the year field has 1969'],
    ['0 */0 0 * * * *', 'steps by 0'],
    ['0 30-10 0 * * * *', 'ends before it starts'],
    ['0 0 0 L * * *', 'the day field has L'],
    ['0 0 0 ? * MON *', 'is not a value, a range, a list or a step'],
    ['0 0 0 *-3 * * *', 'is not a value, a range, a list or a step'],
  ])('refuses %s', (expression, reason) => {
    expect(() => parseCron(expression)).toThrow(reason);
  });
});
