import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { draftPost } from '../../fixtures/post-drafts.ts';
import { type Hall, openHall } from '../hall.ts';

let hall: Hall;
const law = {
  id: 'example-law',
  title: '示例道路交通安全条例',
  shortTitle: '示例条例',
  number: '示例令第1号',
  issuer: '示例机关',
  inForceFrom: '2026-01-01',
  inForceTo: null,
  officialLink: 'https://www.gov.cn/example',
  articles: [
    { article: '第一条', topic: '目的', summary: '为了示例。' },
    { article: '第二条', topic: '灯光', summary: '雨天使用近光灯。' },
  ],
};
const rebuttal = {
  id: 'slippers',
  claim: '穿拖鞋开车一律扣2分',
  variants: ['新规：穿拖鞋开车要扣2分罚200元'],
  verdict: 'misleading' as const,
  truth: '记分办法没有按鞋子记分的条目。',
  basis: '示例条例第二条',
  checkedOn: '2026-11-20',
};

beforeAll(async () => {
  hall = await openHall();
  await hall.desk('saveLaws', { laws: [law] });
  await hall.desk('saveRebuttals', { rebuttals: [rebuttal] });
  await hall.publish(
    draftPost({ externalId: 'cites', laws: [{ law: 'example-law', article: '第二条' }] }),
    draftPost(),
  );
});
afterAll(() => hall.close());

describe('the law library', () => {
  it('lists its laws, and shows one with its articles', async () => {
    const { laws } = await hall.news('listLaws', {});
    expect(laws).toEqual([expect.objectContaining({ id: 'example-law', title: law.title, inForceFrom: '2026-01-01' })]);
    expect(laws[0]).not.toHaveProperty('inForceTo');
    expect((await hall.news('getLaw', { id: 'example-law' })).articles).toHaveLength(2);
    await expect(hall.news('getLaw', { id: 'no-such-law' })).rejects.toThrow('not_found');
  });

  it('is linked both ways: an article knows its posts, a post its articles', async () => {
    const { posts } = await hall.news('listPostsOfArticle', { law: 'example-law', article: '第二条' });
    expect(posts).toHaveLength(1);
    expect(await hall.news('getPost', { id: posts[0]?.id ?? '' })).toMatchObject({
      laws: [{ law: 'example-law', article: '第二条', title: '示例条例' }],
    });
    expect((await hall.news('listPostsOfArticle', { law: 'example-law', article: '第一条' })).posts).toEqual([]);
  });

  it('refuses posts that cite what is not in it', async () => {
    const results = await hall.publish(
      draftPost({ externalId: 'a', laws: [{ law: 'no-such-law', article: '第一条' }] }),
      draftPost({ externalId: 'b', laws: [{ law: 'example-law', article: '第九条' }] }),
    );
    expect(results.map(({ reason }) => reason)).toEqual(['法规库里没有 no-such-law', '《示例条例》没有第九条']);
  });
});

describe('the rumour check', () => {
  const check = (text: string) => hall.news('checkRumour', { text });

  it('answers a forwarded message with the dated card of its rebuttal', async () => {
    const answer = await check('紧急通知！！新规：穿拖鞋开车要扣2分罚200元，大家转发');
    expect(answer.checkedAt).toBe('2026-11-23T00:30:00.000Z');
    expect(answer.matches).toMatchObject([
      { id: 'slippers', verdict: 'misleading', checkedOn: '2026-11-20', basis: '示例条例第二条' },
    ]);
    expect(answer.matches[0]?.score).toBeGreaterThanOrEqual(0.5);
  });

  it('has nothing to say where nothing was rebutted: that is no verdict', async () => {
    const answer = await check('明天开始全市地铁免费乘坐一周，凭身份证领取');
    expect(answer).toEqual({ checkedAt: '2026-11-23T00:30:00.000Z', matches: [] });
  });

  it('costs no database request while what it knows is fresh, and learns of a new rebuttal within five minutes', async () => {
    await check('预热一下');
    hall.takeCost();
    await check('穿拖鞋开车扣分');
    expect(hall.takeCost().requests).toBe(0);
    const changed = { ...rebuttal, truth: '现在另有规定。' };
    await hall.desk('saveRebuttals', { rebuttals: [changed] });
    hall.cloud.clock.advance(5 * 60_000);
    expect(await hall.news('getRebuttal', { id: 'slippers' })).toMatchObject({ truth: '现在另有规定。' });
  });

  it('shows a shared card in its state of now, and says when there is none', async () => {
    await expect(hall.news('getRebuttal', { id: 'never-was' })).rejects.toThrow('not_found');
  });
});
