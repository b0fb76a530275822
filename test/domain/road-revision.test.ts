import { describe, expect, it } from 'vitest';
import type { RoadEvent } from '#domain/road-event';
import { isFullClosure, restrictsTrucks } from '#domain/road-impact';
import { fingerprintOf, reviseEvent } from '#domain/road-revision';
import { roadEvent } from './road-event-builder.ts';

const revise = (before: Partial<RoadEvent>, after: Partial<RoadEvent>) =>
  reviseEvent(roadEvent(before), roadEvent(after));

describe('a new version of an event', () => {
  it('is no revision when only its time stamps are new', () => {
    const before = {
      texts: [{ lang: 'en', headline: 'Slide', description: 'Slide. Last updated Thu Apr 13 at 10:30 AM PDT. (A-1)' }],
    };
    const after = {
      texts: [{ lang: 'en', headline: 'Slide', description: 'Slide. Last updated Fri Apr 14 at 9:05 AM PDT. (A-1)' }],
      updated: '2026-07-02T00:00:00.000Z',
    };
    expect(revise(before, after)).toEqual({ changed: [], major: false });
    expect(fingerprintOf(roadEvent(before))).toBe(fingerprintOf(roadEvent(after)));
  });

  it('is none when a line is recomputed by centimetres', () => {
    expect(revise({ point: [114, 30] }, { point: [114.000001, 30] }).changed).toEqual([]);
  });

  it('names what changed', () => {
    const other = revise({}, { texts: [{ lang: 'zh-CN', headline: '事故正在处理' }], subtypes: ['rear-end'] });
    expect(other).toEqual({ changed: ['type', 'texts'], major: false });
  });

  const closed: Partial<RoadEvent> = { effect: { roadState: 'closed' } };
  it.each<[string, Partial<RoadEvent>, Partial<RoadEvent>]>([
    ['the road is closed', {}, closed],
    ['the road is opened', closed, {}],
    ['it has ended', {}, { status: 'ended' }],
    ['lorries are banned', {}, { restrictions: [{ kind: 'no-entry', vehicles: ['truck'] }] }],
    ['it became severe', {}, { severity: { level: 'major', from: 'source' } }],
    [
      'a closure lasts two hours longer',
      { ...closed, schedule: { ...roadEvent().schedule, end: '2026-07-01T03:00:00.000Z' } },
      { ...closed, schedule: { ...roadEvent().schedule, end: '2026-07-01T05:00:00.000Z' } },
    ],
    ['it is kilometres elsewhere', {}, { point: [114.1, 30] }],
  ])('is major when %s', (_what, before, after) => {
    expect(revise(before, after).major).toBe(true);
    expect(fingerprintOf(roadEvent(before))).not.toBe(fingerprintOf(roadEvent(after)));
  });

  it('is not major when a small thing lasts longer', () => {
    expect(revise({}, { schedule: { ...roadEvent().schedule, end: '2026-07-01T05:00:00.000Z' } })).toEqual({
      changed: ['schedule'],
      major: false,
    });
  });
});

describe('what a list must separate in one tap', () => {
  it('full closures: the whole road, not a ramp, a lane or a ban of lorries', () => {
    expect(isFullClosure(roadEvent({ roads: [{ direction: 'both', state: 'closed' }] }))).toBe(true);
    expect(
      isFullClosure(
        roadEvent({ subtypes: ['ramp-closed', 'lane-closed'], effect: { roadState: 'some-lanes-closed' } }),
      ),
    ).toBe(false);
  });

  it("trucks' restrictions: bans by vehicle, and limits that only they reach", () => {
    expect(restrictsTrucks(roadEvent({ restrictions: [{ kind: 'height', limit: 3.8 }] }))).toBe(true);
    expect(restrictsTrucks(roadEvent({ restrictions: [{ kind: 'no-entry', vehicles: ['hazmat'] }] }))).toBe(true);
    expect(
      restrictsTrucks(
        roadEvent({
          roads: [
            {
              direction: 'both',
              state: 'open',
              lanes: {
                each: [{ order: 1, kind: 'general', use: 'open', restrictions: [{ kind: 'width', limit: 3 }] }],
              },
            },
          ],
        }),
      ),
    ).toBe(true);
    expect(
      restrictsTrucks(
        roadEvent({
          restrictions: [
            { kind: 'speed', limit: 60 },
            { kind: 'no-entry', vehicles: ['motorcycle'] },
          ],
        }),
      ),
    ).toBe(false);
  });
});
