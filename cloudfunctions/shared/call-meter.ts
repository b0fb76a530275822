import { randomUUID } from 'node:crypto';
import { type CallCountsDocument, type CallTallies, countCall, isFailure, newTally } from '#domain/call-numbers';
import { collection } from './database.ts';

/**
 * Counts an instance's calls in its memory and writes them now and then, never for each: what a few calls cost can't be told
 * from what an instance forgot that was put away before it wrote.
 */
export interface CallMeter {
  /** Begins to write what earlier calls left, where it is time; it goes on beside the call's own work. */
  begin(now: Date): void;
  /** Counts a call. Waits a moment for what is being written, since an instance may be frozen once it has answered. */
  end(call: { action: string; outcome: string; ms: number; now: Date }): Promise<void>;
}

/** Quiet, an instance writes every five minutes at most; a call that failed is written at once, one a minute at most. */
const QUIET_MS = 5 * 60_000;
const TROUBLED_MS = 60_000;
const MOST_UNWRITTEN = 30;
/** No caller waits longer than this for numbers; milliseconds. */
const PATIENCE = 300;

async function write(counts: CallCountsDocument): Promise<void> {
  const { _id, ...data } = counts;
  await collection<CallCountsDocument>('call-counts').doc(_id).set({ data });
}

/** Waits for something, but not for long. */
async function briefly(work: Promise<unknown>): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const enough = new Promise((resolve) => {
    timer = setTimeout(resolve, PATIENCE);
  });
  await Promise.race([work, enough]);
  clearTimeout(timer);
}

/** A deployment that wants no numbers sets CALL_NUMBERS to `off`, and so do tests that count every request. */
export function createCallMeter(functionName: string): CallMeter {
  let actions: CallTallies = {};
  /** What is not known to be written: it goes under the same id again, so that it counts once. */
  let outbox: CallCountsDocument[] = [];
  let writing: Promise<void> | undefined;
  let beganAt: number | undefined;
  let wroteAt: number | undefined;

  const isDue = (now: Date, pause: number, since: number | undefined) =>
    since === undefined || Math.abs(now.getTime() - since) >= pause;
  const writeAll = async () => {
    try {
      for (let [next] = outbox; next !== undefined; [next] = outbox) {
        await write(next);
        outbox = outbox.slice(1);
      }
    } catch {
      // Numbers are worth no failure; they are written with the next ones.
    }
    writing = undefined;
  };
  const begin = (now: Date) => {
    if (writing !== undefined) return;
    if (Object.keys(actions).length > 0) {
      outbox.push({ _id: randomUUID(), at: now.toISOString(), function: functionName, actions });
      // A database that takes nothing for so long is counted elsewhere.
      outbox = outbox.slice(-MOST_UNWRITTEN);
      actions = {};
    }
    if (outbox.length === 0) return;
    wroteAt = now.getTime();
    writing = writeAll();
  };

  const isOff = () => process.env.CALL_NUMBERS === 'off';
  return {
    begin(now) {
      if (isOff()) return;
      beganAt ??= now.getTime();
      if (isDue(now, QUIET_MS, wroteAt ?? beganAt)) begin(now);
    },
    async end({ action, outcome, ms, now }) {
      if (isOff()) return;
      const tally = actions[action] ?? newTally();
      actions[action] = tally;
      countCall(tally, outcome, ms);
      if (isFailure(outcome) && isDue(now, TROUBLED_MS, wroteAt)) begin(now);
      if (writing !== undefined) await briefly(writing);
    },
  };
}
