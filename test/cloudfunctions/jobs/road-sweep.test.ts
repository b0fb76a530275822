import { afterEach, beforeEach, expect, it } from 'vitest';
import type { RoadsContract } from '#contract/roads';
import { deliver, ownDocument, ownEvent, saveFeed } from '../../fixtures/road-feeds.ts';
import { startTestCloud, TEST_NOW, type TestCloud } from '../../test-cloud.ts';

let test: TestCloud;

beforeEach(async () => {
  test = await startTestCloud(TEST_NOW, { timers: 'by hand' });
  await saveFeed(test);
});
afterEach(() => test.close());

const sweep = () => test.cloud.timers.runNow('jobs', 'sweepRoads');
const listed = async () => (await test.call<RoadsContract, 'listEvents'>('roads', 'listEvents', {})).events.length;

it('moves every event whose time has come in one run, and reads no more at once than the service answers', async () => {
  const storm = Array.from({ length: 230 }, (_, at) =>
    ownEvent({ id: `e${at}`, headline: `示例${at}`, end: '2026-11-23T00:40:00Z' }),
  );
  await deliver(test, ownDocument(storm));
  expect(await listed()).toBeGreaterThan(0);
  test.cloud.clock.advance(24 * 3_600_000);
  test.cloud.requests.clear();
  await sweep();
  const reads = test.cloud.requests.list().map(({ returned = 0 }) => returned);
  expect(Math.max(...reads)).toBeLessThanOrEqual(100);
  expect(reads.reduce((sum, returned) => sum + returned, 0)).toBeGreaterThanOrEqual(230);
  expect(await listed()).toBe(0);
  test.cloud.requests.clear();
  await sweep();
  expect(test.cloud.requests.list().reduce((sum, { written = 0 }) => sum + written, 0)).toBe(0);
});
