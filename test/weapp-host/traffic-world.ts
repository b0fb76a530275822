import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { createClock, type LocalClock } from '#cloud/clock';
import { type Cloud, startCloud } from '#cloud/cloud';
import { databaseActions } from '#cloud/database/actions';
import { buildFunctions } from '#cloud/functions/build';
import type { ImportResult } from '#contract/desk';
import type { PostDraft } from '#domain/post';
import { launchChromium } from '../chromium.ts';
import { ensureWeappBuild, WEAPP } from './current-build.ts';
import { type Host, openHost } from './host.ts';
import type { HostOptions } from './host-options.ts';

/** The instant at which every journey begins: a Monday morning in China. */
export const NOW = new Date('2026-11-23T00:30:00.000Z');

export const EDITOR = 'editor-1';

/** The whole product on one machine: the current builds, a local cloud of its own, and phones to use it with. */
export interface TrafficWorld {
  cloud: Cloud;
  clock: LocalClock;
  /** Publishes through the desk, as an editor does; fails where a post was not taken. */
  publish(...posts: PostDraft[]): Promise<void>;
  /** Withdraws a post as the database will have it; the desk has no action for it yet. */
  withdraw(id: string, reason: string): Promise<void>;
  /** Ids of what is published, newest first. */
  publishedIds(): Promise<string[]>;
  phone(options?: Partial<HostOptions>): Promise<Host>;
  close(): Promise<void>;
}

function clockNow(clock: LocalClock): string {
  return new Date(clock.now()).toISOString();
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

export async function openWorld(): Promise<TrafficWorld> {
  await ensureWeappBuild();
  await buildFunctions({ source: 'cloudfunctions', out: 'dist/cloudfunctions' });
  const data = mkdtempSync(join(tmpdir(), 'weapp-journey-'));
  const clock = createClock({ at: NOW });
  const cloud = await startCloud({ data, clock, timers: false, quiet: true, variables: { READ_MEMORY: 'off' } });
  await cloud.grant({ openid: EDITOR, role: 'editor', agencyId: '*', revoke: false });
  const browser: Browser = await launchChromium();
  return {
    cloud,
    clock,
    async publish(...posts) {
      const reply = (await cloud.call('desk', { action: 'importPosts', input: { posts } }, EDITOR)) as {
        ok: boolean;
        data?: { results: ImportResult[] };
      };
      const refused = reply.data?.results.filter(({ outcome }) => outcome === 'rejected');
      if (!reply.ok || refused === undefined || refused.length > 0) {
        throw new Error(`the desk did not take the posts: ${JSON.stringify(reply)}`);
      }
    },
    async withdraw(id, reason) {
      const change = { status: 'withdrawn', withdrawnAt: clockNow(clock), withdrawReason: reason };
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
    },
    async publishedIds() {
      const reply = (await cloud.call('news', { action: 'listPosts', input: { limit: 50 } })) as {
        data: { posts: { id: string }[] };
      };
      return reply.data.posts.map(({ id }) => id);
    },
    phone: (options) => openHost({ dist: WEAPP, gateway: cloud.url, browser, now: NOW, ...options }),
    async close() {
      await browser.close();
      await cloud.close();
      rmSync(data, { recursive: true, force: true });
    },
  };
}
