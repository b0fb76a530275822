import { describe, expect, it } from 'vitest';
import { fadingOf, freshnessOf, freshnessOfAll, visibilityAt } from '#domain/freshness';
import { roadEvent } from './road-event-builder.ts';

const NOON = Date.parse('2026-07-01T12:00:00.000Z');
const ago = (minutes: number) => new Date(NOON - minutes * 60_000).toISOString();
const visibilityOf = (event: Parameters<typeof fadingOf>[0], now: number, confirmedAt?: string) =>
  visibilityAt(fadingOf(event, now, confirmedAt), now);
const feed = (deliveredMinutesAgo: number, eventCount = 5) => ({
  expectedIntervalSeconds: 300,
  deliveredAt: ago(deliveredMinutesAgo),
  eventCount,
});

describe('a feed', () => {
  it('is current within two intervals and a minute, then late, then without data', () => {
    expect(freshnessOf(feed(11), NOON)).toEqual({ state: 'current', asOf: ago(11) });
    expect(freshnessOf(feed(12), NOON).state).toBe('late');
    expect(freshnessOf(feed(60), NOON).state).toBe('late');
    expect(freshnessOf(feed(61), NOON)).toEqual({ state: 'no-data', asOf: ago(61) });
  });

  it('tells no events from no data', () => {
    expect(freshnessOf(feed(1, 0), NOON).state).toBe('no-events');
    expect(freshnessOf(feed(20, 0), NOON).state).toBe('late');
    expect(freshnessOf({ expectedIntervalSeconds: 300, deliveredAt: null, eventCount: 0 }, NOON)).toEqual({
      state: 'no-data',
      asOf: null,
    });
  });

  it('is as old as its document, however often that is delivered', () => {
    expect(freshnessOf({ ...feed(1), publishedAt: ago(30) }, NOON)).toEqual({ state: 'late', asOf: ago(30) });
    expect(freshnessOf({ ...feed(1), publishedAt: ago(-5) }, NOON).asOf).toBe(ago(1));
  });
});

describe('a screen filled by several feeds', () => {
  it('is as of the oldest living one, and counts those that are missing', () => {
    expect(freshnessOfAll([feed(2), feed(9), feed(500)], NOON)).toEqual({ state: 'current', asOf: ago(9), missing: 1 });
  });

  it('never says "no events" while a feed is missing', () => {
    expect(freshnessOfAll([feed(2, 0), feed(500)], NOON).state).toBe('late');
    expect(freshnessOfAll([feed(2, 0), feed(3, 0)], NOON).state).toBe('no-events');
    expect(freshnessOfAll([], NOON)).toEqual({ state: 'no-data', asOf: null, missing: 0 });
  });
});

describe('an event', () => {
  const schedule = (end: string | null, endEstimated?: boolean) => ({
    ...roadEvent().schedule,
    end,
    ...(endEstimated ? { endEstimated } : {}),
  });

  it('fades after its end and then goes', () => {
    expect(visibilityOf(roadEvent({ schedule: schedule(ago(-1)) }), NOON)).toBe('shown');
    expect(visibilityOf(roadEvent({ schedule: schedule(ago(60)) }), NOON)).toBe('fading');
    expect(visibilityOf(roadEvent({ schedule: schedule(ago(121)) }), NOON)).toBe('gone');
    expect(visibilityOf(roadEvent({ schedule: schedule(ago(121), true) }), NOON)).toBe('fading');
  });

  it('without an end is believed as long as such things last, and longer while its source lists it', () => {
    expect(visibilityOf(roadEvent({ updated: ago(359) }), NOON)).toBe('shown');
    expect(visibilityOf(roadEvent({ updated: ago(361) }), NOON)).toBe('fading');
    expect(visibilityOf(roadEvent({ updated: ago(721) }), NOON)).toBe('gone');
    expect(visibilityOf(roadEvent({ updated: ago(721) }), NOON, ago(3))).toBe('shown');
    expect(visibilityOf(roadEvent({ type: 'congestion', updated: ago(61) }), NOON)).toBe('fading');
  });

  it('that has ended is still told for half an hour', () => {
    expect(visibilityOf(roadEvent({ status: 'ended', schedule: schedule(ago(29)) }), NOON)).toBe('fading');
    expect(visibilityOf(roadEvent({ status: 'ended', schedule: schedule(ago(31)) }), NOON)).toBe('gone');
    expect(visibilityOf(roadEvent({ status: 'ended', schedule: schedule(ago(-600)), updated: ago(10) }), NOON)).toBe(
      'fading',
    );
  });
});
