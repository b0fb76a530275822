import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { draftPost, draftPosts } from '../../fixtures/post-drafts.ts';
import { type Hall, openHall } from '../hall.ts';

let hall: Hall;

beforeAll(async () => {
  hall = await openHall();
  for (const agencyId of ['mps', 'he', 'sjz', 'bj']) {
    await hall.publish(
      ...draftPosts(3, { agencyId, sourceId: `wechat:${agencyId}-wx` }).map((draft, at) => ({
        ...draft,
        title: `${agencyId} 第${at}条`,
      })),
    );
  }
});
afterAll(() => hall.close());

const speakers = (posts: { agency: string }[]) => [...new Set(posts.map(({ agency }) => agency))].sort();

describe('agencies', () => {
  it('are listed from the ministry down, by level, and by the region that hears them', async () => {
    const list = async (input: object) => (await hall.news('listAgencies', input)).agencies.map(({ id }) => id);
    expect(await list({})).toEqual(['mps', 'bj', 'he', 'sjz']);
    expect(await list({ level: 'province' })).toEqual(['bj', 'he']);
    expect(await list({ region: '130100' })).toEqual(['he', 'sjz']);
    expect(await list({ region: '110000' })).toEqual(['bj']);
  });

  it('have a page, with their accounts and who stands above them', async () => {
    expect(await hall.news('getAgency', { id: 'sjz' })).toMatchObject({
      name: '石家庄交警（示例）',
      parent: { id: 'mps', shortName: '交管局' },
      accounts: [
        { platform: 'wechat', verified: true },
        { platform: 'weibo', verified: true },
      ],
    });
    await expect(hall.news('getAgency', { id: 'nobody' })).rejects.toThrow('not_found');
  });
});

describe('timelines', () => {
  it('hold the agencies that a reader follows, and no other', async () => {
    const { posts } = await hall.news('listPosts', { agencies: ['bj', 'sjz'] });
    expect(speakers(posts)).toEqual(['北京交警', '石家庄交警']);
    expect(posts).toHaveLength(6);
  });

  it('of a region hold its agencies, those within it and those above it', async () => {
    const heardIn = async (region: string) => speakers((await hall.news('listPosts', { region })).posts);
    expect(await heardIn('130100')).toEqual(['河北交警', '石家庄交警']);
    expect(await heardIn('130000')).toEqual(['河北交警', '石家庄交警']);
    expect(await heardIn('130200')).toEqual(['河北交警']);
    expect(await heardIn('110105')).toEqual(['北京交警']);
    expect(await heardIn('100000')).toHaveLength(4);
  });

  it('go on where the page before ended', async () => {
    const first = await hall.news('listPosts', { agencies: ['he', 'sjz'], limit: 4 });
    const second = await hall.news('listPosts', { agencies: ['he', 'sjz'], limit: 4, cursor: first.nextCursor });
    expect(second.nextCursor).toBeUndefined();
    expect(new Set([...first.posts, ...second.posts].map(({ id }) => id)).size).toBe(6);
  });

  it('are asked for in one way at a time', async () => {
    await expect(hall.news('listPosts', { channel: 'tips', region: '130000' })).rejects.toThrow('invalid_input');
  });

  it.each([
    ['of everything', {}],
    ['of a channel', { channel: 'tips' as const }],
    ['of followed agencies', { agencies: ['bj', 'he', 'mps'] }],
    ['of a region', { region: '130100' }],
  ])('%s cost one request, and little more than they show', async (_, input) => {
    hall.takeCost();
    const { posts } = await hall.news('listPosts', { ...input, limit: 3 });
    const { requests, examined } = hall.takeCost();
    expect(posts).toHaveLength(3);
    expect(requests).toBe(1);
    expect(examined).toBeLessThanOrEqual(2 * posts.length + 1);
  });

  it('tell whose account spoke, where the import names no agency', async () => {
    const said = {
      title: '长安街今晚管制',
      html: '<p>今晚八点起长安街分段管制。</p>',
      publishedAt: '2026-11-23T00:00:00.000Z',
    };
    await hall.publish(draftPost({ ...said, sourceId: 'weibo:bj-wb', platform: 'weibo', externalId: 'by-account' }));
    const { posts } = await hall.news('listPosts', { agencies: ['bj'], limit: 1 });
    expect(posts[0]).toMatchObject({ agency: '北京交警', title: '长安街今晚管制' });
  });
});
