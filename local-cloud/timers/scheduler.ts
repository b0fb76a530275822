import type { LocalClock } from '../clock.ts';
import type { FunctionDefinition } from '../functions/catalog.ts';
import { FunctionError } from '../functions/errors.ts';
import type { FunctionPool } from '../functions/pool.ts';
import { type Cron, nextRun, parseCron } from './cron.ts';

/** A timer as the console shows it; instants are epoch milliseconds on the local cloud's clock. */
export interface TimerState {
  functionName: string;
  name: string;
  cron: string;
  /** Undefined where the expression names no later date. */
  next: number | undefined;
  /** Runs begun since the start. */
  runs: number;
  last?: TimerRun;
}

export interface TimerRun {
  /** The instant for which it was due, or at which it was asked for. */
  at: number;
  byHand: boolean;
  /** Absent while it runs. */
  outcome?: 'ok' | string;
}

export interface TimerScheduler {
  list(): TimerState[];
  /** Runs a timer at once. @returns undefined where there is no such timer; otherwise the run, ended */
  runNow(functionName: string, name: string): Promise<TimerRun | undefined>;
  /** Resolves when the runs begun so far have ended. */
  settled(): Promise<void>;
  stop(): void;
}

interface Timer extends TimerState {
  parsed: Cron;
}

/** Where the clock jumps over more runs of one timer than this, the latest are made up for: a year of seconds is no use. */
const runsPerJump = 100;
/** Runs that are looked through in a jump before the older part of it is given up. */
const runsSearched = 50_000;
/** setTimeout holds 24 days; and a machine that slept must not be late by more than this. */
const longestSleep = 60_000;

/**
 * Fires the timers of the functions' config.json by the local cloud's clock. As in production a run does not wait for the
 * one before it, and one that fails is not repeated. What was due while the cloud was off is not made up for.
 */
export function startTimers({
  definitions,
  byHand = false,
  uploaded = [],
  pool,
  clock,
  appid,
}: {
  definitions: readonly FunctionDefinition[];
  /** Whether they fire only when told to, whatever the clock does. */
  byHand?: boolean;
  /** Functions whose timers were uploaded from DevTools: only their runs may call WeChat. */
  uploaded?: readonly string[];
  pool: FunctionPool;
  clock: LocalClock;
  appid: string;
}): TimerScheduler {
  const timers: Timer[] = definitions.flatMap(({ name: functionName, config }) =>
    config.triggers.map(({ name, cron }) => {
      const parsed = parseCron(cron);
      return { functionName, name, cron, parsed, next: nextRun(parsed, clock.now()), runs: 0 };
    }),
  );
  const running = new Set<Promise<void>>();
  let alarm: NodeJS.Timeout | undefined;

  const fire = (timer: Timer, at: number, byHand: boolean): { run: TimerRun; ended: Promise<void> } => {
    const run: TimerRun = { at, byHand };
    timer.last = run;
    timer.runs += 1;
    const event = JSON.stringify({
      Type: 'Timer',
      TriggerName: timer.name,
      Time: new Date(at).toISOString().replace('.000Z', 'Z'),
      Message: '',
    });
    const ended = pool
      .invoke({
        functionName: timer.functionName,
        event,
        trigger: 'timer',
        hasToken: uploaded.includes(timer.functionName),
        caller: { openid: '', appid, clientIp: '127.0.0.1' },
      })
      .then(
        () => {
          run.outcome = 'ok';
        },
        (error: unknown) => {
          run.outcome = error instanceof FunctionError ? error.message : String(error);
        },
      )
      .finally(() => running.delete(ended));
    running.add(ended);
    return { run, ended };
  };

  const fireDue = () => {
    const now = clock.now();
    for (const timer of timers) {
      for (const at of dueRuns(timer, now)) fire(timer, at, false);
      timer.next = nextRun(timer.parsed, now);
    }
    arm();
  };

  const arm = () => {
    clearTimeout(alarm);
    if (clock.frozen) return;
    const next = Math.min(...timers.map((timer) => timer.next ?? Number.POSITIVE_INFINITY));
    if (next === Number.POSITIVE_INFINITY) return;
    alarm = setTimeout(fireDue, Math.min(Math.max(next - clock.now(), 1), longestSleep)).unref();
  };

  const followJump = (from: number, to: number) => {
    if (to < from) for (const timer of timers) timer.next = nextRun(timer.parsed, to);
    fireDue();
  };
  const stopListening = byHand ? () => {} : clock.onJump(followJump);
  if (!byHand) arm();

  return {
    list: () => timers.map(({ parsed: _parsed, ...state }) => state),
    async runNow(functionName, name) {
      const timer = timers.find((one) => one.functionName === functionName && one.name === name);
      if (!timer) return undefined;
      const { run, ended } = fire(timer, clock.now(), true);
      await ended;
      return run;
    },
    async settled() {
      while (running.size > 0) await Promise.all(running);
    },
    stop() {
      clearTimeout(alarm);
      stopListening();
    },
  };
}

function dueRuns(timer: Timer, now: number): number[] {
  const due: number[] = [];
  let at = timer.next;
  let searched = 0;
  while (at !== undefined && at <= now) {
    due.push(at);
    if (due.length > runsPerJump) due.shift();
    searched += 1;
    at = nextRun(timer.parsed, searched === runsSearched ? Math.max(at, now - 3_600_000) : at);
  }
  return due;
}
