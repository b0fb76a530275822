import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { databaseActions } from '#cloud/database/actions';
import type { IndexDefinitions } from '#cloud/database/index-definition';
import { startTestCloud, type TestCloud } from '../test-cloud.ts';
import { ACTIONS } from './contracts.ts';

/** Beyond so many documents a scan is a bill that grows with every open. */
const MOST = 1000;

/** What people set up by hand: some dozens of documents, in the largest force some hundreds, and read whole on purpose. */
const SMALL_BY_NATURE = new Set([
  'agencies',
  'staff',
  'laws',
  'books',
  'road-feeds',
  'sources',
  'holiday-guides',
  'quiz_settings',
]);

/** One input or more for every public action; an action that is missing here fails by its name. */
const INPUTS: Record<string, unknown[]> = {
  'news.listPosts': [{}, { channel: 'tips' }, { agencies: ['bj'] }, { region: '110000' }],
  'news.getPost': [{ id: 'p1' }],
  'news.getPostCode': [{ id: 'p1' }],
  'news.lookUpPosts': [{ ids: ['p1', 'p2'] }],
  'news.getBanner': [{}],
  'news.listRevisions': [{ id: 'p1' }],
  'news.readOn': [{ id: 'p1' }],
  'news.searchPosts': [{ query: '雨天行车' }],
  'news.suggestSearches': [{ text: '雨天' }],
  'news.checkRumour': [{ text: '听说十二月起驾照全部作废，大家快去换证' }],
  'news.getRebuttal': [{ id: 'r1' }],
  'news.listAgencies': [{}, { level: 'city' }, { region: '110000' }],
  'news.getAgency': [{ id: 'bj' }],
  'news.listLaws': [{}],
  'news.getLaw': [{ id: 'road-traffic-safety-law' }],
  'news.listPostsOfArticle': [{ law: 'road-traffic-safety-law', article: '第九十一条' }],
  'news.listAnswers': [{}],
  'roads.listEvents': [{}, { region: '130000' }, { road: 'G4' }, { text: '石家庄' }, { only: ['full-closures'] }],
  'roads.listEventsInView': [{ bounds: [110, 30, 120, 40] }],
  'roads.listNearby': [{ at: [114.5, 38], metres: 20_000 }],
  'roads.listEventsForRegions': [{ regions: ['130000'] }],
  'roads.getEvent': [{ id: 'e1' }],
  'roads.listRevisions': [{ id: 'e1' }],
  'roads.listRoads': [{}, { text: 'G4' }],
  'roads.listHolidayGuides': [{}],
  'roads.getHolidayGuide': [{ id: 'g1' }],
  'quiz.listChapters': [{ subject: 1 }],
  'quiz.getPack': [{ id: '1-alcohol-1' }],
  'quiz.getQuestion': [{ id: 'q1' }],
  'quiz.listRelated': [{ chapters: ['alcohol'] }, { laws: [{ law: 'criminal-law', article: '第一百三十三条' }] }],
  'quiz.getDailyFive': [{}],
  'quiz.checkDailyFive': [{ day: '2026-11-23', answers: [[0], [0], [0], [0], [0]] }],
  'quiz.getChallenge': [{ id: 'abcdefgh23' }],
};

let test: TestCloud;

beforeAll(async () => {
  test = await startTestCloud();
  const insert = databaseActions(test.cloud.database)['database.insertDocument'];
  const definitions = JSON.parse(readFileSync('cloudfunctions/indexes.json', 'utf8')) as IndexDefinitions;
  for (const [collectionName, indexes] of Object.entries(definitions)) {
    if (SMALL_BY_NATURE.has(collectionName)) continue;
    const unique = indexes.filter((index) => index.unique).flatMap(({ keys }) => keys.map(({ field }) => field));
    const data = Array.from({ length: MOST + 1 }, (_, at) =>
      JSON.stringify({ _id: `filler-${at}`, ...Object.fromEntries(unique.map((field) => [field, `filler-${at}`])) }),
    );
    const half = Math.ceil(data.length / 2);
    for (const part of [data.slice(0, half), data.slice(half)]) {
      await insert?.({
        action: 'database.insertDocument',
        params: { collectionName, data: part },
        requestId: 'filler',
        bytes: 0,
      });
    }
  }
}, 60_000);
afterAll(() => test.close());

const PUBLIC = ACTIONS.filter(({ definition }) => definition.access === 'public').map(({ name, action }) => ({
  name,
  action,
  title: `${name}.${action}`,
}));

it.each(PUBLIC)('$title scans no collection of more than a thousand documents', async ({ name, action, title }) => {
  const inputs = INPUTS[title];
  expect(inputs, `${title} has no input here`).toBeDefined();
  test.cloud.requests.clear();
  for (const input of inputs ?? []) {
    // What it answers is other tests' concern; a refused input would show nothing here.
    const reply = await test.send(name, { action, input });
    if (!reply.ok) expect(['not_found', 'unavailable'], JSON.stringify(reply.error)).toContain(reply.error.code);
  }
  const scans = test.cloud.requests.list().filter(({ examined = 0 }) => examined > MOST);
  expect(
    scans.map(({ collection, examined, index }) => `${collection}: ${examined} by ${index ?? 'no index'}`),
  ).toEqual([]);
});
