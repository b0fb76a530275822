import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RoadEvent } from '#domain/road-event';
import { closeEvent, type Delivery, type IngestPlan, planIngest, type StoredEvent } from '#domain/road-ingest';
import { fingerprintOf } from '#domain/road-revision';
import { roadEvent } from './road-event-builder.ts';

const SETTINGS = { mode: 'snapshot', expectedIntervalSeconds: 300 } as const;
const NOW = '2026-07-01T02:00:00.000Z';

function event(number: number, change: Partial<RoadEvent> = {}): RoadEvent {
  const externalId = String(number).padStart(3, '0');
  return roadEvent({ id: `feed:${externalId}`, source: { ...roadEvent().source, externalId }, ...change });
}

function row(stored: RoadEvent, change: Partial<StoredEvent> = {}): StoredEvent {
  return {
    id: stored.id,
    externalId: stored.source.externalId,
    status: stored.status,
    fingerprint: fingerprintOf(stored),
    ...(stored.updated === undefined ? {} : { updated: stored.updated }),
    ...change,
  };
}

function delivery(events: RoadEvent[], change: Partial<Delivery> = {}): Delivery {
  return { readable: true, events, rejected: [], coverage: 'snapshot', ...change };
}

const plan = (stored: StoredEvent[], given: Delivery, memory = {}, receivedAt = NOW) =>
  planIngest(stored, given, SETTINGS, memory, receivedAt);

/** What the store holds after the first so many writes of a plan. */
function write(
  stored: StoredEvent[],
  { creates, updates, closes }: IngestPlan,
  writes = Number.POSITIVE_INFINITY,
): StoredEvent[] {
  const rows = new Map(stored.map((one) => [one.id, one]));
  const steps = [
    ...[...creates, ...updates].map(
      ({ event: written }) =>
        () =>
          rows.set(written.id, row(written)),
    ),
    ...closes.map(({ id }) => () => {
      const known = rows.get(id);
      if (known) rows.set(id, { ...known, status: 'ended', fingerprint: 'closed' });
    }),
  ];
  for (const step of steps.slice(0, writes)) step();
  return [...rows.values()];
}

describe('a snapshot', () => {
  it('creates what is new, updates what changed, closes what is gone', () => {
    const stored = [row(event(1)), row(event(2)), row(event(3))];
    const changed = event(2, { effect: { roadState: 'closed' }, updated: '2026-07-01T01:50:00.000Z' });
    const made = plan(stored, delivery([event(1), changed, event(4)]));
    expect(made.creates.map(({ event: { id } }) => id)).toEqual(['feed:004']);
    expect(made.updates).toMatchObject([{ event: { id: 'feed:002' }, previous: { id: 'feed:002' } }]);
    expect(made.closes).toEqual([{ id: 'feed:003', at: NOW }]);
    expect(made.unchanged).toBe(1);
  });

  it('delivered again changes nothing', () => {
    const given = delivery([event(1), event(2)]);
    const first = plan([], given);
    expect(plan(write([], first), given)).toMatchObject({ creates: [], updates: [], closes: [], unchanged: 2 });
  });

  it('killed half-way and planned again does the rest and nothing twice', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.nat(30)),
        fc.uniqueArray(fc.nat(30), { minLength: 1 }),
        fc.nat(40),
        (before, after, writes) => {
          const stored = before.map((number) => row(event(number)));
          const given = delivery(
            after.map((number) =>
              event(number, { severity: { level: number % 2 ? 'minor' : 'moderate', from: 'source' } }),
            ),
          );
          const whole = plan(stored, given, { shrunken: 2 });
          const rest = plan(write(stored, whole, writes), given, { shrunken: 2 });
          const count = ({ creates, updates, closes }: IngestPlan) => creates.length + updates.length + closes.length;
          expect(count(rest)).toBe(Math.max(0, count(whole) - writes));
        },
      ),
    );
  });

  it('does not report what was over before it was ever heard of', () => {
    expect(plan([], delivery([event(1, { status: 'ended' })])).creates).toEqual([]);
  });

  it('opens again what comes back', () => {
    const closed = closeEvent(event(1), NOW);
    const made = plan([row(closed)], delivery([event(1)]));
    expect(made.updates).toHaveLength(1);
    expect(made.outOfOrder).toEqual([]);
  });
});

describe('a delivery that is late, repeated or of changes only', () => {
  it('leaves a newer stored version alone', () => {
    const made = plan(
      [row(event(1), { updated: '2026-07-01T01:45:00.000Z', fingerprint: 'newer' })],
      delivery([event(1)]),
    );
    expect(made.updates).toEqual([]);
    expect(made.outOfOrder).toEqual([{ id: 'feed:001', why: expect.stringContaining('01:45') }]);
  });

  it('goes by the revision where there is no time', () => {
    const { updated: _, ...timeless } = event(1, { source: { ...event(1).source, revision: '9' } });
    expect(plan([row(timeless, { revision: '10', fingerprint: 'x' })], delivery([timeless])).outOfOrder).toHaveLength(
      1,
    );
    expect(plan([row(timeless, { revision: '8', fingerprint: 'x' })], delivery([timeless])).updates).toHaveLength(1);
  });

  it('is refused as a whole when an older document comes after a newer one', () => {
    const made = plan([row(event(1))], delivery([], { publishedAt: '2026-07-01T01:00:00.000Z' }), {
      publishedAt: '2026-07-01T01:30:00.000Z',
    });
    expect(made.refused?.code).toBe('older');
    expect(made.closes).toEqual([]);
    expect(made.memory).toEqual({ publishedAt: '2026-07-01T01:30:00.000Z' });
  });

  it.each(['delta', 'partial'] as const)('closes nothing that a %s does not list', (coverage) => {
    expect(plan([row(event(1))], delivery([event(2)], { coverage })).closes).toEqual([]);
  });
});

describe('half or broken documents', () => {
  const twenty = Array.from({ length: 20 }, (_, number) => event(number));

  it('change nothing when they cannot be read', () => {
    const made = plan(
      twenty.map((one) => row(one)),
      delivery([], { readable: false, rejected: [{ where: 'line 3', why: 'cut short' }] }),
    );
    expect(made.refused).toEqual({ code: 'unreadable', why: 'line 3: cut short' });
    expect([made.creates, made.updates, made.closes]).toEqual([[], [], []]);
  });

  it('change nothing when most of their records are wrong', () => {
    const rejected = Array.from({ length: 3 }, (_, number) => ({ where: `events[${number}]`, why: 'missing id' }));
    expect(plan([], delivery([event(1)], { rejected })).refused?.code).toBe('broken');
  });

  it('change nothing when most of the events are gone at once, until they say so three times', () => {
    const stored = twenty.map((one) => row(one));
    const given = delivery(twenty.slice(0, 5));
    const first = plan(stored, given);
    expect(first.refused?.code).toBe('shrunken');
    const second = plan(stored, given, first.memory);
    expect(second.refused?.code).toBe('shrunken');
    const third = plan(stored, given, second.memory);
    expect(third.refused).toBeUndefined();
    expect(third.closes).toHaveLength(15);
    expect(third.memory).toEqual({});
  });

  it('do not close an event whose own record could not be read', () => {
    const given = delivery([event(1)], { rejected: [{ where: 'events[1]', why: 'no type', externalId: '002' }] });
    expect(plan([row(event(1)), row(event(2))], given)).toMatchObject({ closes: [], misses: [] });
  });

  it('wait three intervals before closing what may hide behind a record without an id', () => {
    const given = delivery([event(1)], { rejected: [{ where: 'events[1].id', why: 'missing' }] });
    const first = plan([row(event(1)), row(event(2))], given);
    expect(first).toMatchObject({ closes: [], misses: [{ id: 'feed:002', since: NOW }] });
    const waiting = [row(event(1)), row(event(2), { missingSince: NOW })];
    expect(plan(waiting, given, {}, '2026-07-01T02:10:00.000Z')).toMatchObject({ closes: [], misses: [] });
    expect(plan(waiting, given, {}, '2026-07-01T02:15:00.000Z').closes).toHaveLength(1);
    expect(plan(waiting, delivery([event(1), event(2)])).founds).toEqual(['feed:002']);
  });
});

describe('closing', () => {
  it('ends an event now, cancels one that had not begun, and keeps the source its time', () => {
    expect(closeEvent(event(1), NOW)).toMatchObject({
      status: 'ended',
      updated: event(1).updated,
      schedule: { end: NOW },
    });
    const planned = event(1, { schedule: { ...roadEvent().schedule, start: '2026-08-01T00:00:00.000Z' } });
    expect(closeEvent(planned, NOW)).toMatchObject({
      status: 'cancelled',
      schedule: { end: '2026-08-01T00:00:00.000Z' },
    });
  });

  it('plans ten thousand events in well under the time of a function', () => {
    const many = Array.from({ length: 10_000 }, (_, number) => event(number));
    const made = plan(
      many.slice(0, 5000).map((one) => row(one)),
      delivery(many),
    );
    expect(made.creates).toHaveLength(5000);
    expect(made.unchanged).toBe(5000);
  });
});
