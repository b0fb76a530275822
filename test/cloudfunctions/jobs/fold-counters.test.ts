import { afterEach, beforeEach, expect, it } from 'vitest';
import type { MeContract } from '#contract/me';
import { draftPost } from '../../fixtures/post-drafts.ts';
import { type Hall, openHall } from '../hall.ts';

let hall: Hall;
const POSTS = 5;
const READERS = 20;

beforeEach(async () => {
  hall = await openHall({ timers: 'by hand' });
  const drafts = Array.from({ length: POSTS }, (_, at) => draftPost({ externalId: `p${at}`, title: `第${at}号通告` }));
  await hall.publish(...drafts);
});
afterEach(() => hall.close());

const fold = () => hall.cloud.timers.runNow('jobs', 'foldCounters');
const posts = async () => (await hall.news('listPosts', {})).posts.map(({ id }) => id);

async function readAll(openid: string, ids: readonly string[]): Promise<void> {
  const at = '2026-11-23T00:10:00.000Z';
  const marks = ids.map((id) => ({ kind: 'history' as const, subject: `post:${id}`, on: true, at }));
  await hall.call<MeContract, 'syncShelf'>('me', 'syncShelf', { marks }, openid);
}

it('takes one request for each reader and each post, since they follow one another within 30 seconds', async () => {
  const ids = await posts();
  for (let reader = 0; reader < READERS; reader += 1) await readAll(`reader-${reader}`, ids);
  hall.takeCost();
  await fold();
  // Besides: two looks for tallies, begin and commit, two of the day, and the job's own lines.
  expect(hall.takeCost().requests).toBeLessThanOrEqual(READERS + POSTS + 12);
  for (const id of ids) expect(await hall.news('getPost', { id })).toMatchObject({ counters: { views: READERS } });
});

it('folds tallies that speak of more posts than one transaction has time for in several', async () => {
  const invented = (reader: number) => Array.from({ length: 60 }, (_, at) => `never-${reader}-${at}`);
  const [first = ''] = await posts();
  for (let reader = 0; reader < 4; reader += 1) await readAll(`reader-${reader}`, [first, ...invented(reader)]);
  await fold();
  expect(hall.cloud.database.browse('tallies', { limit: 10, offset: 0 }).total).toBe(0);
  expect(await hall.news('getPost', { id: first })).toMatchObject({ counters: { views: 4 } });
});
