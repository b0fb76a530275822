import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestCloud, TEST_NOW, type TestCloud } from '../../test-cloud.ts';

let test: TestCloud;

beforeAll(async () => {
  test = await startTestCloud();
});
afterAll(() => test.close());

/** What WeChat sends where it asks for itself: no action, but when, and where the mini program opens. */
const AHEAD = { appid: 'wx0', timestamp: 1_795_393_800, path: 'pages/tabs/news', query: '', scene: 1001 };

describe.each([
  { name: 'news', of: 'news.listPosts', list: 'posts' },
  { name: 'roads', of: 'roads.listEvents', list: 'events' },
])('$name, asked by WeChat ahead of the driver', ({ name, of, list }) => {
  it('answers what its first screen shows, and of when it is', async () => {
    // What WeChat keeps is no reply to a call.
    expect(await test.cloud.call(name, AHEAD)).toMatchObject({ of, asOf: TEST_NOW, data: { [list]: [] } });
  });

  it('does not take a call of its own for one', async () => {
    expect(await test.send(name, { timestamp: 1, action: 'nothing' })).toMatchObject({
      ok: false,
      error: { code: 'invalid_input' },
    });
  });
});

it('a function that nobody prefetches refuses it', async () => {
  expect(await test.send('me', AHEAD, 'driver-1')).toMatchObject({ ok: false, error: { code: 'invalid_input' } });
});
