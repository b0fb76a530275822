import { afterAll, beforeAll, expect, it } from 'vitest';
import type { RoadsContract } from '#contract/roads';
import { byteLength } from '#domain/byte-length';
import { MOST_LAW_BYTES } from '#domain/law';
import type { LearnerDocument } from '#domain/practice-learner';
import { MOST_QUESTION_BYTES } from '#domain/question-rules';
import { MAX_REBUTTALS } from '#domain/rebuttal';
import { insertMany } from '../../scripts/measure/many-documents.ts';
import { withinBudget } from '../budgets.ts';
import { draftPost } from '../fixtures/post-drafts.ts';
import { draftQuestion, LAW } from '../fixtures/question-drafts.ts';
import { deliver, FEED, ownDocument, ownEvent, saveFeed } from '../fixtures/road-feeds.ts';
import { TEST_NOW } from '../test-cloud.ts';
import { type Hall, openHall } from './hall.ts';

/**
 * Answers that grow with what is kept, each in the worst state that the rules of what is taken allow, by way of the gateway:
 * WeChat hands on none of more than 1 MB, whatever the page would do with it.
 */

const CHIEF = 'chief';
const DRIVER = 'driver-1';

/** So many Chinese characters, of three bytes each. */
const words = (length: number) => '路'.repeat(length);

let hall: Hall;

beforeAll(async () => {
  hall = await openHall();
  for (const role of ['editor', 'duty', 'operator'] as const) await hall.grant(CHIEF, role);
});
afterAll(() => hall.close());

/** What a client gets; one that is too large comes as -604001. */
async function ask<T>(of: string, input: object, openid = CHIEF): Promise<T> {
  const [name = '', action = ''] = of.split('.');
  const response = await fetch(`${hall.cloud.url}/call/${name}`, {
    method: 'POST',
    headers: { 'x-local-openid': openid },
    body: JSON.stringify({ action, input }),
  });
  const body = await response.text();
  const answer = JSON.parse(body) as { ok?: boolean; data: T };
  if (answer.ok !== true) throw new Error(`${of}: ${body.slice(0, 300)}`);
  withinBudget('largest answers', of, Buffer.byteLength(body));
  return answer.data;
}

/** A winding line of so many positions from a place on. */
const line = (positions: number, lon: number, lat: number) =>
  Array.from({ length: positions }, (_, at) => [lon + at * 0.000_113, lat + Math.sin(at / 9) * 0.01]);

function ring(positions: number, lon: number, lat: number) {
  const around = Array.from({ length: positions }, (_, at) => [
    lon + 0.2 * Math.cos((2 * Math.PI * at) / positions),
    lat + 0.2 * Math.sin((2 * Math.PI * at) / positions),
  ]);
  return [...around, around[0]];
}

it('events of long lines and areas come page by page, all of them', async () => {
  await saveFeed(hall);
  const events = Array.from({ length: 120 }, (_, at) =>
    ownEvent({
      id: `e${at}`,
      headline: words(60),
      geometry:
        at % 2 === 0
          ? { type: 'LineString', coordinates: line(500, 114.5, 38) }
          : { type: 'Polygon', coordinates: [ring(1500, 114.6, 38.1)] },
    }),
  );
  await deliver(hall, ownDocument(events));
  const seen = new Set<string>();
  let cursor: string | undefined;
  let pages = 0;
  do {
    const page: { events: { id: string; geometry: object | null }[]; nextCursor?: string } = await ask(
      'roads.listEventsForRegions',
      { regions: ['130000'], limit: 200, ...(cursor !== undefined && { cursor }) },
    );
    for (const { id, geometry } of page.events) {
      seen.add(id);
      expect(geometry).not.toBeNull();
    }
    cursor = page.nextCursor;
    pages += 1;
  } while (cursor !== undefined && pages < 50);
  expect(seen.size).toBe(120);
  expect(pages).toBeGreaterThan(1);

  const view = await ask<{ events: object[]; more?: true }>('roads.listEventsInView', {
    bounds: [113.5, 37, 115.5, 39],
    limit: 200,
  });
  expect(view.more).toBe(true);
  expect(view.events.length).toBeGreaterThan(10);
}, 120_000);

it('an event with an area of many thousand corners keeps its shape, in fewer', async () => {
  const area = { type: 'Polygon', coordinates: [ring(60_000, 110, 30)] };
  const regions = [{ adcode: '420000', name: '湖北' }];
  await deliver(hall, ownDocument([ownEvent({ id: 'area', geometry: area, regions })], { complete: false }), {
    feed: FEED.id,
  });
  const { events } = await hall.call<RoadsContract, 'listEvents'>('roads', 'listEvents', { region: '420000' });
  const [{ id } = { id: '' }] = events;
  const { geometry } = await ask<{ geometry: { coordinates: [number, number][][] } }>('roads.getEvent', { id });
  const [shape = []] = geometry.coordinates;
  expect(shape.length).toBeGreaterThan(1000);
  expect(shape.at(-1)).toEqual(shape[0]);
}, 120_000);

it('the longest body that is taken can be read, and its every correction; a longer one is refused', async () => {
  const body = (mark: string) => `<p>${mark}${words(95_000)}</p>`;
  const [taken] = await hall.publish(draftPost({ externalId: 'long', agencyId: 'bj', html: body('初') }));
  expect(taken).toMatchObject({ outcome: 'created' });
  const [refused] = await hall.publish(draftPost({ externalId: 'longer', html: `<p>${words(110_000)}</p>` }));
  expect(refused).toMatchObject({ outcome: 'rejected', reason: expect.stringContaining('正文过大') });

  const { posts } = await hall.news('listPosts', {});
  const id = posts[0]?.id ?? '';
  await ask('news.getPost', { id });
  const sentences = (of: number) =>
    Array.from({ length: 240 }, (_, at) => `<p>第${of}稿${at}${words(30)}。</p>`).join('');
  for (let revision = 1; revision <= 51; revision += 1) {
    await hall.desk('correctPost', { id, revision, reason: '示例', html: sentences(revision) }, CHIEF);
  }
  const { revisions } = await ask<{ revisions: { revision: number }[] }>('news.listRevisions', { id });
  expect(revisions[0]?.revision).toBe(52);

  const first = await ask<{ entries: object[]; nextCursor?: string }>('desk.listAudit', { limit: 50 });
  expect(first.nextCursor).toBeDefined();
}, 120_000);

it('the longest law that is taken can be read', async () => {
  const articles = Array.from({ length: 250 }, (_, at) => ({
    article: `第${at}条`,
    topic: words(10),
    summary: words(1000),
  }));
  expect(byteLength(JSON.stringify(articles))).toBeGreaterThan(MOST_LAW_BYTES * 0.9);
  await hall.desk('saveLaws', { laws: [{ ...LAW, id: 'long', articles }] });
  await ask('news.getLaw', { id: 'long' });
  const tooMany = [...articles, ...articles].map((article, at) => ({ ...article, article: `第${at}条` })).slice(0, 500);
  await expect(hall.desk('saveLaws', { laws: [{ ...LAW, id: 'longer', articles: tooMany }] })).rejects.toThrow(
    'must not be so long in all',
  );
}, 120_000);

it('as many rebuttals as are kept are listed page by page', async () => {
  const rebuttals = Array.from({ length: MAX_REBUTTALS }, (_, at) => ({
    id: `r${at}`,
    claim: words(100),
    variants: at < 50 ? Array.from({ length: 20 }, () => words(120)) : [],
    verdict: 'false' as const,
    truth: words(500),
    basis: words(300),
    checkedOn: at < 50 ? '2026-11-21' : '2026-11-20',
  }));
  for (let at = 0; at < rebuttals.length; at += 100) {
    await hall.desk('saveRebuttals', { rebuttals: rebuttals.slice(at, at + 100) });
  }
  const page = await ask<{ rebuttals: { id: string }[]; nextCursor?: string }>('desk.listRebuttals', { limit: 50 });
  expect(page.rebuttals).toHaveLength(50);
  const next = await ask<typeof page>('desk.listRebuttals', { limit: 50, cursor: page.nextCursor });
  expect(next.rebuttals).toHaveLength(50);
  expect(new Set([...page.rebuttals, ...next.rebuttals].map(({ id }) => id)).size).toBe(100);
}, 120_000);

it('a pack of the longest questions is one answer, though they waited for review first', async () => {
  await hall.desk('saveLaws', { laws: [LAW] });
  const padded = (number: number) => {
    const draft = draftQuestion(number, {
      ...{ type: 'single' as const, chapter: { id: 'long', name: '长题' } },
      // What rests on no law waits for an editor.
      ...(number >= 190 && { law: [] }),
    });
    const room = MOST_QUESTION_BYTES - byteLength(JSON.stringify(draft));
    return { ...draft, explanation: draft.explanation + words(Math.floor(room / 3)) };
  };
  const questions = Array.from({ length: 215 }, (_, at) => ({ where: `${at}`, draft: padded(at) }));
  for (let at = 0; at < questions.length; at += 50) {
    await hall.desk('importQuestions', { mode: 'import', questions: questions.slice(at, at + 50) }, CHIEF);
  }
  for (;;) {
    const { questions: waiting } = await hall.desk('listQuestionReview', { limit: 50 }, CHIEF);
    if (waiting.length === 0) break;
    for (const { id, revision } of waiting) {
      await hall.desk('decideQuestion', { id, revision, decision: 'publish', reason: '示例' }, CHIEF);
    }
  }
  type Chapters = { chapters: { packs: { id: string; questions: number }[] }[] };
  const { chapters } = await ask<Chapters>('quiz.listChapters', { subject: 1 });
  const packs = chapters.flatMap((chapter) => chapter.packs);
  expect(packs.map((pack) => pack.questions)).toEqual([200, 15]);
  for (const { id } of packs) await ask('quiz.getPack', { id });
  const longer = { ...padded(999), explanation: words(1600) };
  await expect(
    hall.desk('importQuestions', { mode: 'import', questions: [{ where: '1', draft: longer }] }, CHIEF),
  ).rejects.toThrow('整道题太长');
}, 120_000);

it('the progress of whoever has practised everything comes in parts, and whole', async () => {
  const questionId = (at: number) => `question-${String(at).padStart(6, '0')}`;
  const log = [0, 1, 2].map((day) => ({ id: `attempt-${day}`, at: `2026-11-2${day}T00:00:00.000Z`, right: day > 0 }));
  const many = Array.from({ length: 5000 }, (_, at) => questionId(at));
  const learner: LearnerDocument = {
    _id: DRIVER,
    revision: 50,
    questions: Object.fromEntries(
      many.map((id, at) => [id, { subject: 1 as const, log, revision: 1 + Math.floor(at / 100) }]),
    ),
    favourites: Object.fromEntries(many.slice(0, 3000).map((id) => [id, { on: true, at: TEST_NOW }])),
    oldDays: [],
  };
  await insertMany(hall.cloud.database, 'learners', { from: 0, to: 1 }, () => learner);
  const told = new Set<string>();
  let [since, more] = [0, true];
  for (let calls = 0; more && calls < 10; calls += 1) {
    const part: { revision: number; progress: { questionId: string }[]; more?: true } = await ask(
      'quiz.getProgress',
      { since },
      DRIVER,
    );
    for (const progress of part.progress) told.add(progress.questionId);
    [since, more] = [part.revision, part.more === true];
  }
  expect(told.size).toBe(5000);
  expect(since).toBe(50);
}, 120_000);

it('a holiday guide as full as it may be can be read', async () => {
  const stretch = {
    name: words(60),
    road: { code: 'G4', name: words(30), stake: { from: 1_000_000, to: 1_100_000 } },
    regions: ['130000', '130100', '130200', '130300', '130400'],
    hours: words(60),
    reason: words(120),
    advice: words(120),
    point: [114.512_345, 38.012_345] as [number, number],
  };
  const span = { from: '2026-12-31T16:00:00.000Z', to: '2027-01-03T16:00:00.000Z' };
  const guide = {
    ...{ name: words(40), ...span, intro: words(300) },
    peaks: Array.from({ length: 30 }, () => ({
      ...{ kind: 'out' as const, level: 'busy' as const, text: words(100) },
      ...span,
    })),
    chokePoints: Array.from({ length: 200 }, () => stretch),
    accidentProne: Array.from({ length: 200 }, () => stretch),
    tips: Array.from({ length: 20 }, () => words(100)),
  };
  await hall.desk('saveHolidayGuide', { id: 'full', agencyId: 'bj', guide }, CHIEF);
  await ask('roads.getHolidayGuide', { id: 'full' });
}, 120_000);

it('a shelf as full as it may be is one answer', async () => {
  const most = { favourite: 500, history: 500, follow: 50, like: 1000, share: 500 } as const;
  const marks = Object.entries(most).flatMap(([kind, count]) =>
    Array.from({ length: count }, (_, at) => ({
      ...{ kind: kind as keyof typeof most, subject: `page:${String(at).padStart(120, '0')}` },
      ...{ on: true, at: TEST_NOW, position: 0.123_456_789 },
    })),
  );
  for (let at = 0; at < marks.length; at += 200) {
    await hall.call('me', 'syncShelf', { marks: marks.slice(at, at + 200), since: 0 } as never, DRIVER);
  }
  const { entries } = await ask<{ entries: object[] }>('me.syncShelf', { marks: [], since: 0 }, DRIVER);
  expect(entries).toHaveLength(2550);
}, 120_000);

it('what officers have published is listed, as much of it as can be sent', async () => {
  const event = {
    ...{ type: 'accident' as const, severity: 'major' as const, headline: words(60), description: words(500) },
    ...{ advice: words(100), location: words(60), detour: words(200), end: '2026-11-24T00:00:00.000Z' },
    road: { code: 'G4', name: words(30), directionText: words(30), from: words(30), to: words(30) },
    restrictions: Array.from({ length: 5 }, () => ({ kind: 'no-entry' as const, text: words(100) })),
  };
  for (let key = 0; key < 180; key += 1) {
    await hall.desk('publishEvent', { agencyId: 'bj', key: `${key}`, event }, CHIEF);
  }
  type Published = { events: object[]; isPartial: boolean };
  const { events, isPartial } = await ask<Published>('desk.listDutyEvents', { agencyId: 'bj' });
  expect(events.length).toBeGreaterThan(100);
  expect(isPartial).toBe(true);
}, 120_000);
