import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ActionInput, ActionName } from '#contract/action';
import type { AlertsContract } from '#contract/alerts';
import type { DeskContract } from '#contract/desk';
import type { MeContract } from '#contract/me';
import { ROLE_IDS } from '#domain/roles';
import { exportOf } from '../fixtures/personal-export.ts';
import { HOSTILE_TEXTS } from '../hostile/hostile-values.ts';
import { seeded, spoil } from '../hostile/outside-inputs.ts';
import { arbitraryOf } from '../hostile/schema-arbitrary.ts';
import { ACTIONS } from './contracts.ts';
import { exampleOf } from './examples.ts';
import { CHIEF, OWN_AGENCY, openWorld, type World } from './world.ts';

const SEED = Number(process.env.SEED ?? 20_261_123);
/** Inputs for each action, of which the schema takes two thirds and a third is spoilt; `npm run fuzz` sends ten thousand. */
const RUNS = Number(process.env.FUZZ_RUNS ?? 45);
/** So many inputs are made at once, of what is in the world then. */
const CHUNK = 150;
/** Documents that the inputs of long runs leave behind until they go on in a fresh world: a list of thousands is slow to read. */
const GROWTH = 600;

/** Somebody else, whose name, words and places must reach nobody who has no business with them. */
const VICTIM = 'canary-openid-of-a-victim';
const WORDS = { question: 'canary-words-asked', report: 'canary-words-reported', name: 'canary-name' };
const SECRET = 'canary-secret-of-a-feed';
/** May do everything, and sends what nobody should. Its own identity is told to nobody either, not even to itself. */
const ATTACKER = 'canary-openid-of-an-attacker';

/** Everything that must not be told, and the actions that are there to tell it. */
const CANARIES: readonly { text: string; toldBy: readonly string[] }[] = [
  // Whoever gives a role must know to whom; see docs/security.md.
  { text: VICTIM, toldBy: ['desk.listAccessRequests', 'desk.listAudit'] },
  { text: WORDS.name, toldBy: ['desk.listAccessRequests', 'desk.listAudit'] },
  { text: SECRET, toldBy: [] },
  { text: WORDS.question, toldBy: ['desk.listInquiries'] },
  { text: WORDS.report, toldBy: ['desk.listQuestionReports'] },
  // An operator of all looks up who did what; see docs/security.md.
  { text: CHIEF, toldBy: ['desk.listAudit', 'desk.listStaff'] },
  { text: ATTACKER, toldBy: ['desk.listAudit', 'desk.listStaff', 'desk.listAccessRequests'] },
];

let world: World;
let pool: readonly string[];
let sizeAtFirst: number;

async function plantVictim(): Promise<string[]> {
  const me = <A extends ActionName<MeContract>>(action: A, input: ActionInput<MeContract, A>) =>
    world.call<MeContract, A>('me', action, input, VICTIM);
  const asked = await me('askQuestion', { clientId: 'c1', kind: 'question', text: WORDS.question });
  await me('syncShelf', {
    marks: [{ kind: 'favourite', subject: 'post:canary', on: true, at: '2026-11-23T00:00:00.000Z' }],
  });
  const examId = await world.finishedExam(VICTIM);
  const { id: running } = await world.asReader(VICTIM, 'startExam', { preset: 'points-reduction' });
  const questionId = world.known.question;
  const report = await world.asReader(VICTIM, 'reportQuestion', { questionId, kind: 'typo', text: WORDS.report });
  await world.asReader(VICTIM, 'savePlayer', {
    first: '稳稳的',
    second: '老司机',
    picture: 'pictures/signs/give-way.webp',
  });
  const challenge = await world.asReader(VICTIM, 'createChallenge', { examId });
  const watched = await world.call<AlertsContract, 'subscribeAlerts'>(
    'alerts',
    'subscribeAlerts',
    { roads: ['G4'], granted: 3 },
    VICTIM,
  );
  await world.asReader(VICTIM, 'joinChallenge', { id: await world.newChallenge() });
  await world.asReader(VICTIM, 'syncAttempts', {
    attempts: [{ id: 'canary-1', questionId, chosen: [0], at: '2026-11-23T00:10:00.000Z' }],
  });
  const access = { role: 'duty', agencyId: OWN_AGENCY, name: WORDS.name, reason: '值班' } as const;
  await world.call<DeskContract, 'requestAccess'>('desk', 'requestAccess', access, VICTIM);
  return [asked.id, examId, running, report.id, challenge.id, watched.id];
}

async function enterWorld(): Promise<void> {
  world = await openWorld({ variables: { ALERT_TEMPLATE_ID: 'template', SECRET_OF_FEED: SECRET } });
  await empowerAttacker();
  const { known } = world;
  pool = [
    ...HOSTILE_TEXTS,
    ...(await plantVictim()),
    ...[known.post, known.question, known.pack, known.feed, known.guide, known.law.law, known.law.article],
    ...[OWN_AGENCY, (await world.newEvent()).id, 'r1'],
  ];
  sizeAtFirst = sizeOf(world);
}

/** Again and again: among what it sends is that it has no role any more. */
async function empowerAttacker(): Promise<void> {
  for (const role of ROLE_IDS) await world.grant(ATTACKER, role);
}

const sizeOf = ({ cloud }: World) => cloud.database.collections().reduce((sum, { documents }) => sum + documents, 0);

async function expectVictimAsBefore(): Promise<void> {
  const mine = await world.call<MeContract, 'listMyQuestions'>('me', 'listMyQuestions', {}, VICTIM);
  expect(mine.questions.map(({ text }) => text)).toEqual([WORDS.question]);
  const { entries } = await world.call<MeContract, 'syncShelf'>('me', 'syncShelf', { marks: [] }, VICTIM);
  expect(entries.map(({ subject }) => subject)).toEqual(['post:canary']);
  expect((await world.asReader(VICTIM, 'listExams', {})).exams).toHaveLength(1);
  const watched = await world.call<AlertsContract, 'listAlertSubscriptions'>(
    'alerts',
    'listAlertSubscriptions',
    {},
    VICTIM,
  );
  expect(watched).toMatchObject({ subscriptions: [{ roads: ['G4'] }], grants: 3 });
}

async function leaveGrownWorld(): Promise<void> {
  if (sizeOf(world) - sizeAtFirst < GROWTH) return;
  await expectVictimAsBefore();
  await world.close();
  await enterWorld();
}

beforeAll(enterWorld, 60_000);
afterAll(() => world.close());

const ROWS = ACTIONS.map(({ name, action, definition }) => ({ title: `${name}.${action}`, name, action, definition }));

it.each(ROWS)(
  '$title takes whatever is sent without failing, and tells nobody what is another’s',
  async ({ title, name, action, definition }) => {
    const random = seeded(SEED);
    const forbidden = CANARIES.filter(({ toldBy }) => !toldBy.includes(title)).map(({ text }) => text);
    const expectQuietLog = () => {
      const logged = JSON.stringify(world.cloud.logs.list({ functionName: name }).map(({ lines }) => lines));
      for (const { text } of CANARIES) expect(logged, `the log of ${title}`).not.toContain(text);
    };
    const attack = async (input: unknown, who: string) => {
      // `send` throws where the function answers `internal`, with what it logged.
      const reply = await world.send(name, { action, input }, who).catch((error: Error) => {
        throw new Error(`seed ${SEED}: ${JSON.stringify(input)?.slice(0, 2000)}\n${error.message}`);
      });
      const answer = JSON.stringify(reply);
      // What the attacker said itself comes back in words about it.
      const said = JSON.stringify(input) ?? '';
      for (const text of forbidden) {
        if (said.includes(text)) continue;
        expect(answer, `${title} of ${said.slice(0, 500)}, seed ${SEED}`).not.toContain(text);
      }
    };
    for (let sent = 0; sent < RUNS; sent += CHUNK) {
      const count = Math.min(CHUNK, RUNS - sent);
      const spoilt = Math.floor(count / 3);
      await empowerAttacker();
      const inside = fc.sample(arbitraryOf(definition.input, pool), { numRuns: count - spoilt, seed: SEED + sent });
      // Limits are a person's own: somebody else goes on.
      const sender = (at: number) =>
        definition.access === 'caller' ? `${ATTACKER}-${sent}-${Math.floor(at / 50)}` : ATTACKER;
      const example = await exampleOf(title)(world, sender(0));
      const outside = Array.from({ length: spoilt }, (_, at) => spoil(at % 2 === 0 ? example : inside[at], random));
      for (const [at, input] of [...inside, ...outside].entries()) {
        await attack(input, sender(at));
      }
      // The log remembers a thousand calls.
      expectQuietLog();
      await leaveGrownWorld();
    }
  },
  RUNS * 1000,
);

it('what is somebody’s stands as it was when all of that was sent by somebody else', expectVictimAsBefore);

it('what somebody has deleted leaves no trace of them', async () => {
  const { data } = await exportOf(world, VICTIM);
  const kept = ['inquiries', 'shelves', 'exams', 'learners', 'question_reports', 'players', 'challenges'];
  const more = ['alert-subscriptions', 'alert-people', 'access-requests'];
  for (const name of [...kept, ...more]) expect(data[name]?.length, name).toBeGreaterThan(0);
  await world.call<MeContract, 'deleteMyData'>('me', 'deleteMyData', { confirm: 'delete' }, VICTIM);
  for (const { name } of world.cloud.database.collections()) {
    const stored = JSON.stringify(world.cloud.database.browse(name, { limit: 100_000, offset: 0 }).documents);
    expect(stored, name).not.toContain(VICTIM);
    for (const words of Object.values(WORDS)) expect(stored, name).not.toContain(words);
  }
});

it('an identity in an event is nobody’s', async () => {
  const claims = { openid: VICTIM, OPENID: VICTIM, userInfo: { openId: VICTIM }, wxContext: { OPENID: VICTIM } };
  const event = { action: 'listMyQuestions', input: { ...claims }, ...claims };
  expect(await world.send('me', event, 'somebody-else')).toMatchObject({ ok: true, data: { questions: [] } });
  expect(await world.send('me', event)).toMatchObject({ ok: false, error: { code: 'unauthenticated' } });
  expect(await world.send('desk', { ...event, action: 'listAudit', openid: CHIEF }, 'somebody-else')).toMatchObject({
    ok: false,
    error: { code: 'forbidden' },
  });
});
