import { describe, expect, it } from 'vitest';
import { holidayWords, peaksByDay, peakWords, stretchWords } from '../../../src/features/roads/guide-words.ts';

const PEAK = { kind: 'out', level: 'jammed', text: '' } as const;

describe("a holiday guide's words", () => {
  it('name its days, and not the day at whose midnight it ends', () => {
    expect(holidayWords({ from: '2026-09-30T16:00:00.000Z', to: '2026-10-07T16:00:00.000Z' })).toBe('10月1日—10月7日');
    expect(holidayWords({ from: '2026-09-30T16:00:00.000Z', to: '2026-10-01T16:00:00.000Z' })).toBe('10月1日');
  });

  it('say a stretch by number, name, direction and stakes', () => {
    const road = { code: 'G4', name: '京港澳高速', direction: 'both', stake: { from: 268000, to: 301500 } } as const;
    expect(stretchWords({ road })).toBe('G4 京港澳高速 双向 K268—K301+500');
    expect(stretchWords({ road: { name: '滨江公路', direction: 'unknown' } })).toBe('滨江公路');
  });

  it('say peak hours in China’s time, whatever the order they came in', () => {
    const morning = { ...PEAK, from: '2026-10-01T00:00:00.000Z', to: '2026-10-01T04:00:00.000Z' };
    const evening = { ...PEAK, from: '2026-10-01T07:00:00.000Z', to: '2026-10-01T13:00:00.000Z' };
    const before = { ...PEAK, from: '2026-09-30T07:00:00.000Z', to: '2026-09-30T13:00:00.000Z' };
    expect(peakWords(morning)).toBe('出城 拥堵 08:00—12:00');
    expect(peaksByDay([evening, morning, before])).toEqual([
      { day: '9月30日', peaks: [before] },
      { day: '10月1日', peaks: [morning, evening] },
    ]);
  });
});
