import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  canBeParted,
  isClosedMark,
  linesOf,
  type MapMark,
  marksOf,
  markWords,
} from '../../../src/features/roads/map-marks.ts';
import { summary } from './event-summary-builder.ts';

/** Two in Nanning, a kilometre apart, and one in Beijing. */
const NANNING = summary('one', { point: [108.32, 22.82] });
const NEARBY = summary('two', { point: [108.33, 22.82], closed: true });
const BEIJING = summary('three', { point: [116.4, 39.9] });

const idsOf = (mark: MapMark) => (mark.kind === 'event' ? [mark.event.id] : mark.events.map(({ id }) => id));

describe('the marks of a map', () => {
  it('put together what a finger could not tell apart, and only that', () => {
    const marks = marksOf([NANNING, NEARBY, BEIJING], 5);
    expect(marks.map(({ kind }) => kind).sort()).toEqual(['cluster', 'event']);
    const cluster = marks.find(({ kind }) => kind === 'cluster');
    expect(cluster && idsOf(cluster).sort()).toEqual(['one', 'two']);
    expect(cluster?.at[0]).toBeCloseTo(108.325, 3);
  });

  it('stand alone from near', () => {
    expect(marksOf([NANNING, NEARBY, BEIJING], 14).every(({ kind }) => kind === 'event')).toBe(true);
  });

  it('stand in and around the view, so that a zoom sends the map only what it shows', () => {
    const [mark, ...rest] = marksOf([NANNING, NEARBY, BEIJING], 14, [116, 39, 117, 40]);
    expect(rest).toEqual([]);
    expect(mark && idsOf(mark)).toEqual(['three']);
    expect(marksOf([BEIJING], 14, [116.5, 39.5, 117, 40])).toHaveLength(1);
  });

  it('leave out what no map can show, which the list still has', () => {
    expect(marksOf([summary('nowhere', { point: undefined })], 5)).toEqual([]);
  });

  it('hold every event that has a place exactly once, at any zoom, and are never more than the events', () => {
    const place = fc.tuple(fc.double({ min: 73, max: 135, noNaN: true }), fc.double({ min: 18, max: 53, noNaN: true }));
    fc.assert(
      fc.property(fc.array(place, { maxLength: 100 }), fc.double({ min: 3, max: 20, noNaN: true }), (places, zoom) => {
        const events = places.map((point, at) => summary(String(at), { point }));
        const marks = marksOf(events, zoom);
        expect(
          marks
            .flatMap(idsOf)
            .map(Number)
            .sort((one, other) => one - other),
        ).toEqual(places.map((_, at) => at));
        expect(marks.length).toBeLessThanOrEqual(events.length);
      }),
      { numRuns: 50 },
    );
  });

  it('say in words what their shape says', () => {
    const [mark] = marksOf([{ ...NEARBY, type: 'accident', severity: 'critical' }], 14);
    expect(mark && markWords(mark)).toBe('G72 泉南高速 柳州往南宁方向 K1436+500，全线封闭，影响严重');
    const [cluster] = marksOf([NANNING, NEARBY], 5);
    expect(cluster && markWords(cluster)).toBe('2起路况，其中有封闭');
    expect(cluster && isClosedMark(cluster)).toBe(true);
  });

  it('on one spot can’t be parted by looking closer', () => {
    expect(canBeParted([NANNING, NEARBY])).toBe(true);
    expect(canBeParted([NANNING, { ...NEARBY, point: NANNING.point }])).toBe(false);
    const [together] = marksOf([NANNING, { ...BEIJING, point: NANNING.point }], 15);
    expect(together?.kind).toBe('cluster');
  });
});

describe('the lines of a map', () => {
  it('are drawn for stretches and areas, and not for points', () => {
    const line = {
      type: 'LineString' as const,
      coordinates: [[108, 22] as [number, number], [109, 23] as [number, number]],
    };
    const lines = linesOf([
      { ...summary('a', { closed: true }), geometry: line },
      { ...summary('b'), geometry: { type: 'Point', coordinates: [108, 22] } },
      { ...summary('c'), geometry: { type: 'MultiLineString', coordinates: [line.coordinates, line.coordinates] } },
      { ...summary('d'), geometry: undefined },
    ]);
    expect(lines.map(({ key }) => key)).toEqual(['a:0', 'c:0', 'c:1']);
    expect(lines[0]?.colour).not.toBe(lines[1]?.colour);
  });
});
