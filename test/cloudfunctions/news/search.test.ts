import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { databaseActions } from '#cloud/database/actions';
import { lawKey } from '#domain/law';
import { CHANNEL_IDS } from '#domain/post';
import type { PostDocument } from '#domain/post-document';
import { placeKeys } from '#domain/region';
import { countTerms, TERM_BOOK } from '#domain/search';
import { indexTerms } from '#domain/text-bigrams';
import { type Hall, openHall } from '../hall.ts';

/** A hall of many years; it must stay usable. */
const POSTS = 100_000;
const A_LOAD = 1000;

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

const CITED = { law: 'sample-law', article: '第九十一条' };

let hall: Hall;

/** Posts of one vocabulary, as a hall of years has them, and a few that are about something of their own. */
function composePost(at: number): PostDocument {
  const rare = at % 20_000 === 17 ? '，隧道内自燃车辆处置演练' : '';
  const title = `${pick(ROADS, at)}${pick(EVENTS, Math.floor(at / 8))}`;
  const digest = at % 4 === 0 ? pick(TAILS, at) : '';
  const text = `${title}${rare}。`;
  const publishedAt = new Date(Date.parse('2026-11-22T00:00:00.000Z') - at * 600_000).toISOString();
  const _id = `p${String(at).padStart(6, '0')}`;
  return {
    _id,
    sourceId: 'wechat:example',
    sourceName: '示例交警',
    platform: 'wechat',
    externalId: _id,
    agency: '示例交警',
    agencyId: `agency-${at % 50}`,
    channel: pick(CHANNEL_IDS, at * 5),
    title,
    digest,
    blocks: [{ kind: 'text', html: `<p>${text}</p>` }],
    text,
    publishedAt,
    feedKey: `${publishedAt}~${_id}`,
    status: 'published',
    revision: 1,
    contentHash: _id,
    places: placeKeys(`${11 + (at % 50)}0000`),
    lawKeys: at % 500 === 3 ? [lawKey(CITED)] : [],
    terms: indexTerms({ title, digest, text }),
  };
}

beforeAll(async () => {
  // Every answer is read: what the instance remembers would cost nothing.
  hall = await openHall({ variables: { READ_MEMORY: 'off' } });
  const insert = databaseActions(hall.cloud.database)['database.insertDocument'];
  const send = (collectionName: string, documents: object[]) =>
    insert?.({
      action: 'database.insertDocument',
      params: { collectionName, data: documents.map((document) => JSON.stringify(document)) },
      requestId: 'bulk',
      bytes: 0,
    });
  const sample: string[][] = [];
  for (let at = 0; at < POSTS; at += A_LOAD) {
    const posts = Array.from({ length: A_LOAD }, (_, offset) => composePost(at + offset));
    if (at === 0) sample.push(...posts.map(({ terms }) => terms));
    await send('posts', posts);
  }
  const shares = countTerms(sample);
  await send('books', [{ _id: TERM_BOOK, countedAt: '2026-11-22T00:00:00.000Z', posts: A_LOAD, shares }]);
  // The instance learns the shares once; what they cost is not a search's.
  await hall.news('searchPosts', { query: '预热' });
}, 300_000);
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

/** One or more ways to ask each handler of the hall's posts, with the answer's list. */
const ASKED: [string, () => Promise<unknown[]>][] = [
  ['the feed', async () => (await hall.news('listPosts', {})).posts],
  ['a channel', async () => (await hall.news('listPosts', { channel: 'tips' })).posts],
  ['an agency', async () => (await hall.news('listPosts', { agencies: ['agency-7'] })).posts],
  [
    'fifty followed agencies',
    async () =>
      (await hall.news('listPosts', { agencies: Array.from({ length: 50 }, (_, at) => `agency-${at}`) })).posts,
  ],
  ['a region', async () => (await hall.news('listPosts', { region: '330100' })).posts],
  ['the last page of the feed', async () => (await hall.news('listPosts', { cursor: '2024-12-29' })).posts],
  ['a post', async () => [await hall.news('getPost', { id: 'p050000' })]],
  ['the code of a post', async () => [await hall.news('getPostCode', { id: 'p050000' })]],
  ['posts by id', async () => (await hall.news('lookUpPosts', { ids: ['p000001', 'p050000', 'p099999'] })).posts],
  ['the posts that cite an article', async () => (await hall.news('listPostsOfArticle', CITED)).posts],
  ['what a reader may be looking for', async () => (await hall.news('suggestSearches', { text: '滨江' })).suggestions],
  [
    'where to read on',
    async () => {
      const { newer, older, related } = await hall.news('readOn', { id: 'p050000' });
      return [newer, older, ...related];
    },
  ],
];

describe(`among ${POSTS} posts`, () => {
  it.each(ASKED)('%s costs at most five reads for each that is returned', async (_, ask) => {
    hall.takeCost();
    const returned = await ask();
    const { examined } = hall.takeCost();
    expect(returned.length).toBeGreaterThan(0);
    expect(examined).toBeLessThanOrEqual(5 * returned.length);
  });

  it('what belongs to no post reads none: the banner, revisions, answers, rumours, agencies, laws', async () => {
    hall.takeCost();
    await hall.news('getBanner', {});
    await hall.news('listRevisions', { id: 'p050000' });
    await hall.news('listAnswers', {});
    await hall.news('checkRumour', { text: '听说穿拖鞋开车要扣分' });
    await hall.news('listLaws', {});
    const { examined } = hall.takeCost();
    expect(examined).toBeLessThanOrEqual(5);
  });
});

describe('reading on', () => {
  it('leads to the neighbours in the channel and to posts on the same matter, for five reads a post', async () => {
    hall.takeCost();
    const { newer, older, related } = await hall.news('readOn', { id: 'p000100' });
    const { examined } = hall.takeCost();
    expect([newer?.id, older?.id]).toEqual(['p000094', 'p000106']);
    expect(related).toHaveLength(6);
    expect(related.map(({ id }) => id)).not.toContain('p000100');
    expect(examined).toBeLessThanOrEqual(5 * 8);
  });
});
