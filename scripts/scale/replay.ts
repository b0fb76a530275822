import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createClock } from '#cloud/clock';
import { type Cloud, startCloud } from '#cloud/cloud';
import { databaseActions } from '#cloud/database/actions';
import type { ActionOutput, Reply } from '#contract/action';
import type { NewsContract } from '#contract/news';
import { isChosen, isPointerGood, POINTER_FILE, type SnapshotName, type SnapshotSwitch } from '#domain/snapshot';
import { FUNCTIONS, INDEXES } from '../cloud-session.ts';
import { insertMany, postDocument, roadEventDocument } from '../measure/many-documents.ts';
import { HABITS } from './habits.ts';
import { articleWeights, type Setting, type Traffic } from './model.ts';

/** The first morning of the National Day holiday, 07:00 in China. */
const BEGIN = Date.parse('2026-09-30T23:00:00.000Z');

export interface Morning extends Setting {
  /** Opens that the one instance of each function serves, and within how many seconds: its part of a peak. */
  opens: number;
  seconds: number;
  seed: number;
}

export interface Replayed extends Traffic {
  /** Calls that were refused or failed; there must be none. */
  failures: number;
}

/** Before anything is counted the instances have served as many a second for so long that they remember what is asked. */
const WARM_SECONDS = 30;

/** Numbers from 0 up to 1, the same for the same seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

async function openMorning({ memory, percent }: Setting): Promise<{ cloud: Cloud; close(): Promise<void> }> {
  const data = mkdtempSync(path.join(os.tmpdir(), 'morning-'));
  const cloud = await startCloud({
    data,
    functions: FUNCTIONS,
    indexes: INDEXES,
    clock: createClock({ at: new Date(BEGIN).toISOString(), frozen: true }),
    timers: 'by hand',
    quiet: true,
    instancesPerFunction: 1,
    variables: { READ_MEMORY: memory ? 'on' : 'off', CALL_NUMBERS: 'off' },
  });
  await insertMany(cloud.database, 'posts', { from: 0, to: 200 }, (at) => postDocument(at, BEGIN - 60_000));
  const now = new Date(BEGIN);
  await insertMany(cloud.database, 'road-events', { from: 0, to: 500 }, (at) => roadEventDocument(at, now));
  const insert = databaseActions(cloud.database)['database.insertDocument'];
  const settings = { collectionName: 'settings', data: [JSON.stringify({ _id: 'snapshots', percent })] };
  await insert?.({ action: 'database.insertDocument', params: settings, requestId: 'replay', bytes: 0 });
  return {
    cloud,
    async close() {
      await cloud.close();
      rmSync(data, { recursive: true, force: true });
    },
  };
}

const NOTHING: Replayed = {
  opens: 0,
  calls: 0,
  databaseRequests: 0,
  answerBytes: 0,
  files: 0,
  fileBytes: 0,
  failures: 0,
};

/** What one phone does, by the same rules as `src/platform/snapshots.ts`; it counts what that costs. */
class Driver {
  readonly #cloud: Cloud;
  readonly #traffic: Replayed;
  readonly #random: () => number;
  readonly #lot: number;
  readonly #told: SnapshotSwitch | undefined;

  constructor(cloud: Cloud, traffic: Replayed, random: () => number, told: SnapshotSwitch | undefined) {
    this.#cloud = cloud;
    this.#traffic = traffic;
    this.#random = random;
    this.#lot = random();
    this.#told = told;
  }

  async #call<T>(name: string, action: string, input: object): Promise<T | undefined> {
    const reply = (await this.#cloud.call(name, { action, input })) as Reply<T>;
    this.#traffic.calls += 1;
    this.#traffic.answerBytes += Buffer.byteLength(JSON.stringify(reply));
    if (reply.ok) return reply.data;
    this.#traffic.failures += 1;
    return undefined;
  }

  async #file(address: string): Promise<unknown> {
    const response = await fetch(address);
    const text = await response.text();
    this.#traffic.files += 1;
    this.#traffic.fileBytes += Buffer.byteLength(text);
    return response.ok ? JSON.parse(text) : undefined;
  }

  async #firstPage<T>(snapshot: SnapshotName, name: string, action: string): Promise<T | undefined> {
    const told = this.#told;
    if (told !== undefined && isChosen(this.#lot, told.percent)) {
      const pointer = await this.#file(told.pointer);
      if (isPointerGood(pointer, 0, this.#cloud.clock.now())) {
        return (await this.#file(told.pointer.replace(POINTER_FILE, pointer.files[snapshot]))) as T;
      }
    }
    return this.#call<T>(name, action, {});
  }

  /** One open: the feed unless it is of now, now and then an article, now and then the road board. */
  async open(): Promise<void> {
    if (this.#random() >= HABITS.reopened) await this.#firstPage('news', 'news', 'listPosts');
    if (this.#random() < HABITS.articles) {
      const id = this.#chooseArticle();
      await this.#call('news', 'getPost', { id });
      await this.#call('news', 'readOn', { id });
    }
    if (this.#random() < HABITS.boards) await this.#firstPage('roads', 'roads', 'listEvents');
  }

  #chooseArticle(): string {
    let left = this.#random();
    const chosen = articleWeights().findIndex((weight) => {
      left -= weight;
      return left < 0;
    });
    return postDocument(Math.max(0, chosen), BEGIN)._id;
  }
}

/**
 * Replays one instance's part of a holiday morning on the functions themselves, in the local cloud, with a clock of its own:
 * an hour of the morning takes as long as its calls. Counts what it costs; the publication of snapshots is counted, too.
 */
export async function replayMorning(morning: Morning, onProgress?: (opens: number) => void): Promise<Replayed> {
  const { cloud, close } = await openMorning(morning);
  const random = seeded(morning.seed);
  const traffic: Replayed = { ...NOTHING };
  const { opens, seconds } = morning;
  const instants = (from: number, span: number, count: number) =>
    Array.from({ length: count }, () => from + random() * span * 1000).sort((one, other) => one - other);
  try {
    const warming = instants(0, WARM_SECONDS, Math.round((opens / seconds) * WARM_SECONDS));
    const times = instants(WARM_SECONDS * 1000, seconds, opens);
    // Phones know the switch from the days before; so do warm instances what they remember for minutes.
    const first = (await cloud.call('news', { action: 'listPosts', input: {} })) as Reply<
      ActionOutput<NewsContract, 'listPosts'>
    >;
    const told = first.ok ? first.data.snapshots : undefined;
    cloud.requests.clear();
    let published = Number.NEGATIVE_INFINITY;
    for (const [at, time] of [...warming, ...times].entries()) {
      cloud.clock.advance(BEGIN + time - cloud.clock.now());
      if (at === warming.length) {
        Object.assign(traffic, NOTHING);
        cloud.requests.clear();
      }
      if (morning.percent > 0 && time - published >= 60_000) {
        const run = await cloud.timers.runNow('jobs', 'publishSnapshots');
        if (run?.outcome !== 'ok') throw new Error(`the snapshots were not published: ${run?.outcome}`);
        published = time;
      }
      await new Driver(cloud, traffic, random, told).open();
      traffic.opens += 1;
      // The log keeps some thousands.
      if (traffic.opens % 200 === 0) traffic.databaseRequests += takeRequests(cloud);
      onProgress?.(at < warming.length ? 0 : traffic.opens);
    }
    traffic.databaseRequests += takeRequests(cloud);
    return traffic;
  } finally {
    await close();
  }
}

/** Requests of the drivers' own functions to the database since the last time. */
function takeRequests(cloud: Cloud): number {
  const requests = cloud.requests.list();
  cloud.requests.clear();
  return requests.filter(({ action, functionName }) => action.startsWith('database.') && functionName !== 'jobs')
    .length;
}
