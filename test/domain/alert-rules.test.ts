import { describe, expect, it } from 'vitest';
import { composeAlert } from '#domain/alert-message';
import { type AlertGrade, alertGradeOf, reaches } from '#domain/alert-rule';
import { nextHour, wants, watchedPlaces } from '#domain/alert-subscription';
import type { RoadEvent } from '#domain/road-event';
import { placesOf } from '#domain/road-shelf';
import { roadEvent } from './road-event-builder.ts';

const NOW = new Date('2026-11-23T00:30:00.000Z');
const CHINA_NOON = new Date('2026-11-23T04:00:00.000Z');

const news = (more: Partial<RoadEvent> = {}) =>
  roadEvent({
    created: '2026-11-23T00:20:00.000Z',
    updated: '2026-11-23T00:20:00.000Z',
    schedule: { start: '2026-11-23T00:10:00.000Z', end: null, intervals: [], recurring: [], exceptions: [] },
    severity: { level: 'moderate', from: 'source' },
    roads: [{ code: 'G4', direction: 'n', state: 'some-lanes-closed' }],
    effect: { roadState: 'some-lanes-closed' },
    ...more,
  });
const closed = (more: Partial<RoadEvent> = {}) =>
  news({ roads: [{ code: 'G4', direction: 'n', state: 'closed' }], effect: { roadState: 'closed' }, ...more });

describe('what is worth a message', () => {
  it.each<[string, RoadEvent | null, RoadEvent, AlertGrade | null]>([
    ['a new closure', null, closed(), 'closure'],
    ['something new and major', null, news({ severity: { level: 'critical', from: 'source' } }), 'major'],
    ['something new and moderate, for who asked for it', null, news(), 'moderate'],
    ['what has become a closure', news(), closed(), 'closure'],
    ['not: a change of words', closed(), closed({ texts: [{ lang: 'zh-CN', headline: '更正' }] }), null],
    ['not: what is over', closed(), closed({ status: 'ended' }), null],
    [
      'not: what began long ago',
      null,
      closed({
        created: '2026-11-22T00:00:00.000Z',
        schedule: { ...closed().schedule, start: '2026-11-22T00:00:00.000Z' },
      }),
      null,
    ],
    [
      'not yet: what is weeks away',
      null,
      closed({ status: 'planned', schedule: { ...closed().schedule, start: '2026-12-23T00:00:00.000Z' } }),
      null,
    ],
  ])('%s', (_, before, after, grade) => {
    expect(alertGradeOf(before, after, NOW)).toBe(grade);
  });

  it('reaches those who asked for as much or less', () => {
    expect(reaches('closure', 'major')).toBe(true);
    expect(reaches('major', 'closure')).toBe(false);
    expect(wants({ types: ['weather'], least: 'minor' }, news({ type: 'accident' }), 'major')).toBe(false);
  });

  it('finds who watches by any of the places that an event has', () => {
    const event = closed({ regions: [{ adcode: '130102' }] });
    const finds = (wish: { regions: string[]; roads: string[] }) =>
      watchedPlaces(wish).some((place) => placesOf(event).includes(place));
    expect(finds({ regions: ['130000'], roads: [] })).toBe(true);
    expect(finds({ regions: ['130100'], roads: [] })).toBe(true);
    expect(finds({ regions: [], roads: ['g 4'] })).toBe(true);
    expect(finds({ regions: ['130200'], roads: ['G45'] })).toBe(false);
  });
});

describe('hours', () => {
  it.each([
    ['none', undefined, CHINA_NOON.toISOString()],
    ['now within them', { from: '07:00', to: '22:00' }, CHINA_NOON.toISOString()],
    ['later today', { from: '18:00', to: '22:00' }, '2026-11-23T10:00:00.000Z'],
    ['tomorrow', { from: '06:00', to: '09:00' }, '2026-11-23T22:00:00.000Z'],
    ['over midnight, later today', { from: '22:00', to: '06:00' }, '2026-11-23T14:00:00.000Z'],
    ['over midnight, and within', { from: '11:00', to: '06:00' }, CHINA_NOON.toISOString()],
    ['the whole day', { from: '00:00', to: '00:00' }, CHINA_NOON.toISOString()],
  ])('%s', (_, hours, expected) => {
    expect(nextHour(hours, CHINA_NOON).toISOString()).toBe(expected);
  });
});

describe('a message', () => {
  it('keeps to what a template takes, however long the event’s words are', () => {
    const long = '长'.repeat(100);
    const words = composeAlert(
      closed({
        texts: [{ lang: 'zh-CN', headline: long, location: long }],
        roads: [],
        detour: { texts: [{ lang: 'zh-CN', text: long }] },
      }),
      NOW,
    );
    for (const word of [words.where, words.what, words.advice]) expect([...word]).toHaveLength(20);
    expect(words.since).toBe('2026年11月23日 08:10');
  });

  it('says until when, where there is no way round', () => {
    const words = composeAlert(closed({ schedule: { ...closed().schedule, end: '2026-11-23T04:00:00.000Z' } }), NOW);
    expect(words.advice).toBe('预计11月23日12:00恢复');
  });
});
