import { afterAll, afterEach, beforeAll, beforeEach, describe, it } from 'vitest';
import { withinBudget } from '../../budgets.ts';
import type { Host } from '../host.ts';
import { openWorld, type TrafficWorld } from '../traffic-world.ts';

let world: TrafficWorld;
let phone: Host;

beforeAll(async () => {
  world = await openWorld({ samples: true, instancesPerFunction: 1 });
});
afterAll(() => world.close());
beforeEach(async () => {
  phone = await world.phone();
});
afterEach(() => phone.close());

/** Holds what was counted since the last reset against the budgets of that name. */
async function holdScreen(name: string): Promise<void> {
  const detail = phone.calls.map(({ name: called, action, bytes }) => `${called}.${action} ${bytes} bytes`).join('\n');
  const { calls, bytes } = await phone.setData();
  withinBudget('cloud calls', name, phone.calls.length, detail);
  withinBudget(
    'received',
    name,
    phone.calls.reduce((sum, call) => sum + call.bytes, 0),
    detail,
  );
  const asked = world.cloud.requests.list();
  const written = asked.reduce((sum, request) => sum + (request.written ?? 0), 0);
  withinBudget('database requests of a screen', name, asked.length, asked.map(({ action }) => action).join('\n'));
  withinBudget('documents written by a screen', name, written);
  withinBudget('updates', name, calls);
  withinBudget('sent to the view', name, bytes);
}

async function reset(): Promise<void> {
  await phone.resetCounters();
  world.cloud.requests.clear();
}

async function holdNodes(): Promise<void> {
  const { count, depth } = await phone.nodes();
  withinBudget('nodes', 'a screen', count);
  withinBudget('nodes', 'depth of a screen', depth);
}

describe.each([
  { name: 'news', path: '/pages/tabs/news' },
  { name: 'roads', path: '/pages/tabs/roads' },
  { name: 'quiz', path: '/pages/tabs/quiz' },
  { name: 'me', path: '/pages/tabs/me' },
])('the tab $name', ({ name, path }) => {
  it('keeps its budget opened cold, again at once, and without a network', async () => {
    world.cloud.requests.clear();
    await phone.open(path);
    await holdScreen(`${name}, cold`);
    await holdNodes();
    await reset();
    await phone.open(path);
    await holdScreen(`${name}, warm`);
    await reset();
    await phone.offline(true);
    await phone.open(path);
    await holdScreen(`${name}, offline`);
    await holdNodes();
  });
});

/** What a driver does on a screen that stands: each costs the view one small update. */
const INTERACTIONS: { name: string; path: string; before?(): Promise<void>; act(): Promise<void> }[] = [
  { name: 'the feed goes on', path: '/pages/tabs/news', act: () => phone.scrollToBottom() },
  { name: 'the road board goes on', path: '/pages/tabs/roads', act: () => phone.scrollToBottom() },
  {
    name: 'an answer is chosen',
    path: '/pages/quiz/practice?subject=1&mode=chapter&chapter=alcohol',
    act: () => phone.tap('.option'),
  },
  {
    name: 'the next question is asked',
    path: '/pages/quiz/practice?subject=1&mode=chapter&chapter=alcohol',
    before: () => phone.tap('.option'),
    act: () => phone.tap('下一题'),
  },
  {
    name: 'a question is kept',
    path: '/pages/quiz/practice?subject=1&mode=chapter&chapter=alcohol',
    act: () => phone.tap('☆ 收藏'),
  },
  {
    name: 'an answer of an exam is chosen',
    path: '/pages/quiz/exam?preset=subject-1',
    before: () => phone.tap('开始'),
    act: () => phone.tap('.option'),
  },
];

describe('what a driver does', () => {
  it.each(INTERACTIONS)('$name', async ({ name, path, before, act }) => {
    await phone.open(path);
    await before?.();
    await reset();
    await act();
    await holdScreen(name);
  });
});
