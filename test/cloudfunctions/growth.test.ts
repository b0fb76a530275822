import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { IndexDefinitions } from '#cloud/database/index-definition';
import { BANNER_ID } from '#domain/banner';
import { MESSAGES_COUNTED } from '#domain/message-numbers';
import { ROLE_IDS } from '#domain/roles';
import { MOST_COUNTED } from '#domain/waiting-count';
import { insertMany } from '../../scripts/measure/many-documents.ts';
import { QUESTIONS } from '../../scripts/measure/questions.ts';
import { TEST_NOW } from '../test-cloud.ts';
import { cloneOf, type Stored } from './clones.ts';
import { ACTIONS } from './contracts.ts';
import { exampleOf } from './examples.ts';
import { OWN_AGENCY, openWorld, type World } from './world.ts';

/**
 * What actions read in a world of a few documents and in one where every collection that grows has thousands, by the database's
 * own count. What drivers ask most is measured among a hundred thousand in read-cost.test.ts.
 */

/** Clones of each collection: more than a query gives at once, and than the local database counts to choose an index. */
const MANY = 2500;

/** Some dozens of documents, in the largest force some hundreds; read whole on purpose. */
const SMALL: Readonly<Record<string, string>> = {
  agencies: 'set up by hand',
  staff: 'set up by hand',
  laws: 'set up by hand',
  'road-feeds': 'set up by hand',
  sources: 'set up by hand',
  'feed-pauses': 'one a feed at most',
  'holiday-guides': 'a few a year',
  'agency-settings': 'one an agency',
  books: 'one of each kind',
  settings: 'one of each kind',
  quiz_settings: 'one a form of exam',
  question_quality: 'one a subject',
  question_packs: 'a hundred questions each',
  'staff-locks': 'one',
  tokens: 'one a service',
  problems: 'what is wrong now; what is over goes',
  'daily-numbers': 'one a day',
  'message-numbers': 'one a day',
  'call-numbers': 'one of ten minutes of the last day, and one a day',
  snapshot_files: 'those in use',
  rank_counts: 'eight of a week and a region',
  'call-counts': 'folded away within minutes',
};

/** More than a page or a hundred documents from one request, and why. */
const READS_MORE: Readonly<Record<string, string>> = {
  'desk.getNumbers': 'figures of thirty days, from a thousand documents of a kind at most',
  'me.deleteMyData': 'everything of one person',
  'alerts.unsubscribeAlerts': 'everything of one person',
  'desk.assessQuality': 'the last three hundred exams of a form',
};
const MOST_AT_ONCE = 101;
const MOST_OF_ALL = 1000;

/** Examined beyond what was found: a look ahead for each range that is merged. */
const IN_VAIN = 5;

/** What no action makes but a job, at a time at which none runs here. */
const MADE_BY_JOBS: Readonly<Record<string, readonly Stored[]>> = {
  'alert-deliveries': ['sent', 'refused', 'failed', 'waiting'].map((state) => ({
    ...{ _id: `delivery-${state}`, openid: 'somebody', eventKey: 'event', state, at: TEST_NOW },
  })),
};

/** A driver of whom something is kept, and an officer of one agency: what is others' lies between what is theirs. */
const DRIVER = 'a-driver';
const OFFICER = 'officer-of-one-agency';
/** Not who wrote what the examples are about: nobody reviews a draft of their own. */
const SECOND_CHIEF = 'second-chief';

/** What an example leaves out: other parts of what lists hold, and those who may see a part only. */
const VARIANTS: readonly (readonly [title: string, input: object, caller?: string])[] = [
  ['desk.listInquiries', { state: 'waiting', only: 'doubtful' }],
  ['desk.listInquiries', { state: 'answered' }],
  ['desk.listInquiries', { state: 'declined', limit: 50 }],
  ['desk.listAudit', { subject: 'agency-settings/sjz' }],
  ['desk.listAudit', { by: SECOND_CHIEF }],
  ...['open', 'review', 'due', 'done', 'gone'].map((shelf) => ['desk.listDrafts', { shelf }, OFFICER] as const),
  ['desk.listDrafts', { shelf: 'done' }],
  ['desk.listDeskPosts', { status: 'withdrawn' }],
  ['desk.listDeskPosts', { agencyId: OWN_AGENCY }],
  ['desk.listDeskPosts', {}, OFFICER],
  ['desk.listDeskPosts', { status: 'withdrawn' }, OFFICER],
  ['desk.getNumbers', {}],
  ['desk.getNumbers', {}, OFFICER],
  ['desk.getMyDesk', {}, OFFICER],
  ['desk.listDutyEvents', { agencyId: OWN_AGENCY }, OFFICER],
  ['desk.listAccessRequests', {}, OFFICER],
  ['desk.listQuestionReports', { state: 'kept' }],
  ['desk.listQuestionReports', { only: 'doubtful' }],
  ['quiz.getRanking', { scope: 'region' }],
  ['quiz.getRanking', { scope: 'circle' }],
];

interface Case {
  title: string;
  name: string;
  action: string;
  caller: string;
  /** Absent where the action's example makes it anew. */
  input?: object;
}

const callerOf = (name: string) => (name === 'desk' ? SECOND_CHIEF : DRIVER);

const CASES: readonly Case[] = [
  ...VARIANTS.map(([title, input, caller]) => {
    const [name = '', action = ''] = title.split('.');
    return { title, name, action, input, caller: caller ?? callerOf(name) };
  }),
  ...ACTIONS.map(({ name, action }) => ({ title: `${name}.${action}`, name, action, caller: callerOf(name) })),
].filter(({ title }) => !QUESTIONS.some(([asked]) => asked === title));

interface Read {
  collection: string;
  index: string | null;
  examined: number;
  found: number;
}

let world: World;
let passes = 0;
const grown = new Set<string>();
const few = new Map<Case, Read[]>();
const many = new Map<Case, Read[]>();

async function readsOf(one: Case): Promise<Read[]> {
  const { title, name, action, input } = one;
  // Whoever deletes everything is not asked again.
  const caller = title === 'me.deleteMyData' ? `leaver-${passes}` : one.caller;
  const given = input ?? (await exampleOf(title)(world, caller));
  world.cloud.requests.clear();
  const reply = await world.send(name, { action, input: given }, caller);
  expect(reply, `${title} ${JSON.stringify(given)}`).toMatchObject({ ok: true });
  return world.cloud.requests
    .list()
    .flatMap(({ collection, index = null, examined = 0, returned = 0, written = 0 }) =>
      collection === undefined ? [] : [{ collection, index, examined, found: Math.max(returned, written) }],
    );
}

async function askAll(into: Map<Case, Read[]>): Promise<void> {
  for (const one of CASES) into.set(one, await readsOf(one));
  passes += 1;
}

async function grow(): Promise<void> {
  // Those of the driver went with the last action about them.
  await world.send(
    'alerts',
    { action: 'subscribeAlerts', input: { roads: ['G4'], granted: 1, tap: 'tap' } },
    'neighbour',
  );
  const { database } = world.cloud;
  for (const { name } of database.collections()) {
    if (Object.hasOwn(SMALL, name)) continue;
    const known = database.browse(name, { limit: 500, offset: 0 }).documents as Stored[];
    // There is one banner, among the posts.
    const seeds = MADE_BY_JOBS[name] ?? known.filter(({ _id }) => _id !== BANNER_ID);
    if (seeds.length === 0) continue;
    grown.add(name);
    await insertMany(database, name, { from: 0, to: MANY }, (at) => {
      const seed = seeds[at % seeds.length];
      if (seed === undefined) throw new Error(`${name} is empty`);
      return cloneOf(name, seed, at, { openid: DRIVER, agencyId: OWN_AGENCY });
    });
  }
}

beforeAll(async () => {
  world = await openWorld({ instancesPerFunction: 1 });
  for (const role of ROLE_IDS) {
    await world.grant(OFFICER, role, OWN_AGENCY);
    await world.grant(SECOND_CHIEF, role);
  }
  // As the sender leaves it at its first run; the messages of the time before are counted one by one, for a month.
  await insertMany(world.cloud.database, 'settings', { from: 0, to: 1 }, () => ({
    ...{ _id: MESSAGES_COUNTED, since: '2026-01-01T00:00:00.000Z' },
  }));
  await askAll(new Map());
  await askAll(few);
  await grow();
  await askAll(many);
}, 600_000);
afterAll(() => world.close());

/** Documents that were examined and not found to be wanted. */
function inVain(reads: readonly Read[]): number {
  return reads.reduce((sum, { examined, found }) => sum + Math.max(0, examined - found), 0);
}

function readsAmong(known: ReadonlyMap<Case, Read[]>, one: Case): Read[] {
  const reads = known.get(one);
  if (reads === undefined) throw new Error(`${one.title} was not asked`);
  return reads;
}

it('every collection is small by nature, or has grown here', () => {
  const definitions = JSON.parse(readFileSync('cloudfunctions/indexes.json', 'utf8')) as IndexDefinitions;
  const names = Object.keys(definitions).filter((name) => !Object.hasOwn(SMALL, name));
  expect(names.filter((name) => !grown.has(name))).toEqual([]);
});

it('what is an agency’s own is found among thousands of others’, and what was over long ago', async () => {
  const { requests } = await world.desk('listAccessRequests', {}, OFFICER);
  expect(new Set(requests.map(({ agencyId }) => agencyId))).toEqual(new Set([OWN_AGENCY]));
  const { events } = await world.desk('getNumbers', {}, OFFICER);
  expect(events.open).toBeGreaterThan(0);
});

it('what waits is counted up to a hundred', async () => {
  expect((await world.desk('getMyDesk', {}, SECOND_CHIEF)).waiting.inquiries).toBe(MOST_COUNTED);
});

describe.each(CASES.map((one) => ({ one, said: `${one.title} ${JSON.stringify(one.input ?? {})} of ${one.caller}` })))(
  '$said',
  ({ one }) => {
    it('reads no more than it did among few', () => {
      const before = readsAmong(few, one);
      const now = readsAmong(many, one);
      const said = now.map(
        ({ collection, index, examined, found }) => `${collection} by ${index ?? 'no index'}: ${examined} for ${found}`,
      );
      expect(now.length, 'requests').toBeLessThanOrEqual(before.length);
      expect(inVain(now) - inVain(before), `examined in vain: ${said.join(', ')}`).toBeLessThanOrEqual(IN_VAIN);
      const most = Object.hasOwn(READS_MORE, one.title) ? MOST_OF_ALL : MOST_AT_ONCE;
      expect(Math.max(0, ...now.map(({ found }) => found)), said.join(', ')).toBeLessThanOrEqual(most);
    });
  },
);
