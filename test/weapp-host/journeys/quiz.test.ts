import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { loadSamples } from '../../../scripts/load-samples.ts';
import type { Host } from '../host.ts';
import { NOW, openWorld, type TrafficWorld } from '../traffic-world.ts';

const CHAPTER = '/pages/quiz/practice?subject=1&mode=chapter&chapter=alcohol';

let world: TrafficWorld;
let phone: Host;

beforeAll(async () => {
  world = await openWorld();
  await loadSamples(world.cloud, NOW);
});
afterAll(() => world.close());
beforeEach(async () => {
  phone = await world.phone();
});
afterEach(() => phone.close());

describe('practice', () => {
  it('leads from the tab to a chapter, its first question, and the reason of its answer', async () => {
    await phone.open('/pages/tabs/quiz');
    await phone.tap('酒驾与醉驾');
    expect(await phone.page()).toMatchObject({ route: 'pages/quiz/practice', depth: 2 });
    expect(await phone.text()).toContain('第 1 题，共 29 题');
    await phone.tap('.option');
    expect(await phone.text()).toMatch(/答对了|答错了，正确答案是/);
    expect(await phone.text()).toContain('依据：');
  });

  it('goes on without a network in a chapter that was opened before', async () => {
    await phone.open(CHAPTER);
    await phone.offline(true);
    await phone.open(CHAPTER);
    expect(await phone.text()).toMatch(/没有网络，显示 .* 的内容/);
    await phone.tap('.option');
    expect(await phone.text()).toMatch(/答对了|答错了，正确答案是/);
  });
});

describe('a mock exam', () => {
  it('is drawn a question at a time, and counts down alone', async () => {
    await phone.open('/pages/quiz/exam?preset=subject-1');
    await phone.tap('开始');
    expect(await phone.text()).toContain('第 1 题，共 100 题');
    await phone.resetCounters();
    await phone.tap('下一题');
    expect(await phone.text()).toContain('第 2 题，共 100 题');
    const { largest } = await phone.setData();
    expect(largest).toBeLessThan(10_000);
  });

  it('keeps its answer sheet of a hundred within what WeChat audits', async () => {
    await phone.open('/pages/quiz/exam?preset=subject-1');
    await phone.tap('开始');
    await phone.tap('答题卡');
    const { count, depth, maxChildren } = await phone.nodes();
    expect(count).toBeLessThan(1000);
    expect(depth).toBeLessThan(30);
    expect(maxChildren).toBeLessThanOrEqual(60);
  });
});

describe.each(['/pages/tabs/quiz', CHAPTER, '/pages/quiz/exam?preset=subject-4'])('%s', (path) => {
  it('holds the largest letters on the narrowest phone in the dark', async () => {
    const narrow = await world.phone({ theme: 'dark', fontScale: 1.6, width: 320, height: 568 });
    await narrow.open(path);
    expect(await narrow.overflow()).toEqual([]);
    await narrow.close();
  });
});
