import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createClock } from '#cloud/clock';
import { type FixtureCloud, startFixtureCloud } from '../fixture-cloud.ts';

let cloud: FixtureCloud;

beforeEach(async () => {
  cloud = await startFixtureCloud();
});

afterEach(() => cloud.remove());

/** What the function was told at each run, oldest first. */
function told(): Record<string, unknown>[] {
  return cloud.logs
    .list({ functionName: 'ticking' })
    .reverse()
    .map((call) => JSON.parse(call.lines[0]?.text ?? '{}') as Record<string, unknown>);
}

describe('a timer', () => {
  it('runs when the clock is moved over its instant, once for each', async () => {
    cloud.clock.advance(25 * 60_000);
    await cloud.timers.settled();
    expect(told()).toMatchObject([
      { Type: 'Timer', TriggerName: 'everyTenMinutes', Time: '2026-05-01T00:10:00Z', SOURCE: 'wx_trigger', OPENID: '' },
      { Type: 'Timer', TriggerName: 'everyTenMinutes', Time: '2026-05-01T00:20:00Z' },
    ]);
    expect(cloud.timers.list()).toMatchObject([
      {
        name: 'everyTenMinutes',
        runs: 2,
        next: Date.parse('2026-05-01T00:30:00Z'),
        last: { outcome: 'ok', byHand: false },
      },
      { name: 'atNight', runs: 0, next: Date.parse('2026-05-01T19:30:00Z') },
    ]);
  });

  it('does not wait for the run before it', async () => {
    cloud.clock.advance(40 * 60_000);
    await cloud.timers.settled();
    const calls = cloud.logs.list({ functionName: 'ticking' });
    expect(calls).toHaveLength(4);
    // Each takes 50 ms; one after the other would take 200.
    expect(calls.filter((call) => call.coldStart).length).toBeGreaterThan(1);
  });

  it('does not run again when the clock goes back, but does when it comes by again', async () => {
    cloud.clock.advance(10 * 60_000);
    cloud.clock.advance(-9 * 60_000);
    await cloud.timers.settled();
    expect(told()).toHaveLength(1);
    cloud.clock.advance(9 * 60_000);
    await cloud.timers.settled();
    expect(told()).toHaveLength(2);
  });

  it('makes up for the latest hundred runs of a jump, and for rare ones all the same', async () => {
    cloud.clock.advance(3 * 86_400_000);
    await cloud.timers.settled();
    const [often, rarely] = cloud.timers.list();
    expect(often?.runs).toBe(100);
    expect(rarely?.runs).toBe(3);
    expect(often?.last?.at).toBe(cloud.clock.now());
  });

  it('is run by hand through the console', async () => {
    const run = (body: object) =>
      fetch(`${cloud.url}/__local/timers/run`, { method: 'POST', body: JSON.stringify(body) });
    const answer = await run({ functionName: 'ticking', name: 'atNight' });
    expect(await answer.json()).toEqual({ at: cloud.clock.now(), byHand: true, outcome: 'ok' });
    expect(told()).toMatchObject([{ TriggerName: 'atNight', Time: '2026-05-01T00:00:00Z' }]);
    expect((await run({ functionName: 'ticking', name: 'never' })).status).toBe(404);
  });
});

describe('a running clock', () => {
  it('fires the timer by itself', async () => {
    const clock = createClock({ at: '2026-05-01T00:09:59.700Z', frozen: true });
    const running = await startFixtureCloud({ clock });
    try {
      clock.run();
      await expect.poll(() => running.timers.list()[0]?.runs, { timeout: 3000 }).toBe(1);
      await running.timers.settled();
    } finally {
      await running.remove();
    }
  });

  it('leaves timers alone where they are switched off', async () => {
    const still = await startFixtureCloud({ timers: false });
    try {
      still.clock.advance(86_400_000);
      expect(still.timers.list()).toEqual([]);
      expect(still.logs.list()).toEqual([]);
    } finally {
      await still.remove();
    }
  });
});
