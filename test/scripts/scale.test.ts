import { describe, expect, it } from 'vitest';
import { CLOUD_PRICES } from '#domain/cloud-prices';
import { HABITS, instancesFor } from '../../scripts/scale/habits.ts';
import { dayOf, predict, questionsOfAnOpen, type Setting } from '../../scripts/scale/model.ts';
import { type Replayed, replayMorning } from '../../scripts/scale/replay.ts';
import { budgetOf } from '../budgets.ts';

const OPENS = 150;
/** Few, so that what an instance remembers for half a minute grows old in the replay, too. */
const OPENS_PER_SECOND = 3;

const requestsOf = (action: string) => budgetOf('database requests of a call', action).most;
const QUESTIONS = questionsOfAnOpen({
  feed: requestsOf('news.listPosts'),
  board: requestsOf('roads.listEvents'),
  article: requestsOf('news.getPost'),
  readOn: requestsOf('news.readOn'),
});

const replay = (setting: Setting) =>
  replayMorning({ ...setting, opens: OPENS, seconds: OPENS / OPENS_PER_SECOND, seed: 7 });

/** Asserts that something counted lies where the model says, give or take a share that so few opens allow. */
function expectNear(counted: number, predicted: number): void {
  expect(counted).toBeGreaterThan(predicted * 0.7 - 0.05);
  expect(counted).toBeLessThan(predicted * 1.3 + 0.05);
}

describe('a holiday morning on the functions themselves', () => {
  const counted: Partial<Record<'neither' | 'memory' | 'both', Replayed>> = {};

  it.each([
    { name: 'neither', setting: { memory: false, percent: 0 } },
    { name: 'memory', setting: { memory: true, percent: 0 } },
    { name: 'both', setting: { memory: true, percent: 100 } },
  ] as const)(
    'costs what the model says, with tiers: $name',
    async ({ name, setting }) => {
      const traffic = await replay(setting);
      counted[name] = traffic;
      const predicted = predict(setting, QUESTIONS, OPENS_PER_SECOND);
      expect(traffic.failures).toBe(0);
      expect(traffic.opens).toBe(OPENS);
      expectNear(traffic.calls / OPENS, predicted.calls);
      expectNear(traffic.databaseRequests / OPENS, predicted.databaseRequests);
      expectNear(traffic.files / OPENS, predicted.files);
    },
    120_000,
  );

  it('asks the database less than half as often with the memory, and the functions for no first page with the snapshots', () => {
    const of = (name: keyof typeof counted) => counted[name] ?? Number.NaN;
    const [neither, memory, both] = [of('neither'), of('memory'), of('both')] as Replayed[];
    expect(memory?.databaseRequests).toBeLessThan((neither?.databaseRequests ?? 0) / 2);
    expect(both?.calls).toBeLessThan((neither?.calls ?? 0) * 0.6);
    expect(both?.files).toBeGreaterThan(OPENS);
    expect(neither?.files).toBe(0);
  });
});

describe('a day in money', () => {
  const traffic = { opens: 3, calls: 3, databaseRequests: 6, answerBytes: 15_000, files: 0, fileBytes: 0 };

  it('comes to what the price table says: a million drivers, one call of two requests in each open', () => {
    const day = dayOf(1_000_000, traffic, CLOUD_PRICES, () => 0);
    expect(day.calls).toBe(3_000_000);
    expect(day.databaseRequests).toBe(6_000_000);
    expect(day.answerGb).toBeCloseTo(15);
    // 6 M requests at 0.2 yuan, and 3 M calls at 0.0133 yuan, for 10,000 each; the client's calls, if they are charged, at 0.2.
    expect(day.yuan.least).toBeCloseTo(120 + 3.99);
    expect(day.yuan.most).toBeCloseTo(120 + 3.99 + 60);
  });

  it('has its peak in the busiest hour', () => {
    const day = dayOf(1_000_000, traffic, CLOUD_PRICES, () => 0);
    expect(day.peakCallsPerSecond).toBeCloseTo((3_000_000 * HABITS.peakHourShare) / 3600);
    expect(day.instances).toBe(instancesFor(day.peakCallsPerSecond, 2));
  });

  it('prices are marked as nobody’s promise', () =>
    expect(CLOUD_PRICES).toMatchObject({ verify: true, seen: expect.any(String) }));
});

describe('the model', () => {
  it('reads a question once in its seconds, however many ask', () => {
    const question = { perOpen: 1, databaseRequests: 1, seconds: 5, inSnapshot: false };
    const reads = (opens: number) => predict({ memory: true, percent: 0 }, [question], opens).databaseRequests * opens;
    expect(reads(0.001)).toBeCloseTo(0.001, 4);
    expect(reads(1000)).toBeCloseTo(1 / 5, 3);
  });

  it('leaves the functions no first page when every phone reads snapshots', () => {
    const { calls, files } = predict({ memory: true, percent: 100 }, QUESTIONS, OPENS_PER_SECOND);
    expect(calls).toBeCloseTo(2 * HABITS.articles);
    expect(files).toBeCloseTo(2 * (1 - HABITS.reopened + HABITS.boards));
  });
});
