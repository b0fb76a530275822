import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { createClock, type LocalClock } from '#cloud/clock';
import { type Cloud, startCloud } from '#cloud/cloud';
import { databaseActions } from '#cloud/database/actions';
import { buildFunctions } from '#cloud/functions/build';
import type { Reply } from '#contract/action';
import type { ImportResult } from '#contract/desk';
import type { PostDraft } from '#domain/post';
import { FUNCTIONS, INDEXES } from '../../scripts/cloud-session.ts';
import { launchChromium } from '../chromium.ts';
import { spareThreads } from '../spare-threads.ts';
import { NOW } from './now.ts';
import { layOutSamples } from './sample-data.ts';

export const EDITOR = 'editor-1';

/** A local cloud of a test's own, with an editor, and a browser for the phones that use it. */
export interface World {
  cloud: Cloud;
  clock: LocalClock;
  browser: Browser;
  /** Calls an action as somebody, or as nobody; throws the error's code and message where it refuses. */
  ask<T>(name: string, action: string, input: unknown, openid?: string): Promise<T>;
  /** Publishes through the desk, as an editor does; fails where a post was not taken. */
  publish(...posts: PostDraft[]): Promise<void>;
  /** Withdraws a post as the database will have it; the desk has no action for it yet. */
  withdraw(id: string, reason: string): Promise<void>;
  /** Ids of what is published, newest first. */
  publishedIds(): Promise<string[]>;
  close(): Promise<void>;
}

export interface WorldOptions {
  /** Begins with everything that `npm start` loads, as of NOW. */
  samples?: boolean;
  /** Environment of the functions, as a deployment sets it. */
  variables?: Record<string, string>;
  /** Whether the environment lets in who is not signed in, as one in service does: `CloudOptions.unauthenticatedAccess`. */
  unauthenticatedAccess?: boolean;
  /** Threads of each function: one where requests are counted, since each asks anew for what it then remembers. */
  instancesPerFunction?: number;
  /** One that outlives the world, without what the world opened in it; its own where absent. */
  browser?: Browser;
}

/** A post of an invented agency; later numbers are older by an hour each. */
export function samplePost(number: number, change: Partial<PostDraft> = {}): PostDraft {
  return {
    sourceId: 'rss:example.test',
    sourceName: '示例市交警',
    platform: 'wechat',
    externalId: `sample-${number}`,
    title: `示例 第${number}号通告：示例大桥夜间养护，请提前绕行`,
    digest: '',
    html: `<p>第${number}号通告的正文。</p><p>示例大桥每晚十点至次日五点单向通行。</p>`,
    publishedAt: new Date(NOW.getTime() - number * 3_600_000).toISOString(),
    channel: 'release',
    ...change,
  };
}

async function withdrawInDatabase(cloud: Cloud, id: string, change: object): Promise<void> {
  const modify = databaseActions(cloud.database)['database.modifyDocument'];
  if (modify === undefined) throw new Error('the local database has no modifyDocument');
  const params = {
    collectionName: 'posts',
    query: JSON.stringify({ _id: id }),
    queryType: 'DOC',
    data: JSON.stringify({ $set: change }),
    multi: false,
    merge: true,
    upsert: false,
  };
  await modify({ action: 'database.modifyDocument', params, requestId: 'withdraw', bytes: 0 });
}

/** The cloud with the current functions, at NOW. */
export async function startWorld({
  samples = false,
  variables,
  unauthenticatedAccess = false,
  instancesPerFunction,
  browser: given,
}: WorldOptions = {}): Promise<World> {
  await buildFunctions({ source: 'cloudfunctions', out: FUNCTIONS });
  const data = mkdtempSync(join(tmpdir(), 'journey-'));
  if (samples) await layOutSamples(data);
  const clock = createClock({ at: NOW });
  const cloud = await startCloud({
    data,
    functions: FUNCTIONS,
    indexes: INDEXES,
    clock,
    timers: 'by hand',
    unauthenticatedAccess,
    uploadedTimers: ['alert-sender'],
    quiet: true,
    spareThreads,
    // A test that publishes looks at once.
    variables: { READ_MEMORY: 'off', CALL_NUMBERS: 'off', ...variables },
    ...(instancesPerFunction !== undefined && { instancesPerFunction }),
  });
  await cloud.grant({ openid: EDITOR, role: 'editor', agencyId: '*', revoke: false });
  const browser = given ?? (await launchChromium());
  const ask: World['ask'] = async (name, action, input, openid) => {
    const reply = (await cloud.call(name, { action, input }, openid)) as Reply<unknown>;
    if (!reply.ok) throw new Error(`${name}.${action}: ${reply.error.code}: ${reply.error.message}`);
    return reply.data as never;
  };
  return {
    cloud,
    clock,
    browser,
    ask,
    async publish(...posts) {
      const { results } = await ask<{ results: ImportResult[] }>('desk', 'importPosts', { posts }, EDITOR);
      const refused = results.filter(({ outcome }) => outcome === 'rejected');
      if (refused.length > 0) throw new Error(`the desk did not take the posts: ${JSON.stringify(refused)}`);
    },
    async withdraw(id, reason) {
      const withdrawnAt = new Date(clock.now()).toISOString();
      await withdrawInDatabase(cloud, id, { status: 'withdrawn', withdrawnAt, withdrawReason: reason });
    },
    async publishedIds() {
      const { posts } = await ask<{ posts: { id: string }[] }>('news', 'listPosts', { limit: 50 });
      return posts.map(({ id }) => id);
    },
    async close() {
      if (given === undefined) await browser.close();
      else for (const context of browser.contexts()) await context.close();
      await cloud.close();
      rmSync(data, { recursive: true, force: true });
    },
  };
}
