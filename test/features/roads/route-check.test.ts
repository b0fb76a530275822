import { describe, expect, it } from 'vitest';
import type { RouteEvent } from '#contract/roads';
import { checkRoute } from '../../../src/features/roads/route-check';
import { headlineOf, legWords, placeWords, remarksOf } from '../../../src/features/roads/route-words';
import { spokenRoute } from '../../../src/features/roads/spoken-words.ts';

const NOW = new Date('2026-11-23T00:30:00.000Z');
const AS_OF = '2026-11-23T00:12:00.000Z';
const FEED = { id: 'gx', name: '广西路况', state: 'current' as const, asOf: AS_OF };
const HEAD = { state: 'current' as const, asOf: AS_OF, feeds: [FEED] };

const route = {
  legs: [
    { kind: 'road' as const, code: 'G72', name: '泉南高速', stake: { from: 1_400_000, to: 1_470_000 } },
    { kind: 'road' as const, code: 'G7201' },
  ],
};

function event(id: string, kilometre: number, more: Partial<RouteEvent['summary']> = {}): RouteEvent {
  const state = more.closed ? 'closed' : 'some-lanes-closed';
  return {
    id,
    summary: { id, type: 'accident', severity: 'moderate', where: 'G72', what: '事故', ...more },
    severity: { level: 'moderate', from: 'source' },
    subtypes: [],
    effect: { roadState: state },
    roads: [{ code: 'G72', direction: 'increasing', state, stake: { from: kilometre * 1000, to: kilometre * 1000 } }],
    geometry: null,
    point: null,
  };
}

const headline = (...parts: Parameters<typeof checkRoute>) => headlineOf(checkRoute(...parts), NOW);

describe('a route before leaving', () => {
  it('says how many events lie on it, how many closures, and as of when', () => {
    const events = [event('far', 1460, { closed: true }), event('near', 1402), event('middle', 1436)];
    const check = checkRoute(route, events, HEAD);
    expect(check.now.map(({ summary }) => summary.id)).toEqual(['near', 'middle', 'far']);
    expect(check.now.map(({ fromStart }) => fromStart)).toEqual([2000, 36_000, 60_000]);
    expect(headlineOf(check, NOW)).toEqual({
      words: '3 个事件在您的路线上，1 处封闭，截至 08:12',
      isDoubtful: false,
    });
  });

  it('says that nothing is on it only where there are data', () => {
    const elsewhere = [event('elsewhere', 100)];
    expect(headline(route, elsewhere, HEAD).words).toBe('您的路线上没有事件，截至 08:12');
    expect(headline(route, [], { ...HEAD, state: 'no-events' }).isDoubtful).toBe(false);
    const blind = headline(route, [], { state: 'no-data', feeds: [{ ...FEED, state: 'no-data' }] });
    expect(blind).toEqual({ words: '没有沿途的路况数据，不代表道路畅通', isDoubtful: true });
    const late = headline(route, [], { ...HEAD, state: 'late', feeds: [{ ...FEED, state: 'late' }] });
    expect(late).toEqual({ words: '数据晚到：已知数据中您的路线上没有事件，截至 08:12', isDoubtful: true });
  });

  it('names the sources that are silent, and says when not all was looked at', () => {
    const silent = { ...FEED, id: 'x', name: '某市路况', state: 'no-data' as const };
    const check = checkRoute(route, [event('a', 1410)], { ...HEAD, feeds: [FEED, silent], isCut: true });
    expect(headlineOf(check, NOW).isDoubtful).toBe(true);
    expect(remarksOf(check)).toEqual([
      '某市路况没有按时更新，可能缺少它们的信息',
      '沿途地区事件太多，影响最小的没有核对',
    ]);
  });

  it('counts what is announced apart, and what is over not at all', () => {
    const events = [event('over', 1410, { state: 'over' }), event('later', 1420, { state: 'planned', closed: true })];
    const check = checkRoute(route, events, HEAD);
    expect(check).toMatchObject({ now: [], closures: 0 });
    expect(check.later.map(({ summary }) => summary.id)).toEqual(['later']);
    expect(remarksOf(check)).toEqual(['另有 1 个已公布、尚未开始']);
  });

  it('says where on the way, and when it is not sure', () => {
    const otherSide: RouteEvent = {
      ...event('side', 1450),
      roads: [{ code: 'G72', direction: 'unknown', state: 'open', stake: { from: 1_450_000, to: 1_450_000 } }],
    };
    const unsure: RouteEvent = { ...event('ring', 0), roads: [{ code: 'G7201', direction: 'unknown', state: 'open' }] };
    const check = checkRoute(route, [event('start', 1400), event('way', 1436), otherSide, unsure], HEAD);
    expect(check.now.map(placeWords)).toEqual([
      '起点附近',
      '起点后约 36 公里',
      '起点后约 50 公里 · 在您的路段，方向待核对',
      '在这条路上，具体位置待核对',
    ]);
  });

  it('is read aloud as it is driven: the headline, then each event', () => {
    const events = [event('near', 1402, { where: 'G72 K1402+500', until: '2026-11-23T02:00Z' }), event('far', 1460)];
    const check = checkRoute(route, events, HEAD);
    const said = spokenRoute(
      headlineOf(check, NOW).words,
      check.now.map(({ summary }) => summary),
      NOW,
    );
    expect(said).toMatch(/^2 个事件在您的路线上，截至 8点12分。第1条，G72 1402公里500米，事故，.*10点。第2条，/u);
  });

  it('writes a leg as the road says it', () => {
    expect(route.legs.map(legWords)).toEqual(['G72 泉南高速 K1400—K1470', 'G7201 全程']);
    expect(
      legWords({
        kind: 'line',
        points: [
          [108, 22],
          [109, 23],
        ],
      }),
    ).toBe('地图上的 2 个点');
  });
});
