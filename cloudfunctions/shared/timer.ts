import { randomUUID } from 'node:crypto';
import cloud from 'wx-server-sdk';
import { createCallMeter } from './call-meter.ts';
import { type Log, openLog, UNKNOWN_ACTION } from './log.ts';

/** One job of a function, by the name of its trigger in config.json. */
export type Jobs = Readonly<Record<string, (now: Date, log: Log) => Promise<void>>>;

interface TimerEvent {
  TriggerName?: string;
}

/**
 * Makes a cloud function that runs by timers only. A caller who sends a timer's event is told nothing and starts nothing:
 * the platform says where a call comes from, the event doesn't.
 * @throws what the job throws, so that the platform counts the run as failed; it is logged before
 */
export function serveTimers(name: string, jobs: Jobs) {
  const meter = createCallMeter(name);
  return async (event: TimerEvent, context?: { request_id?: string }): Promise<{ ok: boolean }> => {
    const log = openLog(name, context?.request_id ?? randomUUID());
    const job = String(event?.TriggerName ?? '');
    const run = Object.hasOwn(jobs, job) ? jobs[job] : undefined;
    log.action = run === undefined ? UNKNOWN_ACTION : job;
    const { SOURCE, OPENID } = cloud.getWXContext();
    const now = new Date();
    const count = (outcome: string, ms: number) => meter.end({ action: log.action, outcome, ms, now });
    // So the SDK calls a timer's run; docs/deploy.md says what is to be seen if a timer that the API made had another.
    if (SOURCE !== 'wx_trigger' || OPENID || run === undefined) {
      await count('forbidden', log.end('forbidden'));
      return { ok: false };
    }
    try {
      meter.begin(now);
      await run(now, log);
      await count('ok', log.end('ok'));
      return { ok: true };
    } catch (error) {
      await count('internal', log.fail(error));
      throw error;
    }
  };
}
