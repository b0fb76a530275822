import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Reply } from '#contract/action';
import type { MeContract } from '#contract/me';
import { OWN_AGENCY, officerForm, openWorld, type World } from '../cloudfunctions/world.ts';
import { draftPost } from '../fixtures/post-drafts.ts';
import { seeded } from '../hostile/outside-inputs.ts';

/** `npm run soak` asks for 200 callers and a minute. */
const SECONDS = Number(process.env.SOAK_SECONDS ?? 8);
const CALLERS = Number(process.env.SOAK_CALLERS ?? 40);
const SEED = Number(process.env.SEED ?? 1);

/** Among the callers there are as many officers, and editors, in a hundred. */
const STAFF_IN_A_HUNDRED = 3;
/** Of the writes, so many in a hundred are sent twice at once, as by a phone that did not wait. */
const TWICE_IN_A_HUNDRED = 20;

let world: World;
beforeAll(async () => {
  world = await openWorld({ timers: 'by hand', instancesPerFunction: 2 });
}, 120_000);
afterAll(() => world.close());

/** What was promised to callers: an answer `ok` to a write is a promise that it stands, once. */
const ledger = {
  questions: new Map<string, Set<string>>(),
  likes: new Map<string, Set<string>>(),
  attempts: new Map<string, Set<string>>(),
  events: new Set<string>(),
  posts: new Set<string>(),
};
const note = (book: Map<string, Set<string>>, who: string, what: string) =>
  book.set(who, (book.get(who) ?? new Set()).add(what));

const figures = { calls: 0, writes: 0, refused: 0, errors: [] as string[], times: [] as number[], rss: [] as number[] };

async function send(name: string, action: string, input: unknown, openid: string): Promise<Reply<unknown> | undefined> {
  const began = performance.now();
  figures.calls += 1;
  try {
    const response = await fetch(`${world.cloud.url}/call/${name}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-local-openid': openid },
      body: JSON.stringify({ action, input }),
    });
    const reply = (await response.json()) as Reply<unknown> & { errMsg?: string };
    figures.times.push(performance.now() - began);
    if (response.status !== 200) figures.errors.push(`${name}.${action}: ${response.status} ${reply.errMsg}`);
    else if (!reply.ok && reply.error.code === 'rate_limited') figures.refused += 1;
    else if (!reply.ok) figures.errors.push(`${name}.${action}: ${reply.error.code} ${reply.error.message}`);
    return reply;
  } catch (error) {
    figures.errors.push(`${name}.${action}: ${String(error)}`);
    return undefined;
  }
}

interface Caller {
  openid: string;
  random: () => number;
  role: 'driver' | 'officer' | 'editor';
  /** Counts up: what the caller makes is named after it. */
  made: number;
}

async function write(caller: Caller, name: string, action: string, input: unknown, keep: () => void): Promise<void> {
  figures.writes += 1;
  const times = caller.random() * 100 < TWICE_IN_A_HUNDRED ? 2 : 1;
  const replies = await Promise.all(Array.from({ length: times }, () => send(name, action, input, caller.openid)));
  if (replies.some((reply) => reply?.ok)) keep();
}

type Step = (caller: Caller, key: string) => Promise<unknown>;

const READS: readonly Step[] = [
  ({ openid }) => send('news', 'listPosts', {}, openid),
  ({ openid }) => send('news', 'getPost', { id: world.known.post }, openid),
  ({ openid }) => send('news', 'searchPosts', { query: '雨天' }, openid),
  ({ openid }) => send('roads', 'listEvents', {}, openid),
  ({ openid }) => send('roads', 'listEventsInView', { bounds: [110, 30, 120, 40] }, openid),
  ({ openid }) => send('quiz', 'listChapters', { subject: 1 }, openid),
  ({ openid }) => send('quiz', 'getProgress', {}, openid),
  ({ openid }) => send('me', 'listMyQuestions', {}, openid),
];

const WRITES: Readonly<Record<Caller['role'], readonly Step[]>> = {
  driver: [
    (caller, key) => {
      const mark = { kind: 'like', subject: `post:${key}`, on: true, at: '2026-11-23T00:10:00.000Z' };
      const input = { marks: [{ ...mark }, { ...mark, subject: `post:${world.known.post}` }] };
      return write(caller, 'me', 'syncShelf', input, () => {
        note(ledger.likes, caller.openid, `post:${key}`);
        note(ledger.likes, caller.openid, `post:${world.known.post}`);
      });
    },
    (caller, key) => {
      const attempt = {
        id: `try-${key}`,
        questionId: world.known.question,
        chosen: [0],
        at: '2026-11-23T00:10:00.000Z',
      };
      return write(caller, 'quiz', 'syncAttempts', { attempts: [attempt] }, () =>
        note(ledger.attempts, caller.openid, attempt.id),
      );
    },
    (caller, key) =>
      write(caller, 'me', 'askQuestion', { clientId: key, kind: 'question', text: `问题 ${key}` }, () =>
        note(ledger.questions, caller.openid, `问题 ${key}`),
      ),
  ],
  officer: [
    (caller, key) =>
      write(caller, 'desk', 'publishEvent', { agencyId: OWN_AGENCY, key, event: officerForm(`事故 ${key}`) }, () =>
        ledger.events.add(`事故 ${key}`),
      ),
  ],
  editor: [
    (caller, key) => {
      const post = draftPost({
        externalId: key,
        title: `通告 ${key}`,
        html: `<p>${key} 的内容。</p>`,
        agencyId: OWN_AGENCY,
      });
      return write(caller, 'desk', 'importPosts', { posts: [post] }, () => ledger.posts.add(post.title));
    },
  ],
};

const pick = <T>(list: readonly T[], random: () => number): T => list[Math.floor(random() * list.length)] as T;

async function live(caller: Caller, until: number): Promise<void> {
  while (performance.now() < until) {
    if (caller.random() < 0.6) await pick(READS, caller.random)(caller, '');
    else {
      caller.made += 1;
      await pick(WRITES[caller.role], caller.random)(caller, `${caller.openid}-${caller.made}`);
    }
  }
}

const documents = <T>(name: string) =>
  world.cloud.database.browse(name, { limit: 1_000_000, offset: 0 }).documents as T[];
const quantile = (sorted: readonly number[], share: number) =>
  Math.round(sorted[Math.floor(sorted.length * share)] ?? 0);

it(
  `${CALLERS} callers at once for ${SECONDS} seconds: no error, and what was promised stands, once`,
  async () => {
    const staff = Math.max(1, Math.round((CALLERS * STAFF_IN_A_HUNDRED) / 100));
    const callers = Array.from({ length: CALLERS }, (_, at): Caller => {
      const role = at < staff ? 'officer' : at < staff * 2 ? 'editor' : 'driver';
      return { openid: `${role}-${at}`, random: seeded(SEED * 1000 + at), role, made: 0 };
    });
    for (const { openid, role } of callers) {
      if (role !== 'driver') await world.grant(openid, role === 'officer' ? 'duty' : 'editor', OWN_AGENCY);
    }
    // Every instance warm: how long one takes to start is another test's figure.
    const [anybody] = callers;
    if (anybody) await Promise.all([...READS, ...READS].map((read) => read(anybody, '')));
    Object.assign(figures, { calls: 0, times: [] });
    const began = performance.now();
    const until = began + SECONDS * 1000;
    const watch = setInterval(() => {
      figures.rss.push(process.memoryUsage().rss);
      const second = Math.round((performance.now() - began) / 1000);
      if (second % 10 === 0) console.log(`soak: ${second} s, ${figures.calls} calls, ${figures.errors.length} errors`);
    }, 1000);
    // Counters are folded while they grow.
    const folds = (async () => {
      while (performance.now() < until) {
        await world.cloud.timers.runNow('jobs', 'foldCounters');
        await new Promise((resolve) => setTimeout(resolve, 1000));
      }
    })();
    await Promise.all([...callers.map((caller) => live(caller, until)), folds]);
    clearInterval(watch);
    await world.cloud.timers.runNow('jobs', 'foldCounters');

    const times = figures.times.sort((one, other) => one - other);
    const seconds = (performance.now() - began) / 1000;
    console.log(
      `soak: seed ${SEED}, ${CALLERS} callers, ${seconds.toFixed(1)} s, ${figures.calls} calls (${Math.round(figures.calls / seconds)} a second), ` +
        `${figures.writes} writes, ${figures.refused} refused by a limit, p50 ${quantile(times, 0.5)} ms, p99 ${quantile(times, 0.99)} ms, ` +
        `memory ${Math.round(Math.max(...figures.rss) / 1e6)} MB at most`,
    );
    expect(figures.errors.slice(0, 10), `${figures.errors.length} errors`).toEqual([]);
    expect(figures.writes).toBeGreaterThan(10);

    const stored = documents<{ openid: string; text: string }>('inquiries');
    for (const [openid, texts] of ledger.questions) {
      const found = stored.filter((inquiry) => inquiry.openid === openid).map(({ text }) => text);
      expect(found.sort(), `questions of ${openid}`).toEqual([...texts].sort());
    }
    for (const [openid, subjects] of ledger.likes) {
      const shelf = await world
        .call<MeContract, 'syncShelf'>('me', 'syncShelf', { marks: [] }, openid)
        .catch(() => null);
      // Whoever has synced 120 times in this hour can't look now.
      if (shelf !== null) expect(shelf.entries.map(({ subject }) => subject).sort()).toEqual([...subjects].sort());
    }
    for (const [openid, ids] of ledger.attempts) {
      const { progress } = await world.asReader(openid, 'getProgress', {});
      expect(
        progress.map(({ attempts }) => attempts),
        `attempts of ${openid}`,
      ).toEqual([ids.size]);
    }
    const headlines = documents<{ event: { texts: { headline: string }[]; source: { format: string } } }>('road-events')
      .map(({ event }) => event.texts[0]?.headline ?? '')
      .filter((headline) => headline.startsWith('事故'));
    expect(headlines.sort(), 'events').toEqual([...ledger.events].sort());
    const posts = documents<{ _id: string; title?: string; counters?: { likes: number } }>('posts');
    const titles = posts.flatMap(({ title = '' }) => (title.startsWith('通告') ? title : []));
    expect(titles.sort(), 'posts').toEqual([...ledger.posts].sort());
    const liked = posts.find(({ _id }) => _id === world.known.post)?.counters?.likes as unknown as {
      $numberInt: string;
    };
    expect(Number(liked?.$numberInt), 'likes of the post that everybody likes').toBe(ledger.likes.size);

    // What a thread keeps of a call is let go: the last third takes no more than the second by a fifth.
    const third = Math.floor(figures.rss.length / 3);
    const middle = figures.rss.slice(third, 2 * third);
    const mean = (list: readonly number[]) => list.reduce((sum, one) => sum + one, 0) / Math.max(1, list.length);
    if (third >= 5) expect(mean(figures.rss.slice(2 * third))).toBeLessThan(mean(middle) * 1.2);
  },
  (SECONDS + 240) * 1000,
);
