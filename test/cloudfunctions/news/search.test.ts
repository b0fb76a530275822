import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { databaseActions } from '#cloud/database/actions';
import type { PostDocument } from '#domain/post-document';
import { countTerms, TERM_BOOK } from '#domain/search';
import { indexTerms } from '#domain/text-bigrams';
import { type Hall, openHall } from '../hall.ts';

/** As many as keep this test within its time; what it asserts of costs does not depend on how many there are. */
const POSTS = 10_000;

const ROADS = [
  'G4京港澳高速',
  'G2京沪高速',
  'S20环城高速',
  'G30连霍高速',
  'G60沪昆高速',
  '滨江大道',
  '解放路',
  '东湖隧道',
];
const EVENTS = [
  '夜间封闭施工',
  '大雾临时管制',
  '冰雪路面提示',
  '事故现场快处',
  '节日流量预测',
  '货车限行调整',
  '酒驾专项整治',
];
const TAILS = ['请提前绕行', '请减速慢行', '请错峰出行', '请听从指挥', '请保持车距'];

const pick = <T>(list: readonly T[], at: number) => list[at % list.length] as T;

let hall: Hall;

/** Posts of one vocabulary, as a hall of years has them, and a few that are about something of their own. */
function composePost(at: number): PostDocument {
  const rare = at % 2000 === 17 ? '，隧道内自燃车辆处置演练' : '';
  const title = `${pick(ROADS, at)}${pick(EVENTS, Math.floor(at / 8))}`;
  const digest = `${pick(TAILS, at)}，第${at}号通告`;
  const text = `因实际需要，${title}${rare}。${pick(TAILS, at + 1)}。`;
  const publishedAt = new Date(Date.parse('2026-11-22T00:00:00.000Z') - at * 600_000).toISOString();
  const _id = `p${String(at).padStart(6, '0')}`;
  return {
    _id,
    sourceId: 'wechat:example',
    sourceName: '示例交警',
    platform: 'wechat',
    externalId: _id,
    agency: '示例交警',
    channel: 'release',
    title,
    digest,
    blocks: [{ kind: 'text', html: `<p>${text}</p>` }],
    text,
    publishedAt,
    feedKey: `${publishedAt}~${_id}`,
    status: 'published',
    revision: 1,
    contentHash: _id,
    places: [],
    lawKeys: [],
    terms: indexTerms({ title, digest, text }),
  };
}

beforeAll(async () => {
  hall = await openHall();
  const insert = databaseActions(hall.cloud.database)['database.insertDocument'];
  const send = (collectionName: string, documents: object[]) =>
    insert?.({
      action: 'database.insertDocument',
      params: { collectionName, data: documents.map((document) => JSON.stringify(document)) },
      requestId: 'bulk',
      bytes: 0,
    });
  const sample: string[][] = [];
  for (let at = 0; at < POSTS; at += 1000) {
    const posts = Array.from({ length: 1000 }, (_, offset) => composePost(at + offset));
    if (at === 0) sample.push(...posts.map(({ terms }) => terms));
    await send('posts', posts);
  }
  const shares = countTerms(sample);
  await send('books', [{ _id: TERM_BOOK, countedAt: '2026-11-22T00:00:00.000Z', posts: 1000, shares }]);
  // The instance learns the shares once; what they cost is not a search's.
  await hall.news('searchPosts', { query: '预热' });
}, 120_000);
afterAll(() => hall.close());

const search = (query: string, limit = 20) => hall.news('searchPosts', { query, limit });
const textOf = (marked: { text: string }[]) => marked.map(({ text }) => text).join('');

describe(`a search among ${POSTS} posts`, () => {
  it.each(['自燃', '隧道自燃处置', '京港澳高速', 'G60', '大雾', '冰雪路面提示', '滨江大道 酒驾', '请', '交警指挥'])(
    'for %s reads at most five posts for each that it finds',
    async (query) => {
      hall.takeCost();
      const { hits } = await search(query);
      const { requests, examined } = hall.takeCost();
      expect(examined).toBeLessThanOrEqual(5 * hits.length);
      expect(requests).toBeLessThanOrEqual(4);
    },
  );

  it('finds what hardly anybody wrote about, wherever it stands', async () => {
    const { hits } = await search('自燃车辆');
    expect(hits).toHaveLength(5);
    for (const { passage } of hits) expect(passage).toContainEqual({ text: '自燃车辆', hit: true });
  });

  it('puts posts that have all of the words before those that have some', async () => {
    const { hits } = await search('滨江大道 冰雪路面提示');
    expect(textOf(hits[0]?.title ?? [])).toBe('滨江大道冰雪路面提示');
    expect(
      hits[0]?.title
        .filter(({ hit }) => hit)
        .map(({ text }) => text)
        .join(''),
    ).toBe('滨江大道冰雪路面提示');
  });

  it('puts the latest first among equals', async () => {
    const { hits } = await search('G30连霍高速大雾临时管制');
    const full = hits.filter(({ title }) => textOf(title) === 'G30连霍高速大雾临时管制').map((hit) => hit.publishedAt);
    expect(full.length).toBeGreaterThan(1);
    expect(full).toEqual([...full].sort().reverse());
  });

  it('finds nothing where nothing is, and nothing for a query without words', async () => {
    expect((await search('量子计算机')).hits).toEqual([]);
    expect((await search('！？')).hits).toEqual([]);
  });

  it('suggests titles for what is being typed', async () => {
    const { suggestions } = await hall.news('suggestSearches', { text: '滨江' });
    expect(suggestions.length).toBeGreaterThan(0);
    for (const suggestion of suggestions) expect(suggestion).toContain('滨江');
  });
});

describe('reading on', () => {
  it('leads to the neighbours in the channel and to posts on the same matter, for five reads a post', async () => {
    hall.takeCost();
    const { newer, older, related } = await hall.news('readOn', { id: 'p000100' });
    const { examined } = hall.takeCost();
    expect([newer?.id, older?.id]).toEqual(['p000099', 'p000101']);
    expect(related).toHaveLength(6);
    expect(related.map(({ id }) => id)).not.toContain('p000100');
    expect(examined).toBeLessThanOrEqual(5 * 8);
  });
});
