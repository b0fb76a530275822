import { describe, expect, it } from 'vitest';
import { createClock } from '#cloud/clock';

describe('the local clock', () => {
  it('shows the machine’s time until it is moved', () => {
    const clock = createClock();
    expect(Math.abs(clock.now() - Date.now())).toBeLessThan(50);
    expect(clock.frozen).toBe(false);
  });

  it('stands where it is frozen, and moves only when it is moved', async () => {
    const clock = createClock({ at: '2026-10-01T08:00:00+08:00', frozen: true });
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(clock.now()).toBe(Date.parse('2026-10-01T00:00:00Z'));
    clock.advance(90_000);
    expect(clock.now()).toBe(Date.parse('2026-10-01T00:01:30Z'));
    expect(clock.frozen).toBe(true);
  });

  it('runs on from where it was set, before 1970 too', () => {
    const clock = createClock();
    clock.set('1969-07-20T20:17:40Z');
    const shown = clock.now() - Date.parse('1969-07-20T20:17:40Z');
    expect(shown).toBeGreaterThanOrEqual(0);
    expect(shown).toBeLessThan(1000);
  });

  it('tells every jump with what it showed before and after', () => {
    const clock = createClock({ at: 0, frozen: true });
    const jumps: [number, number][] = [];
    const stop = clock.onJump((from, to) => jumps.push([from, to]));
    clock.advance(1000);
    clock.set(500);
    stop();
    clock.advance(1);
    expect(jumps).toEqual([
      [0, 1000],
      [1000, 500],
    ]);
  });

  it('refuses what is no instant', () => {
    expect(() => createClock({ at: 'tomorrow-ish' })).toThrow('not an instant: tomorrow-ish');
    expect(() => createClock().advance(Number.NaN)).toThrow("can't advance by NaN");
  });
});
