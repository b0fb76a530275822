import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Reply } from '#contract/action';
import type { FinishedExamView, RunningExamView } from '#contract/quiz';
import { CHIEF, OWN_AGENCY, officerForm, openWorld, type World } from '../cloudfunctions/world.ts';
import { draftPost } from '../fixtures/post-drafts.ts';
import { seeded } from '../hostile/outside-inputs.ts';

/** `SEED=7 STEPS=5000 npx vitest run --project cloud test/faults/random-clients.test.ts` runs one of one's own. */
const SEEDS = process.env.SEED === undefined ? [1, 20_261_123] : [Number(process.env.SEED)];
const STEPS = Number(process.env.STEPS ?? 300);

const PEOPLE = ['anna', 'bo', 'chen', 'dai', 'er'];
const MINUTE = 60_000;
/** Longer than an answer is kept in an instance's memory, for what these clients read. */
const FRESH = 6000;

/** What must be so, as simply as it can be said. */
class Model {
  posts = new Map<string, { digest: string; revision: number; state: 'published' | 'withdrawn' }>();
  events = new Map<string, { headline: string; revision: number; open: boolean }>();
  /** By person and subject, whether it is liked. */
  likes = new Map<string, Map<string, boolean>>();
  questions = new Map<string, { id: string; text: string; state: string; reply?: string; at: number }[]>();
  watched = new Map<string, Set<string>>();
  grants = new Map<string, number>();
  attempts = new Map<string, Map<string, Set<string>>>();
  exams = new Map<string, { id: string; answers: Map<number, { chosen: number; right: boolean }>; endsAt: number }>();
  finished = new Map<string, Map<string, number>>();
  cards = new Map<string, string>();
}

class Clients {
  readonly model = new Model();
  readonly trail: string[] = [];
  #made = 0;

  constructor(
    readonly world: World,
    readonly random: () => number,
  ) {}

  pick<T>(list: readonly T[]): T {
    return list[Math.floor(this.random() * list.length)] as T;
  }

  name(): string {
    this.#made += 1;
    return `made-${this.#made}`;
  }

  get now(): number {
    return this.world.cloud.clock.now();
  }

  /**
   * A call over a bad network: now and then its answer is lost, or its function dies on the way, and it is made again.
   * @returns the last answer, and whether there was one before it
   */
  async send(name: string, action: string, input: unknown, openid?: string) {
    const { cloud } = this.world;
    const call = async () => (await cloud.call(name, { action, input }, openid)) as Reply<unknown>;
    const luck = this.random();
    if (luck < 0.1) {
      await call();
      return { reply: await call(), repeated: true };
    }
    if (luck < 0.2) {
      cloud.faults.add({ action: '*', spare: Math.floor(this.random() * 8), times: 1, kills: true });
      const first = await call().catch(() => undefined);
      cloud.faults.clear();
      if (first?.ok) return { reply: first, repeated: false };
      // Until leases and abandoned transactions are over.
      cloud.clock.advance(2 * MINUTE);
      return { reply: await call(), repeated: true };
    }
    return { reply: await call(), repeated: false };
  }

  async done<T>(name: string, action: string, input: unknown, openid?: string): Promise<T> {
    const { reply } = await this.send(name, action, input, openid);
    if (!reply.ok) throw new Error(`${name}.${action} was refused: ${reply.error.code} ${reply.error.message}`);
    return reply.data as T;
  }

  /** A change of a thing at a revision: repeated, it may hear that it is done already. */
  async changed(name: string, action: string, input: unknown, openid: string): Promise<boolean> {
    const { reply, repeated } = await this.send(name, action, input, openid);
    if (reply.ok || (repeated && reply.error.code === 'conflict')) return true;
    expect(reply.error.code, `${name}.${action}`).toBe('conflict');
    return false;
  }

  async readPublic<T>(name: string, action: string, input: unknown): Promise<T> {
    this.world.cloud.clock.advance(FRESH);
    const reply = (await this.world.cloud.call(name, { action, input })) as Reply<unknown>;
    if (!reply.ok) throw new Error(`${name}.${action} was refused: ${reply.error.code} ${reply.error.message}`);
    return reply.data as T;
  }
}

type Step = (clients: Clients) => Promise<void>;
const of = <V>(map: Map<string, V>, key: string, fresh: V): V => {
  if (!map.has(key)) map.set(key, fresh);
  return map.get(key) as V;
};

async function checkPost(clients: Clients, id: string): Promise<void> {
  const wanted = clients.model.posts.get(id);
  const post = await clients.readPublic<{ state: string; revision: number; digest?: string }>('news', 'getPost', {
    id,
  });
  expect({ state: post.state, revision: post.revision, digest: post.digest ?? wanted?.digest }).toEqual(wanted);
}

const STEPS_OF: Readonly<Record<string, Step>> = {
  async 'an editor publishes'(clients) {
    const externalId = clients.name();
    const title = `通告 ${createHash('sha256').update(externalId).digest('hex')}`;
    const post = draftPost({ externalId, title, digest: externalId, html: `<p>${title}</p>`, agencyId: OWN_AGENCY });
    await clients.done('desk', 'importPosts', { posts: [post] }, CHIEF);
    const id = createHash('sha256').update(`${post.sourceId}\n${externalId}`).digest('hex').slice(0, 16);
    clients.model.posts.set(id, { digest: externalId, revision: 1, state: 'published' });
  },
  async 'an editor corrects, maybe what another has changed meanwhile'(clients) {
    const [id, post] = clients.pick([...clients.model.posts]) ?? [];
    if (id === undefined || post === undefined) return;
    const digest = clients.name();
    const stale = clients.random() < 0.2 && post.revision > 1;
    const revision = stale ? post.revision - 1 : post.revision;
    const { reply, repeated } = await clients.send(
      'desk',
      'correctPost',
      { id, revision, reason: '更正', digest },
      CHIEF,
    );
    const isDone = reply.ok || (repeated && !stale && post.state === 'published' && reply.error.code === 'conflict');
    if (isDone) clients.model.posts.set(id, { ...post, digest, revision: post.revision + 1 });
    expect(isDone, 'a correction of what it was').toBe(!stale && post.state === 'published');
  },
  async 'an editor withdraws'(clients) {
    if (clients.random() < 0.6) return;
    const [id, post] = clients.pick([...clients.model.posts]) ?? [];
    if (id === undefined || post === undefined) return;
    const isDone = await clients.changed(
      'desk',
      'withdrawPost',
      { id, revision: post.revision, reason: '有误' },
      CHIEF,
    );
    if (post.state === 'withdrawn') return;
    expect(isDone).toBe(true);
    clients.model.posts.set(id, { ...post, state: 'withdrawn', revision: post.revision + 1 });
  },
  async 'somebody reads a post'(clients) {
    const id = clients.pick([...clients.model.posts.keys()]);
    if (id !== undefined) await checkPost(clients, id);
  },
  async 'somebody likes, or takes it back'(clients) {
    const [who, id] = [clients.pick(PEOPLE), clients.pick([...clients.model.posts.keys()])];
    if (id === undefined) return;
    clients.world.cloud.clock.advance(1000);
    const [on, subject] = [clients.random() < 0.7, `post:${id}`];
    const mark = { kind: 'like', subject, on, at: new Date(clients.now).toISOString() };
    const { reply } = await clients.send('me', 'syncShelf', { marks: [mark] }, who);
    if (!reply.ok) return void expect(reply.error.code).toBe('rate_limited');
    const mine = of(clients.model.likes, who, new Map());
    mine.set(subject, on);
    const { entries } = reply.data as { entries: { subject: string; on: boolean }[] };
    expect(new Map(entries.map((entry) => [entry.subject, entry.on]))).toEqual(mine);
  },
  async 'somebody asks'(clients) {
    const who = clients.pick(PEOPLE);
    const mine = of(clients.model.questions, who, []);
    const text = clients.name();
    const { reply } = await clients.send('me', 'askQuestion', { clientId: text, kind: 'question', text }, who);
    const today = mine.filter(({ at }) => at > clients.now - 24 * 60 * MINUTE).length;
    if (reply.ok) {
      expect(today).toBeLessThan(5);
      const { id, state } = reply.data as { id: string; state: string };
      mine.push({ id, text, state, at: clients.now });
    } else expect(reply.error.code).toBe('rate_limited');
  },
  async 'an editor answers'(clients) {
    const waiting = [...clients.model.questions.values()].flat().filter(({ state }) => state === 'waiting');
    const question = clients.pick(waiting);
    if (question === undefined) return;
    const reply = clients.name();
    const isDone = await clients.changed(
      'desk',
      'answerInquiry',
      { id: question.id, agencyId: OWN_AGENCY, reply },
      CHIEF,
    );
    expect(isDone).toBe(true);
    Object.assign(question, { state: 'answered', reply });
  },
  async 'somebody looks at their questions'(clients) {
    const who = clients.pick(PEOPLE);
    const wanted = (clients.model.questions.get(who) ?? []).slice(-50);
    const input = { limit: 50 };
    const { questions } = await clients.done<{ questions: { text: string; state: string; reply?: string }[] }>(
      ...(['me', 'listMyQuestions', input, who] as const),
    );
    const said = ({ text, state, reply }: { text: string; state: string; reply?: string | undefined }) =>
      `${text} ${state} ${reply ?? ''}`;
    expect(questions.map(said).sort()).toEqual(wanted.map(said).sort());
  },
  async 'somebody watches a road, having allowed a message'(clients) {
    const [who, road] = [clients.pick(PEOPLE), `G${1 + Math.floor(clients.random() * 12)}`];
    const watched = of(clients.model.watched, who, new Set());
    const input = { roads: [road], granted: 1, tap: clients.name() };
    const { reply } = await clients.send('alerts', 'subscribeAlerts', input, who);
    if (!reply.ok) {
      const isFull = watched.size >= 10 && !watched.has(road);
      expect(reply.error.code).toBe(isFull ? 'conflict' : 'rate_limited');
      return;
    }
    watched.add(road);
    const grants = Math.min((clients.model.grants.get(who) ?? 0) + 1, 100);
    clients.model.grants.set(who, grants);
    expect((reply.data as { grants: number }).grants).toBe(grants);
  },
  async 'somebody stops watching'(clients) {
    if (clients.random() < 0.7) return;
    const who = clients.pick(PEOPLE);
    await clients.done('alerts', 'unsubscribeAlerts', {}, who);
    clients.model.watched.delete(who);
    clients.model.grants.delete(who);
  },
  async 'somebody practises'(clients) {
    const [who, questionId] = [clients.pick(PEOPLE), clients.world.known.question];
    const id = clients.random() < 0.2 ? 'attempt-again' : `attempt-${clients.name()}`;
    const attempt = { id, questionId, chosen: [0], at: new Date(clients.now).toISOString() };
    const { reply } = await clients.send('quiz', 'syncAttempts', { attempts: [attempt] }, who);
    if (!reply.ok) return void expect(reply.error.code).toBe('rate_limited');
    const ids = of(of(clients.model.attempts, who, new Map()), questionId, new Set<string>()).add(id);
    const { progress } = reply.data as { progress: { questionId: string; attempts: number }[] };
    const own = progress.find((one) => one.questionId === questionId)?.attempts;
    // Exams that asked it count, too.
    expect(own).toBeGreaterThanOrEqual(ids.size);
  },
  async 'somebody sits an exam'(clients) {
    const who = clients.pick(PEOPLE);
    const { reply } = await clients.send('quiz', 'startExam', { preset: 'subject-1' }, who);
    if (!reply.ok) return void expect(reply.error.code).toBe('rate_limited');
    const view = reply.data as RunningExamView;
    expect(view.state).toBe('running');
    const known = clients.model.exams.get(who);
    const goesOn = known !== undefined && known.endsAt > clients.now;
    if (goesOn) expect(view.id).toBe(known.id);
    else clients.model.exams.set(who, { id: view.id, answers: new Map(), endsAt: Date.parse(view.deadlineAt) });
    const exam = clients.model.exams.get(who);
    if (exam === undefined) return;
    const asked = clients.pick(view.questions);
    const number = Number(/第(\d+)题/.exec(asked.stem)?.[1]);
    const chosen = Math.floor(clients.random() * asked.options.length);
    const answers = [{ index: asked.index, chosen: [chosen], seq: exam.answers.size + 1 }];
    const saved = await clients.done<{ saved: number[] }>('quiz', 'answerExam', { id: exam.id, answers }, who);
    if (!saved.saved.includes(asked.index)) return;
    exam.answers.set(asked.index, { chosen, right: chosen === number % asked.options.length });
  },
  async 'somebody hands an exam in'(clients) {
    const who = clients.pick(PEOPLE);
    const exam = clients.model.exams.get(who);
    if (exam === undefined) return;
    const result = await clients.done<FinishedExamView>('quiz', 'submitExam', { id: exam.id }, who);
    expect(result.right, 'right answers').toBe([...exam.answers.values()].filter(({ right }) => right).length);
    clients.model.exams.delete(who);
    of(clients.model.finished, who, new Map<string, number>()).set(exam.id, result.right);
  },
  async 'somebody challenges a friend'(clients) {
    const who = clients.pick(PEOPLE);
    const examId = clients.pick([...(clients.model.finished.get(who)?.keys() ?? [])]);
    if (examId === undefined) return;
    const { reply } = await clients.send('quiz', 'createChallenge', { examId }, who);
    if (!reply.ok) return void expect(reply.error.code).toBe('rate_limited');
    const { id } = reply.data as { id: string };
    expect(clients.model.cards.get(examId) ?? id, 'one card for one exam').toBe(id);
    clients.model.cards.set(examId, id);
  },
  async 'an officer publishes, changes or closes an event'(clients) {
    const open = [...clients.model.events].filter(([, event]) => event.open);
    const [id, event] = clients.random() < 0.4 ? [] : (clients.pick(open) ?? []);
    const headline = clients.name();
    // Its end must not pass while the clock is moved.
    const form = { ...officerForm(headline), end: '2027-11-23T00:00:00.000Z' };
    if (id === undefined || event === undefined) {
      const input = { agencyId: OWN_AGENCY, key: headline, event: form };
      const { id: fresh } = await clients.done<{ id: string }>('desk', 'publishEvent', input, CHIEF);
      clients.model.events.set(fresh, { headline, revision: 1, open: true });
      return;
    }
    const { revision } = event;
    if (clients.random() < 0.3) {
      expect(await clients.changed('desk', 'closeEvent', { id, revision }, CHIEF)).toBe(true);
      clients.model.events.set(id, { ...event, revision: revision + 1, open: false });
    } else {
      expect(await clients.changed('desk', 'updateEvent', { id, revision, event: form }, CHIEF)).toBe(true);
      clients.model.events.set(id, { headline, revision: revision + 1, open: true });
    }
  },
  async 'somebody reads an event'(clients) {
    const [id, event] = clients.pick([...clients.model.events]) ?? [];
    if (id === undefined || event === undefined) return;
    const page = await clients.readPublic<{ state: string; revision: number; texts: { headline: string }[] }>(
      ...(['roads', 'getEvent', { id }] as const),
    );
    const { revision, texts, state } = page;
    expect({ revision, headline: texts[0]?.headline, open: state !== 'over' }).toEqual(event);
  },
  async 'time passes'(clients) {
    clients.world.cloud.clock.advance(Math.floor(clients.random() * 20) * MINUTE);
  },
};

/** Everything, from what is stored for good. */
async function checkAll(clients: Clients): Promise<void> {
  const { model, world } = clients;
  await world.cloud.timers.runNow('jobs', 'foldCounters');
  const likesOf = (id: string) => [...model.likes.values()].filter((mine) => mine.get(`post:${id}`) === true).length;
  for (const [id, post] of model.posts) {
    if (post.state !== 'published') continue;
    const { counters } = await clients.readPublic<{ counters: { likes: number } }>('news', 'getPost', { id });
    expect(counters.likes, `likes of ${id}`).toBe(likesOf(id));
  }
  for (const [who, watched] of model.watched) {
    const { subscriptions, grants } = await clients.done<{ subscriptions: { roads: string[] }[]; grants: number }>(
      ...(['alerts', 'listAlertSubscriptions', {}, who] as const),
    );
    expect(new Set(subscriptions.flatMap(({ roads }) => roads))).toEqual(watched);
    expect(grants).toBe(model.grants.get(who));
  }
  const audited = world.cloud.database.browse('audit', { limit: 1_000_000, offset: 0 }).documents as {
    action: string;
    subject: string;
  }[];
  for (const [id, event] of model.events) {
    const traces = audited.filter(({ subject }) => subject === `road-events/${id}`);
    expect(traces.length, `each version of ${id} has its trace`).toBe(event.revision);
  }
}

describe('many clients over a bad network, against a model', () => {
  it.each(SEEDS)(
    `seed %i: ${STEPS} steps leave what the model says`,
    async (seed) => {
      const world = await openWorld({ timers: 'by hand', instancesPerFunction: 1 });
      const clients = new Clients(world, seeded(seed));
      let step = 0;
      try {
        for (; step < STEPS; step += 1) {
          const what = clients.pick(Object.keys(STEPS_OF));
          clients.trail.push(`${step}: ${what}`);
          await STEPS_OF[what]?.(clients);
          if (step % 250 === 249) await checkAll(clients);
        }
        await checkAll(clients);
      } catch (error) {
        const trail = clients.trail.slice(-8).join('\n  ');
        throw new Error(`SEED=${seed} STEPS=${step + 1} fails:\n  ${trail}\n${(error as Error).message}`, {
          cause: error,
        });
      } finally {
        await world.close();
      }
    },
    60_000 + STEPS * 300,
  );
});
