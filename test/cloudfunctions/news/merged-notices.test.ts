import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { PostDraft } from '#domain/post';
import { postId } from '#functions/shared/post-intake';
import { draftPost } from '../../fixtures/post-drafts.ts';
import { type Hall, openHall } from '../hall.ts';

let hall: Hall;
beforeEach(async () => {
  hall = await openHall();
});
afterEach(() => hall.close());

const SAID =
  '因路面养护，G4京港澳高速K257至K263北往南方向今晚22时至明早6时封闭，车辆由北江收费站驶出，经国道107线绕行，请按现场标志通行。';

const article = draftPost({
  sourceId: 'wechat:he-wx',
  externalId: 'article',
  title: 'G4京港澳高速北江段今晚封闭施工',
  html: `<p>${SAID}</p>`,
  publishedAt: '2026-11-22T06:00:00.000Z',
});
const status = draftPost({
  ...article,
  sourceId: 'weibo:he-wb',
  sourceName: '河北交警',
  platform: 'weibo',
  externalId: 'status',
  html: `<p>【G4京港澳高速北江段今晚封闭施工】${SAID}</p>`,
  publishedAt: '2026-11-22T06:20:00.000Z',
  url: 'https://weibo.example/1',
});
const idOf = ({ sourceId, externalId }: PostDraft) => postId(sourceId, externalId);
const read = (draft: PostDraft) => hall.news('getPost', { id: idOf(draft) });
const titles = async () => (await hall.news('listPosts', {})).posts.map(({ id }) => id);

describe('the same notice on two platforms', () => {
  it('appears once, and names both sources', async () => {
    const results = await hall.publish(article, status);
    expect(results[1]).toMatchObject({ outcome: 'created', mergedInto: idOf(article) });
    expect(await titles()).toEqual([idOf(article)]);
    expect(await read(article)).toMatchObject({
      platform: 'wechat',
      alsoAt: [{ platform: 'weibo', sourceName: '河北交警', url: 'https://weibo.example/1' }],
    });
  });

  it('keeps the link of either source alive: both show the one that stands', async () => {
    await hall.publish(article, status);
    expect(await read(status)).toMatchObject({ id: idOf(article), state: 'published' });
  });

  it('changes nothing when it is imported again', async () => {
    await hall.publish(article, status);
    expect((await hall.publish(article, status)).map(({ outcome }) => outcome)).toEqual(['unchanged', 'unchanged']);
    expect(await read(article)).toMatchObject({ revision: 1, alsoAt: [{ platform: 'weibo' }] });
  });

  it('is two where a road, an agency or a platform tells them apart', async () => {
    const elsewhere = { ...status, externalId: 'g5', html: status.html.replaceAll('G4京港澳', 'G5京昆') };
    const stranger = { ...status, sourceId: 'weibo:bj-wb', externalId: 'bj' };
    const again = { ...article, externalId: 'again' };
    await hall.publish(article, elsewhere, stranger, again);
    expect(await titles()).toHaveLength(4);
  });

  it('is told apart again when one source comes to say something else', async () => {
    await hall.publish(article, status);
    const changed = { ...status, title: '明天大雾', html: '<p>明早大雾，多个入口可能临时关闭，请关注路况再出发。</p>' };
    await hall.publish(changed);
    expect(await titles()).toHaveLength(2);
    expect(await read(article)).toMatchObject({ alsoAt: [] });
    expect(await read(changed)).toMatchObject({ id: idOf(status), title: '明天大雾' });
  });

  it('stands on from the other platform where the first source deletes it', async () => {
    await hall.publish(article, status);
    const { results } = await hall.desk('withdrawPosts', { posts: [article, { ...article, externalId: 'never-was' }] });
    expect(results.map(({ outcome }) => outcome)).toEqual(['withdrawn', 'unknown']);
    expect(await titles()).toEqual([idOf(status)]);
    expect(await read(status)).toMatchObject({ state: 'published', id: idOf(status) });
    expect(await read(article)).toMatchObject({ state: 'withdrawn', reason: '来源已删除' });
  });

  it('is gone from both where an editor withdraws it, even if a source touches it again', async () => {
    await hall.publish(article, status);
    await hall.desk('withdrawPost', { id: idOf(article), revision: 1, reason: '日期有误' });
    await hall.publish({ ...status, title: `${status.title}（更新）` });
    expect(await titles()).toEqual([]);
    expect(await read(status)).toMatchObject({ state: 'withdrawn', reason: '日期有误' });
  });
});
