import { describe, expect, it } from 'vitest';
import {
  breakLines,
  breakTitle,
  type Font,
  type Measure,
  type PosterContent,
  planPoster,
} from '../../../src/features/news/poster-plan.ts';

/** A typewriter: a Chinese character is as wide as the letters are high, a Latin one half of that. */
const measure: Measure = (text, { size }) =>
  [...text].reduce((width, character) => width + (character > '\u2e80' ? size : size / 2), 0);

const FONT: Font = { size: 10, weight: 400 };
const lines = (text: string, characters: number, most = 99) =>
  breakLines(text, { width: characters * 10, most, font: FONT, measure });

describe('breaking lines', () => {
  it('fills each line and loses nothing', () => {
    expect(lines('雨天请开近光灯减速慢行', 4)).toEqual(['雨天请开', '近光灯减', '速慢行']);
  });

  it('begins no line with a mark', () => {
    expect(lines('大雾封闭，请绕行', 4)).toEqual(['大雾封', '闭，请绕', '行']);
  });

  it('ends no line with a mark that opens something', () => {
    expect(lines('记住九个字（更正）', 6)).toEqual(['记住九个字', '（更正）']);
  });

  it('parts no road number and no stake, unless one is longer than a line', () => {
    expect(lines('沿G4京港澳K257+015', 5)).toEqual(['沿G4京港澳', 'K257+015']);
    expect(lines('https://example.test/a-very-long-address', 5).join('')).toBe(
      'https://example.test/a-very-long-address',
    );
  });

  it('ends in an ellipsis where there is more than fits, within the width', () => {
    const cut = lines('示例大桥每晚十点至次日五点单向通行请提前绕行', 5, 2);
    expect(cut).toEqual(['示例大桥每', '晚十点至…']);
  });
});

describe('breaking a title', () => {
  const title = (text: string, characters: number) =>
    breakTitle(text, { width: characters * 10, most: 4, font: FONT, measure });

  it('leaves no character alone on the last line, and none out', () => {
    const lines = title('青岚高速夜间封闭施工公告', 11);
    expect(lines).toEqual(['青岚高速夜间封闭', '施工公告']);
  });

  it('leaves alone what is well broken, or takes one line', () => {
    expect(title('青岚高速夜间封闭施工公告', 8)).toEqual(['青岚高速夜间封闭', '施工公告']);
    expect(title('封闭公告', 8)).toEqual(['封闭公告']);
  });
});

const content: PosterContent = {
  title: '示例 示例大桥夜间养护，请提前绕行',
  agency: '示例市交警',
  channel: '权威发布',
  published: '2026年11月23日 07:30 发布',
  digest: '示例大桥每晚十点至次日五点单向通行。',
};

describe('a poster', () => {
  const words = (plan: ReturnType<typeof planPoster>) => plan.texts.map(({ text }) => text).join('');

  it('says the title, the agency, when, and the digest', () => {
    const said = words(planPoster(content, measure));
    for (const part of ['示例大桥夜间养护', '示例市交警', '权威发布', '07:30', '单向通行。'])
      expect(said).toContain(part);
  });

  it.each([
    ['as it is', content],
    ['without a digest', { ...content, digest: '' }],
    [
      'of the longest texts that a post may have',
      { ...content, title: '长'.repeat(100), digest: '摘'.repeat(120), agency: '局'.repeat(60) },
    ],
  ])('%s keeps every text on the sheet, above the code and beside nothing', (_, said) => {
    const plan = planPoster(said, measure);
    for (const { text, x, y, font, align } of plan.texts) {
      const width = measure(text, font);
      expect(align === 'left' ? x + width : x, text).toBeLessThanOrEqual(plan.width - 40);
      expect(align === 'left' ? x : x - width, text).toBeGreaterThanOrEqual(40);
      expect(y + font.size, text).toBeLessThan(plan.height);
      const isBesideCode = x >= plan.code.x + plan.code.width;
      if (!isBesideCode) expect(y + font.size, text).toBeLessThan(plan.code.y);
    }
    const heights = plan.texts.filter(({ align }) => align === 'left').map(({ y }) => y);
    expect([...heights].sort((one, other) => one - other)).toEqual(heights);
    expect(plan.code.y + plan.code.height).toBeLessThan(plan.height);
  });
});
