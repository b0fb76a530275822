import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { draftPost } from '../../fixtures/post-drafts.ts';
import { type Hall, openHall } from '../hall.ts';

let hall: Hall;

beforeEach(async () => {
  hall = await openHall();
});
afterEach(() => hall.close());

const ask = (changes: object = {}, openid = 'newcomer') =>
  hall.desk(
    'requestAccess',
    { role: 'duty', agencyId: 'bj', name: '王警官', reason: '朝阳支队值班', ...changes },
    openid,
  );
const operator = { role: 'operator' as const, agencyId: '*' };

describe('roles', () => {
  it('are given and taken by an operator, and hold at once', async () => {
    const post = draftPost({ agencyId: 'bj' });
    await expect(hall.desk('importPosts', { posts: [post] }, 'zhang')).rejects.toThrow('forbidden');
    await hall.desk('grantRole', { openid: 'zhang', role: 'editor', agencyId: 'bj', name: '张警官' }, 'operator-1');
    await hall.desk('importPosts', { posts: [post] }, 'zhang');
    await hall.desk('revokeRole', { openid: 'zhang', role: 'editor', agencyId: 'bj' }, 'operator-1');
    await expect(hall.desk('importPosts', { posts: [post] }, 'zhang')).rejects.toThrow('forbidden');
  });

  it('given twice are held once, and keep the person’s name', async () => {
    const grant = { openid: 'zhang', role: 'editor' as const, agencyId: 'bj' };
    await hall.desk('grantRole', { ...grant, name: '张警官' }, 'operator-1');
    expect(await hall.desk('grantRole', grant, 'operator-1')).toEqual({ grants: [{ role: 'editor', agencyId: 'bj' }] });
    const { staff } = await hall.desk('listStaff', {}, 'operator-1');
    expect(staff.find(({ openid }) => openid === 'zhang')).toMatchObject({ name: '张警官' });
  });

  it('of an agency’s operator reach no further than that agency', async () => {
    await hall.grant('operator-bj', 'operator', 'bj');
    const give = (agencyId: string) =>
      hall.desk('grantRole', { openid: 'zhang', role: 'editor', agencyId }, 'operator-bj');
    await give('bj');
    await expect(give('he')).rejects.toThrow('forbidden');
    await expect(give('*')).rejects.toThrow('forbidden');
    const { staff } = await hall.desk('listStaff', {}, 'operator-bj');
    expect(staff.map(({ openid }) => openid).sort()).toEqual(['operator-bj', 'zhang']);
  });

  it('that nobody has are not taken', async () => {
    const nothing = { openid: 'zhang', role: 'editor' as const, agencyId: 'bj' };
    await expect(hall.desk('revokeRole', nothing, 'operator-1')).rejects.toThrow('not_found');
  });

  it('leave the last operator, who can’t be taken away by anybody', async () => {
    const take = (openid: string, by: string) => hall.desk('revokeRole', { openid, ...operator }, by);
    await expect(take('operator-1', 'operator-1')).rejects.toThrow('conflict');
    await hall.grant('operator-2', 'operator');
    await take('operator-1', 'operator-2');
    await expect(take('operator-2', 'operator-2')).rejects.toThrow('conflict');
  });

  it('of two operators who take each other’s at once leave one', async () => {
    await hall.grant('operator-2', 'operator');
    const outcomes = await Promise.allSettled([
      hall.desk('revokeRole', { openid: 'operator-2', ...operator }, 'operator-1'),
      hall.desk('revokeRole', { openid: 'operator-1', ...operator }, 'operator-2'),
    ]);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it('are in the audit log: who gave what to whom', async () => {
    await hall.desk('grantRole', { openid: 'zhang', role: 'editor', agencyId: 'bj' }, 'operator-1');
    const { entries } = await hall.desk('listAudit', { subject: 'staff/zhang' }, 'operator-1');
    expect(entries).toMatchObject([
      { by: 'operator-1', action: 'grantRole', after: { grants: [{ role: 'editor', agencyId: 'bj' }] } },
    ]);
  });
});

describe('asking for access', () => {
  /** What an operator has seen of the newcomer's request. */
  const seen = { openid: 'newcomer', role: 'duty', agencyId: 'bj' } as const;

  it('for more, once an operator has looked, is not given unseen', async () => {
    await ask();
    await ask({ role: 'operator', agencyId: '*' });
    await expect(hall.desk('decideAccess', { ...seen, decision: 'grant' }, 'operator-1')).rejects.toThrow('conflict');
    expect((await hall.desk('getMyDesk', {}, 'newcomer')).grants).toEqual([]);
  });

  it('waits for an operator of that agency, who gives it', async () => {
    await ask();
    expect((await hall.desk('getMyDesk', {}, 'newcomer')).request).toMatchObject({ state: 'waiting', role: 'duty' });
    expect((await hall.desk('getMyDesk', {}, 'operator-1')).waiting.requests).toBe(1);
    const { requests } = await hall.desk('listAccessRequests', {}, 'operator-1');
    expect(requests).toMatchObject([{ openid: 'newcomer', name: '王警官', agencyId: 'bj', reason: '朝阳支队值班' }]);
    await hall.desk('decideAccess', { ...seen, decision: 'grant' }, 'operator-1');
    expect(await hall.desk('getMyDesk', {}, 'newcomer')).toMatchObject({
      name: '王警官',
      grants: [{ role: 'duty', agencyId: 'bj' }],
      agencies: [{ id: 'bj', shortName: '北京交警' }],
      request: { state: 'granted' },
    });
  });

  it('is declined with words that the person reads, and may be tried again', async () => {
    await ask();
    const decline = { ...seen, decision: 'decline' as const, note: '请写明警号' };
    await hall.desk('decideAccess', decline, 'operator-1');
    expect((await hall.desk('getMyDesk', {}, 'newcomer')).request).toMatchObject({
      state: 'declined',
      note: '请写明警号',
    });
    await expect(hall.desk('decideAccess', decline, 'operator-1')).rejects.toThrow('conflict');
    await ask({ reason: '警号 012345' });
    expect((await hall.desk('listAccessRequests', {}, 'operator-1')).requests).toMatchObject([
      { reason: '警号 012345' },
    ]);
  });

  it('is no business of another agency’s operator', async () => {
    await hall.grant('operator-he', 'operator', 'he');
    await ask();
    expect((await hall.desk('listAccessRequests', {}, 'operator-he')).requests).toEqual([]);
    const decide = { ...seen, decision: 'grant' as const };
    await expect(hall.desk('decideAccess', decide, 'operator-he')).rejects.toThrow('forbidden');
  });

  it('is limited to three times a day, and its words are checked', async () => {
    hall.cloud.openapi.change({ refusedWords: ['违禁'], reviewedWords: ['存疑'] });
    await expect(ask({ name: '违禁' })).rejects.toThrow('invalid_input');
    await ask({ reason: '存疑' });
    expect((await hall.desk('listAccessRequests', {}, 'operator-1')).requests).toMatchObject([{ doubtful: true }]);
    await ask();
    await expect(ask()).rejects.toThrow('rate_limited');
  });

  it('needs an agency that is there', async () => {
    await expect(ask({ agencyId: 'nowhere' })).rejects.toThrow('not_found');
  });

  it('is exported and deleted with everything else of the person', async () => {
    await ask();
    const exported = await hall.send('me', { action: 'exportMyData', input: {} }, 'newcomer');
    expect(JSON.stringify(exported)).toContain('朝阳支队值班');
    await hall.send('me', { action: 'deleteMyData', input: { confirm: 'delete' } }, 'newcomer');
    expect((await hall.desk('listAccessRequests', {}, 'operator-1')).requests).toEqual([]);
  });
});

describe('what waits', () => {
  it('is nothing for a driver', async () => {
    expect(await hall.desk('getMyDesk', {}, 'driver')).toEqual({ grants: [], agencies: [], waiting: {} });
  });

  it('is counted for the roles that can do something about it, and for their agencies', async () => {
    await hall.grant('editor-bj', 'editor', 'bj');
    await hall.grant('duty-bj', 'duty', 'bj');
    const content = { agencyId: 'bj', channel: 'tips' as const, title: '题', digest: '', body: '文' };
    await hall.desk('saveDraft', { id: 'd1', version: 0, content }, 'editor-bj');
    await hall.desk('saveDraft', { id: 'd2', version: 0, content: { ...content, agencyId: 'he' } }, 'editor-1');
    expect((await hall.desk('getMyDesk', {}, 'editor-bj')).waiting).toEqual({
      ...{ drafts: 1, scheduled: 0, reviews: 0 },
    });
    expect((await hall.desk('getMyDesk', {}, 'editor-1')).waiting).toMatchObject({
      drafts: 2,
      inquiries: 0,
      doubtful: 0,
    });
    expect((await hall.desk('getMyDesk', {}, 'duty-bj')).waiting).toEqual({});
    expect((await hall.desk('getMyDesk', {}, 'operator-1')).waiting).toEqual({ requests: 0, lateFeeds: 0 });
  });
});
