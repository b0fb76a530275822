import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { postId } from '#functions/shared/post-intake';
import { draftPost } from '../../fixtures/post-drafts.ts';
import { type Hall, openHall } from '../hall.ts';

let hall: Hall;
const draft = draftPost({
  agencyId: 'bj',
  html: '<p>今晚20时起东湖路封闭。请绕行南湖路。现场听从指挥。</p>',
});
const id = postId(draft.sourceId, draft.externalId);
const correction = {
  id,
  revision: 1,
  reason: '更正开始时间',
  html: '<p>今晚22时起东湖路封闭。请绕行南湖路。现场听从指挥。</p>',
};

beforeEach(async () => {
  hall = await openHall();
  await hall.publish(draft);
});
afterEach(() => hall.close());

const read = () => hall.news('getPost', { id });
const trail = async () => (await hall.news('listRevisions', { id })).revisions;

describe('a correction', () => {
  it('is the next revision, and says so on the article', async () => {
    expect(await hall.desk('correctPost', correction)).toEqual({ revision: 2 });
    expect(await read()).toMatchObject({
      revision: 2,
      updateNote: '更正开始时间',
      updatedAt: '2026-11-23T00:30:00.000Z',
      title: draft.title,
      blocks: [{ kind: 'text', html: expect.stringContaining('22时') }],
    });
  });

  it('leaves a trail that anybody can read: who, when, why, and what changed', async () => {
    await hall.desk('correctPost', correction);
    expect(await trail()).toEqual([
      {
        revision: 2,
        at: '2026-11-23T00:30:00.000Z',
        kind: 'corrected',
        agency: '北京交警',
        reason: '更正开始时间',
        changes: [
          {
            field: 'body',
            parts: [
              { op: 'same', text: '今晚' },
              { op: 'removed', text: '20' },
              { op: 'added', text: '22' },
              { op: 'same', text: '时起东湖路封闭。请绕行南湖路。现场听从指挥。' },
            ],
          },
        ],
      },
    ]);
  });

  it('names no person', async () => {
    await hall.desk('correctPost', correction);
    expect(JSON.stringify([await trail(), await read()])).not.toContain('editor-1');
  });

  it('of a revision that is no longer the last is refused, and changes nothing', async () => {
    await hall.desk('correctPost', correction);
    await expect(hall.desk('correctPost', { ...correction, title: '另一个编辑' })).rejects.toThrow('conflict');
    expect(await read()).toMatchObject({ revision: 2, title: draft.title });
  });

  it('past the review that its agency wants is refused with the way to go, whoever asks', async () => {
    await hall.desk('saveAgencySettings', { agencyId: 'bj', review: 'required' }, 'operator-1');
    await hall.grant('editor-bj', 'editor', 'bj');
    for (const openid of ['editor-1', 'editor-bj']) {
      expect(await hall.send('desk', { action: 'correctPost', input: correction }, openid)).toMatchObject({
        ok: false,
        error: { code: 'conflict', details: { reason: expect.stringContaining('送审') } },
      });
    }
    expect(await read()).toMatchObject({ revision: 1 });
    await hall.desk('saveAgencySettings', { agencyId: 'bj', review: 'optional' }, 'operator-1');
    expect(await hall.desk('correctPost', correction)).toEqual({ revision: 2 });
  });

  it('by two editors at once succeeds for one of them', async () => {
    const attempts = ['甲', '乙', '丙'].map((title) => hall.desk('correctPost', { ...correction, title }));
    const outcomes = (await Promise.allSettled(attempts)).map(({ status }) => status);
    expect(outcomes.filter((status) => status === 'fulfilled')).toHaveLength(1);
    expect(await trail()).toHaveLength(1);
  });

  it('needs a reason, a body that says something, and an editor of the agency', async () => {
    await expect(hall.desk('correctPost', { ...correction, reason: ' ' })).rejects.toThrow('invalid_input: reason');
    await expect(hall.desk('correctPost', { ...correction, html: '<script>1</script>' })).rejects.toThrow(
      'invalid_input: html',
    );
    await hall.grant('editor-he', 'editor', 'he');
    await expect(hall.desk('correctPost', correction, 'editor-he')).rejects.toThrow('forbidden');
    expect(await trail()).toEqual([]);
  });

  it('finds the new words, and the old ones no more', async () => {
    await hall.desk('correctPost', { ...correction, title: '东湖路封闭时间更正' });
    expect((await hall.news('searchPosts', { query: '更正' })).hits.map((hit) => hit.id)).toEqual([id]);
    expect((await hall.news('searchPosts', { query: '近光灯' })).hits).toEqual([]);
  });
});

describe('a change at the source', () => {
  it('is in the trail too', async () => {
    await hall.publish({ ...draft, title: '雨天请开近光灯和示廓灯' });
    expect(await trail()).toMatchObject([
      { revision: 2, kind: 'source-updated', changes: [{ field: 'title', parts: expect.any(Array) }] },
    ]);
  });
});

describe('a withdrawal', () => {
  const withdraw = () => hall.desk('withdrawPost', { id, revision: 1, reason: '活动取消' });

  it('leaves a tombstone with its reason, under the same link', async () => {
    await withdraw();
    expect(await read()).toMatchObject({
      state: 'withdrawn',
      title: draft.title,
      reason: '活动取消',
      withdrawnAt: '2026-11-23T00:30:00.000Z',
      revision: 2,
    });
    expect(await trail()).toMatchObject([{ revision: 2, kind: 'withdrawn', reason: '活动取消', changes: [] }]);
  });

  it('takes the post out of feed and search, and says so among a reader’s favourites', async () => {
    await withdraw();
    expect((await hall.news('listPosts', {})).posts).toEqual([]);
    expect((await hall.news('searchPosts', { query: '近光灯' })).hits).toEqual([]);
    const { posts } = await hall.news('lookUpPosts', { ids: [id, 'never-was'] });
    expect(posts).toMatchObject([{ id, withdrawn: true }]);
  });

  it('stands, though its source repeats the post', async () => {
    await withdraw();
    const [result] = await hall.publish({ ...draft, title: '又来了' });
    expect(result?.outcome).toBe('unchanged');
    expect((await read()).state).toBe('withdrawn');
  });

  it('can’t be done twice', async () => {
    await withdraw();
    await expect(hall.desk('withdrawPost', { id, revision: 2, reason: '再撤' })).rejects.toThrow('conflict');
  });
});

describe('the audit log', () => {
  it('has every write of the desk: who, what, before and after', async () => {
    await hall.desk('correctPost', correction);
    await hall.desk('pinPost', { id, until: '2026-11-24T00:00:00.000Z' });
    const { entries } = await hall.desk('listAudit', { subject: `posts/${id}` }, 'operator-1');
    expect(entries.map(({ action }) => action).sort()).toEqual(['correctPost', 'importPosts', 'pinPost']);
    expect(entries.find(({ action }) => action === 'correctPost')).toMatchObject({
      by: 'editor-1',
      at: '2026-11-23T00:30:00.000Z',
      before: { revision: 1 },
      after: { revision: 2, updateNote: '更正开始时间' },
    });
  });

  it('is for operators', async () => {
    await expect(hall.desk('listAudit', {}, 'editor-1')).rejects.toThrow('forbidden');
  });

  it('has nothing to say of a write that changed nothing', async () => {
    const before = (await hall.desk('listAudit', { limit: 50 }, 'operator-1')).entries.length;
    await hall.publish(draft);
    expect((await hall.desk('listAudit', { limit: 50 }, 'operator-1')).entries).toHaveLength(before);
  });
});
