import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { draftPost } from '../../fixtures/post-drafts.ts';
import { type Hall, openHall } from '../hall.ts';

let hall: Hall;

const content = {
  agencyId: 'bj',
  channel: 'tips' as const,
  title: '雨天请开近光灯',
  digest: '看得见别人，也让别人看见您。',
  body: '# 灯光\n雨天能见度下降，请**减速**。\n![积水路面](https://pictures.example/rain.jpg)',
};

beforeEach(async () => {
  hall = await openHall({ timers: true });
  await hall.grant('editor-bj', 'editor', 'bj');
  await hall.grant('editor-he', 'editor', 'he');
  await hall.grant('reviewer-bj', 'reviewer', 'bj');
});
afterEach(() => hall.close());

const save = (version: number, changes: object = {}, openid = 'editor-bj', run?: { key: string; turn: number }) =>
  hall.desk('saveDraft', { id: 'd1', version, content: { ...content, ...changes }, ...(run && { run }) }, openid);
const get = () => hall.desk('getDraft', { id: 'd1' }, 'editor-bj');
const publish = (version: number, id = 'd1', openid = 'editor-bj') =>
  hall.desk('publishDraft', { id, version }, openid);
const wantFourEyes = () => hall.desk('saveAgencySettings', { agencyId: 'bj', review: 'required' }, 'operator-1');
const feed = async () => (await hall.news('listPosts', {})).posts.map(({ title }) => title);

/** The whole reply of a call that is refused. */
async function refusal(action: string, input: object, openid = 'editor-bj') {
  const reply = await hall.send('desk', { action, input }, openid);
  if (reply.ok) throw new Error(`${action} was not refused`);
  return reply.error;
}

async function passTime(minutes: number): Promise<void> {
  hall.cloud.clock.advance(minutes * 60_000);
  await hall.cloud.timers.settled();
}

describe('keeping a draft', () => {
  it('takes what is not finished, and gives it back to every editor of the agency', async () => {
    expect(await save(0, { title: '', body: '' })).toMatchObject({ version: 1, state: 'editing' });
    expect(await hall.desk('getDraft', { id: 'd1' }, 'editor-1')).toMatchObject({ title: '', isMine: false });
    expect((await hall.desk('listDrafts', { shelf: 'open' }, 'editor-bj')).drafts).toMatchObject([{ id: 'd1' }]);
    expect((await hall.desk('listDrafts', { shelf: 'open' }, 'editor-he')).drafts).toEqual([]);
    await expect(hall.desk('getDraft', { id: 'd1' }, 'editor-he')).rejects.toThrow('forbidden');
  });

  it('of two editors tells the later one who saved when, and overwrites nothing', async () => {
    await hall.desk('grantRole', { openid: 'editor-bj', role: 'editor', agencyId: 'bj', name: '张警官' }, 'operator-1');
    await save(0);
    await save(1, { title: '张警官的标题' });
    const error = await refusal(
      'saveDraft',
      { id: 'd1', version: 1, content: { ...content, title: '另一个标题' } },
      'editor-1',
    );
    expect(error).toMatchObject({
      code: 'conflict',
      details: { reason: '张警官 在 08:30 保存了新的一版，您的修改没有覆盖它。' },
    });
    expect(await get()).toMatchObject({ title: '张警官的标题', version: 2 });
  });

  it('of three who save at once keeps one', async () => {
    await save(0);
    const attempts = ['甲', '乙', '丙'].map((title) => save(1, { title }));
    const outcomes = (await Promise.allSettled(attempts)).map(({ status }) => status);
    expect(outcomes.filter((status) => status === 'fulfilled')).toHaveLength(1);
    expect((await get()).version).toBe(2);
  });

  it('repeated after a lost answer is no conflict with itself', async () => {
    await save(0);
    expect(await save(0)).toMatchObject({ version: 1 });
    await save(1, { title: '改' });
    expect(await save(1, { title: '改' })).toMatchObject({ version: 2 });
  });

  describe('whose answer was lost', () => {
    /** One phone's saves: what it knows is the version that it was told last. */
    const from = (key: string, version: number, turn: number, title: string, openid = 'editor-bj') =>
      save(version, { title }, openid, { key, turn });
    const losesAnswer = async (sent: () => Promise<unknown>) => {
      hall.cloud.faults.add({ action: 'database.commitTransaction', dropRate: 1, times: 1 });
      await expect(sent()).rejects.toThrow();
    };

    it('is gone on from by its own phone with more words, as often as answers are lost', async () => {
      await losesAnswer(() => from('phone', 0, 1, '雨'));
      await losesAnswer(() => from('phone', 0, 2, '雨天'));
      expect(await get()).toMatchObject({ title: '雨天', version: 2, lastSave: { key: 'phone', turn: 2, on: 0 } });
      expect(await from('phone', 0, 3, '雨天请')).toMatchObject({ version: 3 });
      await losesAnswer(() => from('phone-2', 3, 4, '雨天请慢'));
      expect(await from('phone-2', 3, 5, '雨天请慢行')).toMatchObject({ version: 5 });
      expect(await get()).toMatchObject({ title: '雨天请慢行' });
    });

    it('is not laid over what it never saw: another phone’s words, or another person’s', async () => {
      await save(0);
      await losesAnswer(() => from('phone', 1, 1, '手机上写的'));
      const onTablet = {
        id: 'd1',
        version: 1,
        run: { key: 'tablet', turn: 9 },
        content: { ...content, title: '平板' },
      };
      expect(await refusal('saveDraft', onTablet)).toMatchObject({
        code: 'conflict',
        details: { reason: '您已在 08:30 从别处保存了新的一版，您的修改没有覆盖它。' },
      });
      await expect(from('phone', 1, 2, '同事的手机', 'editor-1')).rejects.toThrow('conflict');
      await save(2, { title: '同事写的' }, 'editor-1');
      await expect(from('phone', 1, 2, '手机上接着写的')).rejects.toThrow('conflict');
      expect(await get()).toMatchObject({ title: '同事写的', version: 3 });
      expect((await get()).lastSave).toBeUndefined();
    });

    it('is not laid over a step that followed it', async () => {
      await from('phone', 0, 1, '一');
      await hall.desk('submitDraft', { id: 'd1', version: 1 }, 'editor-bj');
      await hall.desk('reopenDraft', { id: 'd1', version: 2 }, 'editor-1');
      await expect(from('phone', 0, 2, '二')).rejects.toThrow('conflict');
    });

    it('and that comes late itself does not undo the words after it', async () => {
      await from('phone', 0, 2, '后写的');
      await expect(from('phone', 0, 1, '先写的')).rejects.toThrow('conflict');
      expect(await get()).toMatchObject({ title: '后写的', version: 1 });
    });

    it('says to nobody else which phone it was', async () => {
      await from('phone', 0, 1, '一');
      expect((await hall.desk('getDraft', { id: 'd1' }, 'editor-1')).lastSave).toBeUndefined();
    });
  });

  it('is for editors of the agency that would speak', async () => {
    await expect(save(0, { agencyId: 'he' })).rejects.toThrow('forbidden');
    await expect(save(0, {}, 'reviewer-bj')).rejects.toThrow('forbidden');
    await expect(save(0, { agencyId: '*' }, 'editor-1')).rejects.toThrow('invalid_input');
    await save(0);
    await expect(save(1, {}, 'editor-he')).rejects.toThrow('forbidden');
  });
});

describe('a preview', () => {
  it('shows the blocks that readers would get', async () => {
    await save(0);
    const preview = await hall.desk('previewDraft', { id: 'd1' }, 'reviewer-bj');
    expect(preview).toMatchObject({ title: content.title, agency: '北京交警', dropped: [] });
    await publish(1);
    const [post] = (await hall.news('listPosts', {})).posts;
    expect(await hall.news('getPost', { id: post?.id ?? '' })).toMatchObject({ blocks: preview.blocks });
  });

  it('of nothing says what is missing', async () => {
    await save(0, { body: '' });
    expect(await refusal('previewDraft', { id: 'd1' })).toMatchObject({ code: 'invalid_input' });
  });
});

describe('publishing', () => {
  it('puts the draft into the feed, in the agency’s name', async () => {
    await save(0);
    const { postId } = await publish(1);
    expect(await hall.news('getPost', { id: postId })).toMatchObject({
      title: content.title,
      agency: '北京交警',
      platform: 'desk',
      publishedAt: '2026-11-23T00:30:00.000Z',
      revision: 1,
    });
    expect(await get()).toMatchObject({ state: 'published', postId });
  });

  it('asked again gives the same post, and not another', async () => {
    await save(0);
    const first = await publish(1);
    expect(await publish(1)).toMatchObject({ postId: first.postId });
    expect(await feed()).toHaveLength(1);
  });

  it('of a version that somebody has changed since is refused', async () => {
    await save(0);
    await save(1, { title: '改' });
    await expect(publish(1)).rejects.toThrow('conflict');
    expect(await feed()).toEqual([]);
  });

  it('of what can’t stand returns the draft with the reason', async () => {
    await save(0, { laws: [{ law: 'no-such-law', article: '第一条' }] });
    expect(await refusal('publishDraft', { id: 'd1', version: 1 })).toMatchObject({ code: 'invalid_input' });
    const draft = await get();
    expect(draft).toMatchObject({ state: 'returned', review: { note: expect.stringContaining('法规库里没有') } });
    await save(draft.version, { laws: [] });
    await publish(draft.version + 1);
    expect(await feed()).toEqual([content.title]);
  });

  it('killed twice on its way ends by itself, with one post of one revision', async () => {
    await save(0);
    // The answer to the commit is lost, as when an instance is killed: first as the publication begins …
    hall.cloud.faults.add({ action: 'database.commitTransaction', dropRate: 1, times: 1 });
    await expect(publish(1)).rejects.toThrow();
    expect(await get()).toMatchObject({ state: 'publishing' });
    // … then when the post stands and its draft doesn't know.
    hall.cloud.faults.add({ action: 'database.commitTransaction', dropRate: 1, times: 1 });
    await expect(publish(2)).rejects.toThrow();
    expect(await get()).toMatchObject({ state: 'publishing' });
    await passTime(2);
    const { state, postId = '' } = await get();
    expect(state).toBe('published');
    expect(await hall.news('getPost', { id: postId })).toMatchObject({
      revision: 1,
      publishedAt: '2026-11-23T00:30:00.000Z',
    });
    expect(await feed()).toHaveLength(1);
  });
});

describe('four eyes', () => {
  beforeEach(async () => {
    await wantFourEyes();
    await save(0);
  });

  it('keep a draft from readers until another person has approved it', async () => {
    expect(await refusal('publishDraft', { id: 'd1', version: 1 })).toMatchObject({
      code: 'conflict',
      details: { reason: '本机构的稿件须经另一位同事审核后才能发布。' },
    });
    await expect(
      hall.desk('scheduleDraft', { id: 'd1', version: 1, publishAt: '2026-11-24T00:00:00.000Z' }, 'editor-bj'),
    ).rejects.toThrow('conflict');
    const { version } = await hall.desk('submitDraft', { id: 'd1', version: 1 }, 'editor-bj');
    const approved = await hall.desk('reviewDraft', { id: 'd1', version, decision: 'approve' }, 'reviewer-bj');
    await publish(approved.version);
    expect(await feed()).toEqual([content.title]);
  });

  it('are never two of the same person, whatever roles that person has', async () => {
    await hall.grant('editor-bj', 'reviewer', 'bj');
    const { version } = await hall.desk('submitDraft', { id: 'd1', version: 1 }, 'editor-bj');
    expect(await refusal('reviewDraft', { id: 'd1', version, decision: 'approve' })).toMatchObject({
      code: 'forbidden',
      details: { reason: '您写过这份草稿，请由另一位同事审核。' },
    });
  });

  it('of another agency see nothing', async () => {
    await hall.grant('reviewer-he', 'reviewer', 'he');
    const { version } = await hall.desk('submitDraft', { id: 'd1', version: 1 }, 'editor-bj');
    const review = { id: 'd1', version, decision: 'approve' as const };
    await expect(hall.desk('reviewDraft', review, 'reviewer-he')).rejects.toThrow('forbidden');
    expect((await hall.desk('listDrafts', { shelf: 'review' }, 'reviewer-he')).drafts).toEqual([]);
  });

  it('return a draft with a note that its author reads', async () => {
    const { version } = await hall.desk('submitDraft', { id: 'd1', version: 1 }, 'editor-bj');
    const review = { id: 'd1', version, decision: 'return' as const };
    await expect(hall.desk('reviewDraft', review, 'reviewer-bj')).rejects.toThrow('invalid_input');
    await hall.desk('reviewDraft', { ...review, note: '请写明来源' }, 'reviewer-bj');
    expect(await get()).toMatchObject({ state: 'returned', review: { note: '请写明来源' } });
  });
});

describe('the timetable', () => {
  const publishAt = '2026-11-23T01:00:00.000Z';
  const schedule = () => hall.desk('scheduleDraft', { id: 'd1', version: 1, publishAt }, 'editor-bj');

  beforeEach(() => save(0));

  it('publishes at its hour and not before', async () => {
    await schedule();
    await passTime(29);
    expect(await feed()).toEqual([]);
    await passTime(2);
    expect(await feed()).toEqual([content.title]);
    expect(await get()).toMatchObject({ state: 'published' });
  });

  it('lets a draft be taken back and written on', async () => {
    const { version } = await schedule();
    await hall.desk('reopenDraft', { id: 'd1', version }, 'editor-bj');
    await passTime(60);
    expect(await feed()).toEqual([]);
  });

  it('returns the draft of somebody who has lost the role meanwhile', async () => {
    await schedule();
    await hall.desk('revokeRole', { openid: 'editor-bj', role: 'editor', agencyId: 'bj' }, 'operator-1');
    await passTime(31);
    expect(await feed()).toEqual([]);
    expect(await hall.desk('getDraft', { id: 'd1' }, 'editor-1')).toMatchObject({ state: 'returned' });
  });

  it('has no room in the past', async () => {
    const late = { id: 'd1', version: 1, publishAt: '2026-11-23T00:30:00.000Z' };
    await expect(hall.desk('scheduleDraft', late, 'editor-bj')).rejects.toThrow('invalid_input: publishAt');
  });
});

describe('a correction', () => {
  const source = draftPost({
    agencyId: 'bj',
    html: '<p>今晚20时起封闭。</p><table><tr><td>限速</td><td>60</td></tr><tr><td>限高</td><td>4米</td></tr></table>',
  });
  let postId: string;

  beforeEach(async () => {
    await hall.publish(source);
    postId = (await hall.news('listPosts', {})).posts[0]?.id ?? '';
  });

  async function write(changes: object) {
    const { id, version } = await hall.desk('startCorrection', { postId }, 'editor-bj');
    const { agencyId, channel, title, digest, body, laws } = await hall.desk('getDraft', { id }, 'editor-bj');
    const said = { agencyId, channel, title, digest, body, laws, ...changes };
    return { id, ...(await hall.desk('saveDraft', { id, version, content: said }, 'editor-bj')) };
  }

  it('is one draft for everybody who opens it, and says what its marks can’t', async () => {
    const first = await hall.desk('startCorrection', { postId }, 'editor-bj');
    expect(first).toMatchObject({ version: 1, isWhole: false });
    expect(await hall.desk('startCorrection', { postId }, 'editor-1')).toEqual(first);
  });

  it('leaves a body that was not touched as it was, and a trail of the rest', async () => {
    const { id, version } = await write({ title: '封闭时间更正', reason: '更正时间' });
    const preview = await hall.desk('previewDraft', { id }, 'editor-bj');
    expect(preview.changes).toMatchObject([{ field: 'title' }]);
    await publish(version, id);
    const post = await hall.news('getPost', { id: postId });
    expect(post).toMatchObject({ title: '封闭时间更正', revision: 2, updateNote: '更正时间' });
    expect(JSON.stringify(post)).toContain('<td>限速</td>');
  });

  it('needs a reason, since readers see it', async () => {
    const { id, version } = await write({ title: '封闭时间更正', reason: ' ' });
    await expect(publish(version, id)).rejects.toThrow('reason: is missing');
  });

  it('of a post that has changed meanwhile is not laid over the change', async () => {
    const { id, version } = await write({ title: '封闭时间更正', reason: '更正时间' });
    await hall.publish({ ...source, title: '来源改了' });
    expect(await refusal('publishDraft', { id, version })).toMatchObject({
      code: 'conflict',
      details: { reason: '这篇内容已有更新的版本或已撤回，请重新开始更正。' },
    });
    expect(await hall.news('getPost', { id: postId })).toMatchObject({ title: '来源改了', revision: 2 });
  });

  it('killed after it was made public is not made twice', async () => {
    const { id, version } = await write({ title: '封闭时间更正', reason: '更正时间' });
    hall.cloud.faults.add({ action: 'database.commitTransaction', dropRate: 1, times: 1 });
    await expect(publish(version, id)).rejects.toThrow();
    hall.cloud.faults.add({ action: 'database.commitTransaction', dropRate: 1, times: 1 });
    await expect(publish(version + 1, id)).rejects.toThrow();
    await passTime(2);
    expect(await hall.desk('getDraft', { id }, 'editor-bj')).toMatchObject({ state: 'published', postId });
    expect(await hall.news('getPost', { id: postId })).toMatchObject({ revision: 2 });
  });

  it('is for editors of the post’s agency', async () => {
    await expect(hall.desk('startCorrection', { postId }, 'editor-he')).rejects.toThrow('forbidden');
  });
});

it('the desk lists the posts that its editor may change, and no banner', async () => {
  await hall.publish(draftPost({ agencyId: 'bj' }), draftPost({ externalId: '2', agencyId: 'he', title: '河北' }));
  const banner = { id: 'b1', text: '暴雨红色预警', from: '2026-11-23T00:00:00.000Z', to: '2026-11-24T00:00:00.000Z' };
  await hall.desk('setBanner', banner);
  const titles = async (openid: string) =>
    (await hall.desk('listDeskPosts', {}, openid)).posts.map(({ agency }) => agency).sort();
  expect(await titles('editor-1')).toEqual(['北京交警', '河北交警']);
  expect(await titles('editor-he')).toEqual(['河北交警']);
});

it('every step of a draft is in the audit log', async () => {
  await save(0);
  await publish(1);
  const { entries } = await hall.desk('listAudit', { subject: 'drafts/d1' }, 'operator-1');
  expect(entries.map(({ action }) => action).sort()).toEqual(['publishDraft', 'publishDraft', 'saveDraft']);
  expect(entries.every(({ by }) => by === 'editor-bj')).toBe(true);
});
