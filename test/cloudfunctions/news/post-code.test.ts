import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { draftPost } from '../../fixtures/post-drafts.ts';
import { type Hall, openHall } from '../hall.ts';

let hall: Hall;
let id: string;

beforeEach(async () => {
  hall = await openHall();
  await hall.publish(draftPost());
  id = (await hall.news('listPosts', {})).posts[0]?.id ?? '';
});
afterEach(() => hall.close());

const drawn = () => hall.cloud.openapi.records().filter(({ api }) => api === 'wxacode.getUnlimited');

describe("the code on a post's poster", () => {
  it('is a picture that opens the post: its page, with the id as the scene', async () => {
    const { code } = await hall.news('getPostCode', { id });
    expect(code).toMatch(/^data:image\/png;base64,iVBOR/);
    expect(drawn()).toMatchObject([{ errcode: 0, params: { page: 'pages/news/post', scene: id } }]);
  });

  it('is drawn once, and kept for everybody who asks again', async () => {
    const first = await hall.news('getPostCode', { id });
    expect(await hall.news('getPostCode', { id })).toEqual(first);
    expect(drawn()).toHaveLength(1);
  });

  it('is refused for a post that is not there, or no longer', async () => {
    await expect(hall.news('getPostCode', { id: 'nobody' })).rejects.toThrow('not_found');
    await hall.desk('withdrawPost', { id, revision: 1, reason: '内容有误。' });
    await expect(hall.news('getPostCode', { id })).rejects.toThrow('not_found');
  });

  it('waits where WeChat draws no more for now: rate_limited, with when to ask again', async () => {
    const refused = { functionName: 'news', requestId: 'r', permitted: ['wxacode.getUnlimited'] };
    for (let at = 0; at < 5000; at += 1) {
      await hall.cloud.openapi.call('wxacode.getUnlimited', async () => ({ scene: '' }), refused);
    }
    const event = { action: 'getPostCode', input: { id } };
    expect(await hall.send('news', event)).toMatchObject({
      ok: false,
      error: { code: 'rate_limited', details: { retryAfter: 60 } },
    });
    hall.cloud.clock.advance(60_000);
    expect(await hall.send('news', event)).toMatchObject({ ok: true });
  });
});
