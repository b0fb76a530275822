import { randomUUID } from 'node:crypto';
import cloud from 'wx-server-sdk';
import { type Log, openLog } from './log.ts';

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
  return async (event: TimerEvent, context?: { request_id?: string }): Promise<{ ok: boolean }> => {
    const log = openLog(name, context?.request_id ?? randomUUID());
    log.action = String(event?.TriggerName ?? '').slice(0, 40);
    const { SOURCE, OPENID } = cloud.getWXContext();
    const run = Object.hasOwn(jobs, log.action) ? jobs[log.action] : undefined;
    if (SOURCE !== 'wx_trigger' || OPENID || run === undefined) {
      log.end('forbidden');
      return { ok: false };
    }
    try {
      await run(new Date(), log);
      log.end('ok');
      return { ok: true };
    } catch (error) {
      log.fail(error);
      throw error;
    }
  };
}
