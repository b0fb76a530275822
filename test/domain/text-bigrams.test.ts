import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { indexTerms, markHits, queryTerms, scorePost } from '#domain/text-bigrams';

const post = {
  title: 'G4京港澳高速北江段夜间封闭施工',
  digest: '11月24日22时起北往南方向封闭',
  text: '车辆由北江收费站驶出，经国道107线绕行。K257+015处有值守民警。',
};

describe('indexTerms', () => {
  it('cuts Chinese into pairs and keeps codes whole', () => {
    const terms = indexTerms(post);
    for (const term of ['京港', '港澳', '高速', 'g4', 'k257+015', '107', '绕行']) expect(terms).toContain(term);
    expect(terms).not.toContain('速北江');
  });

  it('folds widths and cases', () => {
    expect(queryTerms('Ｇ４')).toEqual(['g4']);
    expect(indexTerms({ title: 'ＥＴＣ办理', digest: '', text: '' })).toContain('etc');
  });

  it('names each term once and not more than the limit, the title first', () => {
    const terms = indexTerms({ ...post, text: post.text.repeat(50) }, 30);
    expect(terms).toHaveLength(30);
    expect(new Set(terms).size).toBe(30);
    expect(terms).toContain('封闭');
  });

  it('finds a title by a single character', () => {
    expect(indexTerms({ title: '雾天行车', digest: '', text: '' })).toEqual(expect.arrayContaining(queryTerms('雾')));
  });

  it('knows every term of a query that the title contains', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('路', '面', '结', '冰', 'G4', ' ', '，', 'k2+5', '𠮷'), {
          minLength: 1,
          maxLength: 30,
        }),
        fc.nat(),
        fc.nat(),
        (pieces, from, length) => {
          const start = from % pieces.length;
          const whole = pieces.join('、');
          const query = pieces.slice(start, start + 1 + (length % 5)).join('、');
          expect(indexTerms({ title: '', digest: '', text: whole })).toEqual(expect.arrayContaining(queryTerms(query)));
        },
      ),
    );
  });
});

describe('queryTerms', () => {
  it('is empty for a query without words', () => {
    expect(queryTerms(' ，。!')).toEqual([]);
  });

  it('stays within what one query may carry', () => {
    expect(queryTerms('一二三四五六七八九十'.repeat(100)).length).toBeLessThanOrEqual(24);
  });
});

describe('scorePost', () => {
  it('puts a hit in the title before one in the text', () => {
    const other = { title: '安全提示', digest: '', text: '途经北江收费站的车辆请注意。' };
    expect(scorePost('北江', post)).toBeGreaterThan(scorePost('北江', other));
    expect(scorePost('北江', other)).toBeGreaterThan(0);
  });

  it('puts a post with all words before one with some', () => {
    const some = { title: '京港澳高速京港澳高速', digest: '京港澳高速', text: '' };
    expect(scorePost('京港澳 封闭', post)).toBeGreaterThan(scorePost('京港澳 封闭', some));
  });

  it('is zero for what does not occur', () => {
    expect(scorePost('地铁', post)).toBe(0);
    expect(scorePost('  ', post)).toBe(0);
  });
});

describe('markHits', () => {
  it('marks a word wherever it stands, in any width and case', () => {
    expect(markHits('Ｇ４封闭，G4绕行', 'g4')).toEqual([
      { text: 'Ｇ４', hit: true },
      { text: '封闭，', hit: false },
      { text: 'G4', hit: true },
      { text: '绕行', hit: false },
    ]);
  });

  it('marks the parts of a word that does not stand as written', () => {
    expect(markHits('北江大桥封闭', '北江封闭')).toEqual([
      { text: '北江', hit: true },
      { text: '大桥', hit: false },
      { text: '封闭', hit: true },
    ]);
  });

  it('gives back the text, cut between characters', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme', maxLength: 4 }), (text, query) => {
        const pieces = markHits(text, query);
        expect(pieces.map((piece) => piece.text).join('')).toBe(text);
        for (const piece of pieces) expect(piece.text).not.toMatch(/\p{Surrogate}/u);
      }),
    );
    expect(markHits('𠮷野路封闭', '野路')).toEqual([
      { text: '𠮷', hit: false },
      { text: '野路', hit: true },
      { text: '封闭', hit: false },
    ]);
  });
});
