import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LAW } from '../../fixtures/question-drafts.ts';
import { type Hall, openHall } from '../hall.ts';

let hall: Hall;
beforeAll(async () => {
  hall = await openHall();
  await hall.desk('saveLaws', { laws: [LAW] });
});
afterAll(() => hall.close());

const read = () => hall.news('getLaw', { id: LAW.id });
const { id: _, articles, ...HEAD } = LAW;
const added = (number: number) => ({ article: `第${number}千条`, topic: '示例', summary: `第${number}条要点` });

describe('a law that is changed', () => {
  it('has an article more, or another in its place, and the rest as it was', async () => {
    await hall.desk('changeLaw', { id: LAW.id, article: added(1) });
    const corrected = { ...added(1), summary: '改过的要点' };
    const answer = await hall.desk('changeLaw', { id: LAW.id, article: corrected });
    expect(answer).toEqual({ id: LAW.id, ...HEAD, articles: [...articles, corrected] });
    expect((await read()).articles).toEqual([...articles, corrected]);
  });

  it('keeps what several editors change at once', async () => {
    await hall.grant('editor-2', 'editor');
    const people = ['editor-1', 'editor-2'];
    await Promise.all(people.map((who, at) => hall.desk('changeLaw', { id: LAW.id, article: added(at + 2) }, who)));
    const names = (await read()).articles.map(({ article }) => article);
    expect(names).toEqual(expect.arrayContaining([2, 3].map((number) => added(number).article)));
  });

  it('is out of force from a day on, with its articles, and its trace says who did it', async () => {
    const before = (await read()).articles;
    // The log goes by time: this is the latest.
    hall.cloud.clock.advance(1000);
    await hall.desk('changeLaw', { id: LAW.id, head: { ...HEAD, inForceTo: '2026-12-31' } });
    expect(await read()).toMatchObject({ inForceTo: '2026-12-31', articles: before });
    const { entries } = await hall.desk('listAudit', { subject: `laws/${LAW.id}`, limit: 1 }, 'operator-1');
    expect(entries).toMatchObject([
      { action: 'changeLaw', by: 'editor-1', before: { inForceTo: null }, after: { inForceTo: '2026-12-31' } },
    ]);
  });

  it('is one that there is', async () => {
    await expect(hall.desk('changeLaw', { id: 'no-such-law', article: added(9) })).rejects.toThrow('not_found');
  });
});

describe('rebuttals', () => {
  const rebuttal = (id: string, checkedOn: string) => ({
    ...{ id, claim: `传言${id}`, variants: ['换个说法'], verdict: 'false' as const, truth: '没有这回事。' },
    ...{ basis: '示例依据', checkedOn },
  });

  it('are listed as they are kept, the last checked first, and each save is of the whole', async () => {
    await hall.desk('saveRebuttals', { rebuttals: [rebuttal('r1', '2026-11-01'), rebuttal('r2', '2026-11-20')] });
    await hall.desk('saveRebuttals', { rebuttals: [{ ...rebuttal('r1', '2026-11-22'), truth: '改过的说明。' }] });
    const { rebuttals } = await hall.desk('listRebuttals', {});
    expect(rebuttals.map(({ id, truth }) => [id, truth])).toEqual([
      ['r1', '改过的说明。'],
      ['r2', '没有这回事。'],
    ]);
  });
});
