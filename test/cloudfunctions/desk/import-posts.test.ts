import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DeskContract } from '#contract/desk';
import type { NewsContract } from '#contract/news';
import type { PostDraft } from '#domain/post';
import { postId } from '#functions/shared/post-intake';
import { draftPost, draftPosts } from '../../fixtures/post-drafts.ts';
import { startTestCloud, type TestCloud } from '../../test-cloud.ts';
import { openHall } from '../hall.ts';

let test: TestCloud;

beforeEach(async () => {
  test = await startTestCloud();
  await test.grant('editor-1', 'editor');
});
afterEach(() => test.close());

async function importAs(openid: string | undefined, posts: PostDraft[]) {
  const { results } = await test.call<DeskContract, 'importPosts'>('desk', 'importPosts', { posts }, openid);
  return results;
}
const outcomes = (results: { outcome: string }[]) => results.map(({ outcome }) => outcome);
const read = (draft: PostDraft) =>
  test.call<NewsContract, 'getPost'>('news', 'getPost', { id: postId(draft.sourceId, draft.externalId) });

describe('who may import', () => {
  it('nobody without an account', async () => {
    await expect(importAs(undefined, [draftPost()])).rejects.toThrow('unauthenticated');
  });

  it('no driver', async () => {
    await expect(importAs('driver-1', [draftPost()])).rejects.toThrow('forbidden');
  });

  it('no duty officer: that role is another', async () => {
    await test.grant('officer-1', 'duty');
    await expect(importAs('officer-1', [draftPost()])).rejects.toThrow('forbidden');
  });

  it('an editor of one agency for that agency only', async () => {
    await test.grant('operator-1', 'operator');
    const agency = {
      id: 'bj',
      name: '北京交警（示例）',
      shortName: '北京交警',
      level: 'province',
      adcode: '110000',
      about: '',
      accounts: [],
    } as const;
    await test.call<DeskContract, 'saveAgencies'>(
      'desk',
      'saveAgencies',
      { agencies: [{ ...agency, accounts: [] }] },
      'operator-1',
    );
    await test.grant('editor-bj', 'editor', 'bj');
    const results = await importAs('editor-bj', [
      draftPost({ externalId: 'own', agencyId: 'bj' }),
      draftPost({ externalId: 'foreign', agencyId: 'sh' }),
      draftPost({ externalId: 'nobody' }),
    ]);
    expect(outcomes(results)).toEqual(['created', 'rejected', 'rejected']);
    expect((await read(draftPost({ externalId: 'own' }))).agency).toBe('北京交警');

    await importAs('editor-1', [draftPost({ externalId: 'of nobody' })]);
    const taken = draftPost({ externalId: 'of nobody', agencyId: 'bj', title: '别人的文章' });
    expect(outcomes(await importAs('editor-bj', [taken]))).toEqual(['rejected']);
    expect(await read(taken)).toMatchObject({ title: draftPost().title, revision: 1 });
  });

  it('no single editor for an agency that wants every post reviewed: not a new post, and not a change of one', async () => {
    const hall = await openHall();
    try {
      const own = draftPost({ externalId: 'own', agencyId: 'bj' });
      const elsewhere = draftPost({ externalId: 'elsewhere', agencyId: 'he', title: '河北的通告' });
      await hall.publish(own);
      await hall.desk('saveAgencySettings', { agencyId: 'bj', review: 'required' }, 'operator-1');
      const results = await hall.publish(
        { ...own, title: '改过的标题' },
        // Without a name, its account says whose it is.
        { ...draftPost({ externalId: 'new', sourceId: 'wechat:bj-wx' }) },
        // As if it were another agency's from now on.
        { ...own, title: '改过的标题', agencyId: 'he' },
        elsewhere,
      );
      expect(outcomes(results)).toEqual(['rejected', 'rejected', 'rejected', 'created']);
      expect(results[0]?.reason).toContain('送审');
      const { posts } = await hall.news('listPosts', {});
      expect(posts.map(({ title }) => title).sort()).toEqual([own.title, elsewhere.title].sort());
    } finally {
      await hall.close();
    }
  });
});

describe('importing', () => {
  it('the same document twice changes nothing', async () => {
    const drafts = draftPosts(5);
    expect(outcomes(await importAs('editor-1', drafts))).toEqual(Array(5).fill('created'));
    expect(outcomes(await importAs('editor-1', drafts))).toEqual(Array(5).fill('unchanged'));
    expect((await read(draftPosts(1)[0] ?? draftPost())).revision).toBe(1);
  });

  it('a changed document becomes the next revision, which says so', async () => {
    await importAs('editor-1', [draftPost()]);
    const changed = draftPost({ title: '雨天请开近光灯（更新）' });
    expect(outcomes(await importAs('editor-1', [changed]))).toEqual(['updated']);
    expect(await read(changed)).toMatchObject({
      revision: 2,
      title: '雨天请开近光灯（更新）',
      updatedAt: '2026-11-23T00:30:00.000Z',
    });
  });

  it('one bad post is named with its reason, and the others land', async () => {
    const results = await importAs('editor-1', [
      draftPost({ externalId: 'good-1' }),
      draftPost({ externalId: 'empty', html: '<script>alert(1)</script>' }),
      draftPost({ externalId: 'from the future', publishedAt: '2030-01-01T00:00:00.000Z' }),
      draftPost({ externalId: 'unknown agency', agencyId: 'nowhere' }),
      draftPost({ externalId: 'good-2' }),
    ]);
    expect(outcomes(results)).toEqual(['created', 'rejected', 'rejected', 'rejected', 'created']);
    expect(results.filter(({ reason }) => reason !== undefined).map(({ reason }) => reason)).toEqual([
      '正文清理后没有可读的内容',
      '发布时间 2030-01-01T00:00:00.000Z 在未来',
      '没有机构 nowhere',
    ]);
  });

  it('what could run in a reader’s phone never reaches the stored body', async () => {
    const hostile = draftPost({
      externalId: 'hostile',
      html: `<p onclick="steal()">正文</p><script>steal()</script><img src="x" onerror="steal()">
        <a href="javascript:steal()">点我</a><iframe src="https://evil.example/"></iframe><svg onload="steal()"></svg>`,
    });
    await importAs('editor-1', [hostile]);
    const stored = JSON.stringify(test.cloud.database.browse('posts', { limit: 10, offset: 0 }).documents);
    expect(stored).toContain('正文');
    expect(stored).not.toMatch(/<script|onerror|onclick|onload|javascript:|<iframe/i);
  });
});
