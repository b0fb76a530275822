import { describe, expect, it } from 'vitest';
import { dayInWords, validityInWords } from '../../../src/features/news/day-words.ts';
import { sourceInWords } from '../../../src/features/news/platform-names.ts';
import { withSearch } from '../../../src/features/news/search-history.ts';

const TODAY = '2026-11-23';

describe("a law's validity", () => {
  it('says since when it holds, and since when its present text does', () => {
    expect(validityInWords({ inForceFrom: '2004-05-01', amendedFrom: '2021-04-29' }, TODAY)).toBe(
      '现行有效 · 2004年5月1日起施行，现行文本2021年4月29日起施行',
    );
  });

  it('says that it is over from the day after its last', () => {
    const law = { inForceFrom: '2004-05-01', inForceTo: '2026-11-22' };
    expect(validityInWords(law, TODAY)).toBe('已于2026年11月22日失效');
    expect(validityInWords(law, '2026-11-22')).toContain('现行有效');
  });

  it('says that it is still to come until the day on which it begins', () => {
    expect(validityInWords({ inForceFrom: '2027-01-01' }, TODAY)).toBe('尚未施行，2027年1月1日起施行');
    expect(validityInWords({ inForceFrom: TODAY }, TODAY)).toContain('现行有效');
  });

  it('says days as people do', () => {
    expect(dayInWords('2026-03-05')).toBe('2026年3月5日');
  });
});

describe('where a notice was published', () => {
  const wechat = { platform: 'wechat' as const, sourceName: '示例交警' };
  const other = { platform: 'weibo' as const, sourceName: '示例交警', publishedAt: '2026-11-23T00:00:00.000Z' };

  it('names its one source', () => {
    expect(sourceInWords({ ...wechat, alsoAt: [] })).toBe('来源：微信公众号“示例交警”');
  });

  it('names both where it came on both, each once', () => {
    expect(sourceInWords({ ...wechat, alsoAt: [other, other] })).toBe('微信公众号“示例交警”、微博“示例交警”同步发布');
  });
});

describe('the search history', () => {
  it('has the latest first, each once', () => {
    expect(withSearch(['结冰', '大雾'], '大雾')).toEqual(['大雾', '结冰']);
  });

  it('keeps ten', () => {
    const many = Array.from({ length: 10 }, (_, number) => `查${number}`);
    expect(withSearch(many, '新的')).toEqual(['新的', ...many.slice(0, 9)]);
  });
});
