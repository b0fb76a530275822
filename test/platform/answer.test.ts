// @vitest-environment jsdom
import { act, createElement } from 'react';
import { createRoot } from 'react-dom/client';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { AppError, type ClientErrorCode, ERROR_CODES } from '#domain/app-error';

/** A phone's storage, which outlives the screen. */
const storage = new Map<string, unknown>();
vi.mock('@tarojs/taro', () => ({
  default: {
    getStorageSync: (key: string) => storage.get(key) ?? '',
    setStorageSync: (key: string, value: unknown) => void storage.set(key, JSON.parse(JSON.stringify(value))),
    removeStorageSync: (key: string) => void storage.delete(key),
  },
}));
const { useAnswer } = await import('#platform/answer');
const { noteAge } = await import('#platform/answer-time');
type Shown = Omit<ReturnType<typeof useAnswer<unknown>>, 'retry'>;

(globalThis as { IS_REACT_ACT_ENVIRONMENT?: boolean }).IS_REACT_ACT_ENVIRONMENT = true;

const THEN = '2026-11-23T00:30:00.000Z';
const LATER = '2026-11-23T03:00:00.000Z';

/** Opens a screen that shows one answer, waits until nothing is under way, and says what it showed at first and in the end. */
async function openScreen(key: string, fetchAnswer: () => Promise<unknown>): Promise<{ atOnce: Shown; later: Shown }> {
  const shown: Shown[] = [];
  const Screen = () => {
    const { data, asOf, failure } = useAnswer(key, fetchAnswer);
    shown.push({ data, asOf, failure });
    return null;
  };
  const root = createRoot(document.createElement('div'));
  await act(async () => root.render(createElement(Screen)));
  await act(async () => root.unmount());
  return { atOnce: shown[0] ?? {}, later: shown.at(-1) ?? {} };
}

const failing = (code: ClientErrorCode) => () => Promise.reject(new AppError(code, 'the test says so'));

beforeEach(() => {
  storage.clear();
  vi.useFakeTimers({ toFake: ['Date'], now: new Date(THEN) });
});
afterEach(() => {
  vi.useRealTimers();
});

const GONE = ['not_found', 'forbidden'] as const;
const TROUBLE = [...ERROR_CODES, 'offline', 'timeout'].filter(
  (code) => !(GONE as readonly string[]).includes(code),
) as ClientErrorCode[];

describe('a screen whose answer was good once', () => {
  beforeEach(async () => {
    const { later } = await openScreen('post:1', async () => '大桥封闭');
    expect(later).toEqual({ data: '大桥封闭', asOf: THEN, failure: undefined });
    vi.setSystemTime(LATER);
  });

  it.each(TROUBLE)(
    'shows it at once and keeps it when the next call fails with %s, saying of when it is and why',
    async (code) => {
      const { atOnce, later } = await openScreen('post:1', failing(code));
      expect(atOnce).toEqual({ data: '大桥封闭', asOf: THEN, failure: undefined });
      expect(later).toEqual({ data: '大桥封闭', asOf: THEN, failure: code });
      expect((await openScreen('post:1', failing(code))).later.data, 'and again').toBe('大桥封闭');
    },
  );

  it.each(GONE)('takes it away when the cloud says %s: what is gone is not shown from memory', async (code) => {
    expect((await openScreen('post:1', failing(code))).later).toEqual({ failure: code });
    const { atOnce, later } = await openScreen('post:1', failing('offline'));
    expect([atOnce.data, later.data]).toEqual([undefined, undefined]);
  });

  it('shows the state of now, and of when it is, when the network is back', async () => {
    await openScreen('post:1', failing('offline'));
    const { later } = await openScreen('post:1', async () => '大桥已恢复');
    expect(later).toEqual({ data: '大桥已恢复', asOf: LATER, failure: undefined });
  });
});

it('a screen says of when an answer is that the function gave from its memory, and that a fresh one says the same', async () => {
  const ask = async () => {
    const data = { title: '大桥封闭' };
    noteAge(data, Date.parse(LATER) - Date.parse(THEN));
    return data;
  };
  vi.setSystemTime(LATER);
  expect((await openScreen('post:3', ask)).later.asOf).toBe(THEN);
  expect((await openScreen('post:3', async () => ({ title: '大桥封闭' }))).later.asOf).toBe(LATER);
});

it('a screen that never had an answer says why, and shows nothing', async () => {
  expect((await openScreen('post:2', failing('offline'))).later).toMatchObject({ data: undefined, failure: 'offline' });
});
