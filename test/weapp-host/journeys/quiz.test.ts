import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Host } from '../host.ts';
import { openWorld, type TrafficWorld } from '../traffic-world.ts';

const CHAPTER = '/pages/quiz/practice?subject=1&mode=chapter&chapter=alcohol';

let world: TrafficWorld;
let phone: Host;

beforeAll(async () => {
  world = await openWorld({ samples: true, unauthenticatedAccess: true });
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

describe('under the finger', () => {
  it('an answer is felt: lightly when it is right, harder when it is not', async () => {
    await phone.open(CHAPTER);
    await phone.tap('.option');
    const strength = (await phone.text()).includes('✓ 答对了') ? 'light' : 'heavy';
    expect(await phone.effects()).toContainEqual(expect.objectContaining({ api: 'vibrateShort' }));
    expect(JSON.stringify(await phone.effects())).toContain(strength);
  });
});

describe('a challenge', () => {
  type Exam = { id: string; questions: { index: number }[] };
  const ask = async (action: string, input: object, openid: string) => {
    const reply = (await world.cloud.call('quiz', { action, input }, openid)) as { ok: boolean; data: unknown };
    if (!reply.ok) throw new Error(JSON.stringify(reply));
    return reply.data;
  };
  /** Of whoever finished the day's five with nothing right. */
  const makeChallenge = async (openid: string) => {
    const { id } = (await ask('startExam', { preset: 'daily-five' }, openid)) as Exam;
    await ask('submitExam', { id }, openid);
    return ((await ask('createChallenge', { examId: id }, openid)) as { id: string }).id;
  };

  it('goes to a friend as a card that opens it, from the result and from the challenge alike', async () => {
    await phone.open('/pages/quiz/exam?preset=daily-five');
    await phone.tap('开始');
    await phone.tap('答题卡 0/5');
    await phone.tap('交卷（还有 5 题没答）');
    await phone.tap('再点一次，确定交卷');
    await phone.tap('挑战好友');
    const { query } = await phone.page();
    const card = await phone.shareMessage();
    expect(card).toMatchObject({ path: `/pages/quiz/challenge?id=${query.id}` });
    expect(card.title).toContain('向你挑战：每日五题');
    await phone.back();
    await phone.tap('成绩卡');
    expect(await phone.text()).toContain('保存到相册');
    const picture = await phone.shareMessage();
    expect(picture.path).toBe(`/pages/quiz/challenge?id=${query.id}`);
    expect(picture.imageUrl?.length).toBeGreaterThan(10_000);
    await phone.tap('保存到相册');
    expect(await phone.text()).toContain('成绩卡已保存');
  });

  it('shows Moments its public part without anybody’s identity', async () => {
    const id = await makeChallenge('somebody');
    const single = await world.phone({ scene: 1154 });
    await single.open(`/pages/quiz/challenge?id=${id}`);
    const text = await single.text();
    expect(text).toContain('一位好友向您挑战');
    expect(text).toContain('每日五题 · 5 题');
    expect(text).not.toContain('转发');
    expect(single.calls.every(({ signedIn }) => !signedIn)).toBe(true);
    await single.tap('接受挑战');
    expect((await single.page()).route).toBe('pages/quiz/challenge');
    await single.close();
  });

  it('that is not there, or is one’s own, says so', async () => {
    await phone.open('/pages/quiz/challenge?id=zzzzzzzzzz');
    expect(await phone.text()).toContain('内容不存在');
    const id = await makeChallenge('driver-own');
    const own = await world.phone({ openid: 'driver-own' });
    await own.open(`/pages/quiz/exam?preset=daily-five&challenge=${id}`);
    await own.tap('开始');
    expect(await own.text()).toContain('它是您自己发起的');
    await own.close();
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

describe.each([
  '/pages/tabs/quiz',
  CHAPTER,
  '/pages/quiz/exam?preset=subject-4',
  '/pages/quiz/review',
  '/pages/quiz/player',
  '/pages/quiz/ranking',
  '/pages/quiz/reports?question=x',
])('%s', (path) => {
  it('holds the largest letters on the narrowest phone in the dark', async () => {
    const narrow = await world.phone({ theme: 'dark', fontScale: 1.6, width: 320, height: 568 });
    await narrow.open(path);
    expect(await narrow.overflow()).toEqual([]);
    await narrow.close();
  });
});
