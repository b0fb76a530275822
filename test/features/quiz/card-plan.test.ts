import { describe, expect, it } from 'vitest';
import { CARD_HEIGHT, CARD_WIDTH, planCard } from '../../../src/features/quiz/card-plan.ts';

const chapter = (name: string, right: number, total: number) => ({ chapter: { id: name, name }, right, total });

const result = {
  name: '科目一模拟考试',
  score: 92,
  passed: true,
  passScore: 90,
  right: 92,
  total: 100,
  seconds: 725,
  byChapter: [chapter('限速', 10, 10), chapter('酒驾', 5, 9), chapter('标志', 8, 11), chapter('让行', 9, 10)],
  finishedAt: '2026-11-23T16:30:00.000Z',
};
const said = (change = {}) => planCard({ ...result, ...change }).map(({ text }) => text);

describe('the card of a result', () => {
  it('says the exam, the score, the verdict in words, the facts and where most was lost', () => {
    expect(said()).toEqual([
      '交通安全微发布',
      '科目一模拟考试',
      '92',
      '✓ 合格',
      '答对 92/100 题 · 用时 12 分 5 秒',
      '失分最多：酒驾、标志',
      '2026年11月24日 · 同样的题，等你来答',
    ]);
    expect(said({ passed: false })).toContain('✕ 不合格，90 分合格');
    expect(said({ byChapter: [chapter('限速', 1, 1)] })).toContain('全部答对');
  });

  it('stays on the card, one line below the other', () => {
    const lines = planCard(result);
    for (const [at, { x, y, size }] of lines.entries()) {
      expect(x).toBeLessThan(CARD_WIDTH);
      expect(y + size).toBeLessThan(CARD_HEIGHT);
      const before = lines[at - 1];
      if (before) expect(y).toBeGreaterThanOrEqual(before.y + before.size);
    }
  });
});
