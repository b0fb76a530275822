import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SUMMARY_BYTES, summarizeEvent, whereOf } from '#domain/road-summary';
import { roadEvent } from './road-event-builder.ts';

const bytes = (value: unknown) => new TextEncoder().encode(JSON.stringify(value)).length;

describe('a summary', () => {
  it('fits, whatever the source says', () => {
    const words = fc.string({ unit: 'grapheme', maxLength: 400 });
    fc.assert(
      fc.property(words, words, words, (headline, name, detour) => {
        const event = roadEvent({
          texts: [{ lang: 'zh-CN', headline }],
          roads: [{ name, direction: 'unknown', state: 'closed' }],
          detour: { texts: [{ lang: 'zh-CN', text: detour }] },
        });
        const summary = summarizeEvent('0123456789abcdef', event);
        expect(bytes(summary)).toBeLessThanOrEqual(SUMMARY_BYTES);
      }),
    );
  });

  it('keeps the place and the words longest, and gives up the way round first', () => {
    const event = roadEvent({
      texts: [{ lang: 'zh-CN', headline: '多车追尾' }],
      roads: [
        {
          code: 'G4',
          name: '京港澳高速',
          direction: 'n',
          directionText: '北京方向',
          state: 'closed',
          stake: { from: 268_000, to: 301_000 },
        },
      ],
      detour: { texts: [{ lang: 'zh-CN', text: '请从石家庄北收费站下高速'.repeat(20) }] },
    });
    const summary = summarizeEvent('0123456789abcdef', event);
    expect(summary).toMatchObject({ where: 'G4 京港澳高速 北京方向 K268—K301', what: '多车追尾', closed: true });
    expect(summary.detour).toMatch(/^请从石家庄北.*…$/);
  });

  it('says no way round rather than its first words', () => {
    const event = roadEvent({
      texts: [{ lang: 'zh-CN', headline: '多车追尾，三条车道无法通行，请绕行并听从现场民警指挥，预计两小时后恢复' }],
      roads: [
        { code: 'G60', name: '沪昆高速', direction: 'unknown', directionText: '贵阳往凯里方向', state: 'closed' },
      ],
      detour: { texts: [{ lang: 'zh-CN', text: '贵阳方向车辆请提前从前方收费站驶离高速改走国道' }] },
    });
    // Whatever room the rest leaves: the id stands for it.
    for (let length = 1; length <= 128; length += 1) {
      const { detour, what } = summarizeEvent('x'.repeat(length), event);
      expect(what).toContain('多车追尾');
      if (detour?.endsWith('…')) expect([...detour].length, `with an id of ${length}`).toBeGreaterThan(8);
    }
  });
});

describe('where an event is', () => {
  it.each([
    [
      'a road with a stretch between places',
      {
        roads: [{ name: '泉南高速', from: '柳州', to: '波寨', direction: 'unknown' as const, state: 'open' as const }],
      },
      '泉南高速 柳州—波寨',
    ],
    [
      'words, where there is no road',
      { roads: [], texts: [{ lang: 'zh-CN', headline: 'x', location: '鹿寨服务区附近' }] },
      '鹿寨服务区附近',
    ],
    [
      'the region, where there are no words',
      { roads: [], texts: [{ lang: 'zh-CN', headline: 'x' }], regions: [{ adcode: '450200', name: '柳州' }] },
      '柳州',
    ],
    ['nothing, where nobody says it', { roads: [], texts: [{ lang: 'zh-CN', headline: 'x' }], regions: [] }, ''],
  ])('%s', (_, parts, expected) => {
    expect(whereOf(roadEvent(parts))).toBe(expected);
  });
});
