import { describe, expect, it } from 'vitest';
import { optionOfKey, spokenQuestion } from '../../../src/features/quiz/quiz-words.ts';
import { readRelatedQuery } from '../../../src/features/quiz/related-query.ts';

describe('a key of the keyboard', () => {
  it.each([
    ['1', 0],
    ['4', 3],
    ['a', 0],
    ['D', 3],
    ['5', undefined],
    ['e', undefined],
    ['0', undefined],
    ['Enter', undefined],
    ['ArrowRight', undefined],
  ])('%s names option %s of four', (key, option) => {
    expect(optionOfKey(key, 4)).toBe(option);
  });
});

describe('a question read aloud', () => {
  const question = { stem: '黄灯亮起怎样做？', options: [{ text: '停车' }, { text: '加速' }] };

  it('says its words, its options by letter, and its reason only where that may be known', () => {
    expect(spokenQuestion(question)).toBe('黄灯亮起怎样做？ A，停车。 B，加速。');
    expect(spokenQuestion(question, '已越过停止线的可以继续通行。')).toContain('解析：已越过停止线的可以继续通行。');
  });
});

describe('the address of related questions', () => {
  it('names laws with their articles, and chapters', () => {
    const query = { laws: 'road-traffic-safety-law:第九十一条,gb-5768:GB 5768.2', chapters: 'alcohol,speed' };
    expect(readRelatedQuery(query)).toEqual({
      laws: [
        { law: 'road-traffic-safety-law', article: '第九十一条' },
        { law: 'gb-5768', article: 'GB 5768.2' },
      ],
      chapters: ['alcohol', 'speed'],
    });
  });

  it('leaves out what is no citation, and more than one call takes', () => {
    expect(readRelatedQuery({ laws: ',law,law:,:第一条' })).toEqual({ laws: [], chapters: [] });
    const many = Array.from({ length: 20 }, (_, at) => `law-${at}:第一条`).join(',');
    expect(readRelatedQuery({ laws: many, chapters: 'a,b,c,d,e,f' })).toMatchObject({
      laws: { length: 10 },
      chapters: { length: 5 },
    });
  });
});
