import { describe, expect, it } from 'vitest';
import { EMPTY_WISH, turned, watchedRoad } from '../../../src/features/roads/alert-wish.ts';
import {
  alertFailureWords,
  grantsWords,
  isInSettings,
  placesWords,
  refusalWords,
  wishWords,
} from '../../../src/features/roads/alert-words.ts';

const ROADS = [{ code: 'G72', name: '泉南高速' }];

describe('what is watched', () => {
  it('is a number where we know one, else a name that can be a road’s', () => {
    expect(watchedRoad(ROADS, ' g72 ')).toBe('G72');
    expect(watchedRoad(ROADS, '泉南高速')).toBe('G72');
    expect(watchedRoad(ROADS, '318国道')).toBe('G318');
    expect(watchedRoad(ROADS, '南宁大桥')).toBe('南宁大桥');
    expect(watchedRoad(ROADS, '到处')).toBeNull();
  });

  it('says its places, how bad, what, and when', () => {
    const wish = { ...EMPTY_WISH, regions: ['450000'], roads: ['G72'] };
    expect(placesWords(wish)).toBe('广西、G72');
    expect(wishWords(wish)).toBe('封闭和影响大的 · 各种类型 · 任何时间');
    const types = turned(turned(turned([], 'accident'), 'control'), 'accident');
    expect(wishWords({ ...wish, least: 'closure', types, hours: { from: '07:00', to: '21:00' } })).toBe(
      '只要封闭 · 管制 · 每天 07:00—21:00',
    );
  });
});

describe('what became of it', () => {
  it('is said plainly: how many messages are left, and why there is none', () => {
    expect(grantsWords(2)).toBe('还能收到 2 条提醒');
    expect(grantsWords(0)).toContain('暂时收不到');
    expect(refusalWords('accepted')).toBeUndefined();
    const refused = (['rejected', 'banned', 'switched-off', 'failed'] as const).map(refusalWords);
    expect(new Set(refused).size).toBe(4);
    expect((['rejected', 'banned', 'switched-off', 'failed'] as const).map(isInSettings)).toEqual([
      false,
      true,
      true,
      false,
    ]);
    expect(alertFailureWords('conflict')).toContain('最多关注十处');
    expect(alertFailureWords('offline')).toBe('没有网络，没有保存，请重试');
  });
});
