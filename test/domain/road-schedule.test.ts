import { describe, expect, it } from 'vitest';
import type { Schedule } from '#domain/road-event';
import { phaseAt } from '#domain/road-schedule';
import { roadEvent } from './road-event-builder.ts';

const at = (beijing: string) => Date.parse(`${beijing}+08:00`);

function phase(
  schedule: Partial<Schedule>,
  when: string,
  status: 'active' | 'planned' | 'suspended' | 'ended' = 'active',
) {
  const base = roadEvent().schedule;
  return phaseAt({ status, schedule: { ...base, start: null, ...schedule } }, at(when));
}

describe('the phase of an event', () => {
  it('follows its start and end', () => {
    const span = { start: '2026-07-01T00:00:00.000Z', end: '2026-07-01T04:00:00.000Z' };
    expect(phase(span, '2026-07-01T07:59')).toBe('planned');
    expect(phase(span, '2026-07-01T08:00')).toBe('in-force');
    expect(phase(span, '2026-07-01T12:00')).toBe('over');
  });

  it('is over when its source says so, whatever its end', () => {
    expect(phase({ end: '2027-01-01T00:00:00.000Z' }, '2026-07-01T08:00', 'ended')).toBe('over');
    expect(phase({}, '2026-07-01T08:00', 'suspended')).toBe('resting');
  });

  const nights = {
    recurring: [
      {
        firstDate: '2026-07-01',
        lastDate: '2026-07-03',
        weekdays: [3, 4, 5],
        dailyStart: '22:00',
        dailyEnd: '06:00',
        utcOffsetMinutes: 480,
      },
    ],
  };

  it('rests by day and holds at night, over midnight', () => {
    expect(phase(nights, '2026-07-01T12:00')).toBe('resting');
    expect(phase(nights, '2026-07-01T22:00')).toBe('in-force');
    expect(phase(nights, '2026-07-02T05:59')).toBe('in-force');
    expect(phase(nights, '2026-07-02T06:00')).toBe('resting');
    expect(phase(nights, '2026-07-04T05:59')).toBe('in-force');
    expect(phase(nights, '2026-07-04T06:00')).toBe('over');
  });

  it('rests on a day that is excepted, or holds then at other hours', () => {
    expect(phase({ ...nights, exceptions: [{ date: '2026-07-02', windows: [] }] }, '2026-07-02T23:00')).toBe('resting');
    const moved = { ...nights, exceptions: [{ date: '2026-07-02', windows: [{ start: '10:00', end: '12:00' }] }] };
    expect(phase(moved, '2026-07-02T11:00')).toBe('in-force');
  });

  it('rests between intervals and is over after the last', () => {
    const intervals = [
      { start: '2026-07-01T00:00:00.000Z', end: '2026-07-01T02:00:00.000Z' },
      { start: '2026-07-02T00:00:00.000Z', end: '2026-07-02T02:00:00.000Z' },
    ];
    expect(phase({ intervals }, '2026-07-01T09:00')).toBe('in-force');
    expect(phase({ intervals }, '2026-07-01T12:00')).toBe('resting');
    expect(phase({ intervals }, '2026-07-02T12:00')).toBe('over');
  });
});
