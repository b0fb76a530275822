import { type CallTally, callsOf, sumNumbers } from '#domain/call-numbers';
import { clockTime } from '#domain/china-time';
import type { MessageTally } from '#domain/message-numbers';
import type { Problem } from '#domain/problem';
import { alertOutbox } from '#functions/shared/alert-outbox';
import { readDays, readSlots } from '#functions/shared/call-numbers';
import { type LateFeed, readLateFeeds } from '#functions/shared/late-feeds';
import { countLastMessages } from '#functions/shared/message-numbers';
import { estimateMonth, type MonthCost } from '#functions/shared/month-cost';

/** Errors of the last so many minutes are those of now. */
const WINDOW_MINUTES = 20;
/** Errors rise where so many calls failed, and they are this share of all. */
const ERRORS = { least: 5, share: 0.05 };
/** Messages of the last minutes: so many that could not be sent, or were refused and are more than half. */
const MESSAGES = { minutes: 60, failed: 5, refused: 20 };
/** Functions that timers alone call. */
const TIMED = /^(jobs|alert-sender)\./;
/** An alert goes out within two minutes; one that waits so long, milliseconds, does so for a reason. */
const ALERT_WAITS = 10 * 60_000;

function lateFeed({ kind, id, name, lastAt }: LateFeed, now: Date): Problem {
  const what = kind === 'news' ? '内容来源' : '路况源';
  const last = lastAt === undefined ? '还没有成功过' : `最近一次成功 ${clockTime(lastAt, now)}`;
  return { key: `feed:${kind}:${id}`, says: `${what}“${name}”晚到，${last}` };
}

function risingErrors([action, tally]: [string, CallTally]): Problem[] {
  const calls = callsOf(tally);
  if (TIMED.test(action) || tally.failed < ERRORS.least || tally.failed < calls * ERRORS.share) return [];
  return [
    {
      key: `errors:${action}`,
      says: `接口 ${action} 出错增多：近 ${WINDOW_MINUTES} 分钟 ${calls} 次调用，失败 ${tally.failed} 次`,
    },
  ];
}

/** A job is called by the clock alone: one that only fails is a problem from its first run on. */
function failingJob([action, tally]: [string, CallTally]): Problem[] {
  if (!TIMED.test(action) || tally.failed === 0 || tally.done > 0) return [];
  return [{ key: `job:${action}`, says: `定时任务 ${action.replace(TIMED, '')} 一直失败，已 ${tally.failed} 次` }];
}

function undelivered({ sent, refused, failed }: MessageTally): Problem[] {
  const isFailing = failed >= MESSAGES.failed;
  const isRefused = refused >= MESSAGES.refused && refused > sent;
  if (!isFailing && !isRefused) return [];
  return [{ key: 'messages', says: `订阅消息近一小时送达 ${sent} 条，被拒收 ${refused} 条，发送失败 ${failed} 条` }];
}

/** The oldest alert waits: nothing runs that would send it, or WeChat takes none of ours. A deployment without a template sends none. */
async function findStuckAlerts(now: Date): Promise<Problem[]> {
  if (!process.env.ALERT_TEMPLATE_ID) return [];
  const { data } = await alertOutbox().orderBy('at', 'asc').limit(1).get();
  const [oldest] = data;
  if (oldest === undefined || now.getTime() - Date.parse(oldest.at) < ALERT_WAITS) return [];
  const why =
    oldest.refusal === undefined
      ? '请检查函数 alert-sender 的定时触发器与日志'
      : `微信返回 ${oldest.refusal}，请检查订阅消息模板，并确认 alert-sender 的触发器由开发者工具上传`;
  return [{ key: 'alerts', says: `路况提醒发不出去，最早一条自 ${clockTime(oldest.at, now)} 起等待：${why}` }];
}

function overPlan({ expected, plan }: MonthCost): Problem[] {
  if (plan === undefined || expected <= plan) return [];
  return [
    {
      key: 'cost',
      says: `本月费用预计 ${Math.round(expected)} 元，超出计划 ${Math.round(plan)} 元（估算，以账单为准）`,
    },
  ];
}

/** Everything that an operator should look at now. */
export async function findProblems(now: Date): Promise<Problem[]> {
  const [late, slots, days, messages, cost, stuck] = await Promise.all([
    readLateFeeds(now),
    readSlots(now, WINDOW_MINUTES),
    readDays(now, 1),
    countLastMessages(now, MESSAGES.minutes),
    estimateMonth(now),
    findStuckAlerts(now),
  ]);
  const recent = [...sumNumbers(slots)];
  // A job of once a day has one run in its day.
  const jobs = new Map(
    [...sumNumbers(days), ...recent].flatMap((one) => failingJob(one).map((found) => [found.key, found])),
  );
  return [
    ...late.map((feed) => lateFeed(feed, now)),
    ...recent.flatMap(risingErrors),
    ...jobs.values(),
    ...undelivered(messages),
    ...stuck,
    ...overPlan(cost),
  ];
}
