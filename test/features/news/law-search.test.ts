import { describe, expect, it } from 'vitest';
import { findArticles, numberInHan } from '../../../src/features/news/law-search.ts';

const article = (number: string, topic: string, summary = '') => ({ article: number, topic, summary });
const LAW = [
  article('第九条', '申领驾驶证'),
  article('第十九条', '驾驶许可'),
  article('第九十一条', '酒驾醉驾', '饮酒驾驶暂扣驾驶证，罚款1000至2000元'),
  article('第一百零五条', '保密义务'),
  article('第一百三十三条之一', '危险驾驶罪'),
];
const found = (text: string) => findArticles(LAW, text).map(({ article }) => article);

describe('a number in a heading', () => {
  it.each([
    [9, '九'],
    [10, '十'],
    [19, '十九'],
    [20, '二十'],
    [91, '九十一'],
    [100, '一百'],
    [105, '一百零五'],
    [110, '一百一十'],
    [133, '一百三十三'],
  ])('%i is %s', (number, words) => {
    expect(numberInHan(number)).toBe(words);
  });
});

describe('looking for an article', () => {
  it('finds it by its number, however that is written', () => {
    for (const text of ['91', '第91条', '九十一', ' 第九十一条 ']) expect(found(text)).toEqual(['第九十一条']);
  });

  it('takes a number for a whole number: 9 is not 19 or 91', () => {
    expect(found('9')).toEqual(['第九条']);
  });

  it('finds the articles that were put in after one, too', () => {
    expect(found('133')).toEqual(['第一百三十三条之一']);
  });

  it('finds it by what it is about and by what it says', () => {
    expect(found('醉驾')).toEqual(['第九十一条']);
    expect(found('暂扣')).toEqual(['第九十一条']);
  });

  it('takes a number that is no article for words of the text', () => {
    expect(found('2000')).toEqual(['第九十一条']);
    expect(found('100')).toEqual(['第九十一条']);
  });

  it('shows everything while nothing is asked, and nothing where nothing fits', () => {
    expect(found('  ')).toHaveLength(LAW.length);
    expect(found('飞行')).toEqual([]);
  });
});
