import { describe, expect, it } from 'vitest';
import { spoken, spokenSituation } from '../../../src/features/roads/spoken-words.ts';
import { summary } from './event-summary-builder.ts';

const NOW = new Date('2026-11-23T00:30:00.000Z');
const HEAD = { state: 'current', asOf: '2026-11-23T00:12:00.000Z' } as const;

describe('words for a voice', () => {
  it('turn posts, clock times and brackets into speech', () => {
    expect(spoken('【示例】K1436+500—K1440 封闭，预计至 18:00')).toBe(
      '示例，1436公里500米至1440公里 封闭，预计至 18点',
    );
    expect(spoken('明天 06:05')).toBe('明天 6点5分');
  });
});

describe('the situation, read aloud', () => {
  it('says of when it is, how much there is, and the worst of it first', () => {
    const events = [
      summary('a', { closed: true, until: '2026-11-23T04:00Z', estimated: true, detour: '走 G322' }),
      summary('b', { where: 'G4 京港澳高速', what: '三车追尾', type: 'accident' }),
    ];
    expect(spokenSituation({ head: HEAD, events, isWhole: true }, NOW)).toBe(
      '截至 8点12分。共2条路况，其中封闭1条。' +
        '第1条，G72 泉南高速 柳州往南宁方向 1436公里500米，示例：路面养护，全线封闭，预计至 12点，绕行：走 G322。' +
        '第2条，G4 京港澳高速，三车追尾，事故，影响较大，结束时间待定。',
    );
  });

  it('doubts what should be over by now, where the list was kept on a phone without a network', () => {
    const events = [summary('a', { until: '2026-11-23T00:20Z', estimated: true }), summary('b', { state: 'planned' })];
    const words = spokenSituation({ head: HEAD, events, isWhole: true }, NOW);
    expect(words).toContain('预计至 8点20分，可能已经结束');
    expect(words.match(/可能已经结束/g)).toHaveLength(1);
  });

  it('stops after five and leaves the rest for when the car stands', () => {
    const events = Array.from({ length: 20 }, (_, at) => summary(String(at)));
    const words = spokenSituation({ head: HEAD, events, isWhole: false }, NOW);
    expect(words).toContain('先看20条路况');
    expect(words).toContain('第5条');
    expect(words).not.toContain('第6条');
    expect(words).toContain('停车后查看');
  });

  it('never makes “no data” sound like a free road', () => {
    expect(spokenSituation({ head: { state: 'no-data' }, events: [], isWhole: true }, NOW)).toContain('不代表道路畅通');
    expect(spokenSituation({ head: { ...HEAD, state: 'late' }, events: [summary('a')], isWhole: true }, NOW)).toContain(
      '以现场为准',
    );
  });
});
