import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { insertMany, NEWEST_POST, postDocument, roadEventDocument } from '../../scripts/measure/many-documents.ts';
import { QUESTIONS } from '../../scripts/measure/questions.ts';
import { withinBudget } from '../budgets.ts';
import { startTestCloud, TEST_NOW, type TestCloud } from '../test-cloud.ts';

/** What public questions cost among few documents and among very many, by the database's own count. */

const SIZES = { few: { posts: 1000, events: 1000 }, many: { posts: 100_000, events: 20_000 } };

/** Those that go by the index of places. */
const BY_PLACE = new Set(['roads.listEventsInView', 'roads.listNearby']);

interface Cost {
  requests: number;
  examined: number;
  returned: number;
  written: number;
  bytes: number;
}

let test: TestCloud;
let asked = 0;

async function costOf(title: string, input: object): Promise<Cost> {
  const [name = '', action = ''] = title.split('.');
  // The first call of an instance also reads what it then remembers for minutes.
  await test.send(name, { action, input });
  test.cloud.requests.clear();
  const reply = await test.send(name, { action, input });
  expect(reply, `${title} ${JSON.stringify(input)}`).toMatchObject({ ok: true });
  const requests = test.cloud.requests.list();
  const sum = (field: 'examined' | 'returned' | 'written') =>
    requests.reduce((total, one) => total + (one[field] ?? 0), 0);
  asked += 1;
  return {
    requests: requests.length,
    examined: sum('examined'),
    returned: sum('returned'),
    written: sum('written'),
    bytes: Buffer.byteLength(JSON.stringify(reply)),
  };
}

async function costs(): Promise<Cost[]> {
  const found: Cost[] = [];
  for (const [title, input] of QUESTIONS) found.push(await costOf(title, input));
  return found;
}

async function fill(from: { posts: number; events: number }, to: { posts: number; events: number }): Promise<void> {
  const { database } = test.cloud;
  await insertMany(database, 'posts', { from: from.posts, to: to.posts }, (at) => postDocument(at, NEWEST_POST));
  const now = new Date(TEST_NOW);
  await insertMany(database, 'road-events', { from: from.events, to: to.events }, (at) => roadEventDocument(at, now));
}

let few: Cost[];
let many: Cost[];

beforeAll(async () => {
  test = await startTestCloud(TEST_NOW, { instancesPerFunction: 1 });
  await fill({ posts: 0, events: 0 }, SIZES.few);
  few = await costs();
  await fill(SIZES.few, SIZES.many);
  many = await costs();
}, 600_000);
afterAll(() => test.close());

describe.each(QUESTIONS.map(([title, input], at) => ({ title, input: JSON.stringify(input), at })))(
  '$title $input',
  ({ title, input, at }) => {
    const cost = (of: Cost[]) => {
      const found = of[at];
      if (found === undefined) throw new Error(`${title} was not asked`);
      return found;
    };

    it('keeps its budget of requests, documents and bytes among a hundred thousand', () => {
      const { requests, examined, returned, written, bytes } = cost(many);
      expect(returned).toBeGreaterThan(0);
      withinBudget('database requests of a call', title, requests, input);
      withinBudget('documents examined for each returned', title, examined / returned, input);
      withinBudget('bytes of an answer', title, bytes, input);
      withinBudget('database writes of a call', 'a public question', written, title);
    });

    // A map's cells are read whole: how many of their events lie in the view depends on how dense they lie, up to the budget.
    if (BY_PLACE.has(title)) return;

    it('examines no more for each document that it returns than it did among a thousand', () => {
      const before = cost(few);
      const now = cost(many);
      expect(now.examined / now.returned).toBeLessThanOrEqual(before.examined / before.returned + 0.1);
    });
  },
);

it('every question was asked at both sizes', () => expect(asked).toBe(2 * QUESTIONS.length));
