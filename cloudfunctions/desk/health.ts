import type { DeskHealthContract } from '#contract/desk-health';
import { type CallNumbersDocument, type CallTally, callsOf, durationOf, sumNumbers } from '#domain/call-numbers';
import { daysUpTo } from '#domain/daily-numbers';
import type { ProblemDocument } from '#domain/problem';
import { WATCH, type WatchDocument } from '#domain/watch';
import { readDays, readSlots } from '#functions/shared/call-numbers';
import { collection } from '#functions/shared/database';
import { countLastMessages } from '#functions/shared/message-numbers';
import { readWhole } from '#functions/shared/read-whole';
import type { Handlers } from '#functions/shared/serve';
import { readSnapshotPercent } from '#functions/shared/snapshot-settings';
import { countWaiting } from './count-waiting.ts';

const DAYS = 14;
const DAY_MINUTES = 24 * 60;
/** The watch looks around every five minutes; milliseconds. */
const LATE = 15 * 60_000;

function numbersOf(documents: readonly CallNumbersDocument[]) {
  const one = ([of, tally]: [string, CallTally]) => {
    const [half, most] = [durationOf(tally, 0.5), durationOf(tally, 0.99)];
    return {
      of,
      calls: callsOf(tally),
      refused: tally.refused,
      failed: tally.failed,
      ...(half !== null && { half }),
      ...(most !== null && { most }),
    };
  };
  return [...sumNumbers(documents)].map(one).sort((a, b) => b.failed - a.failed || b.calls - a.calls);
}

function dayNumbers(days: readonly CallNumbersDocument[], now: Date) {
  const known = new Map(days.map((day) => [day._id, day]));
  return daysUpTo(now, DAYS).map((day) => {
    const found = known.get(`day:${day}`);
    const tallies = found === undefined ? [] : [...sumNumbers([found]).values()];
    return {
      day,
      calls: tallies.reduce((sum, tally) => sum + callsOf(tally), 0),
      failed: tallies.reduce((sum, { failed }) => sum + failed, 0),
    };
  });
}

export const getHealth: Handlers<DeskHealthContract>['getHealth'] = async (_, { now }) => {
  const [problems, watch, slots, days, messages, waiting, snapshotPercent] = await Promise.all([
    readWhole<ProblemDocument>('problems'),
    collection<WatchDocument>('settings').doc(WATCH).get(),
    readSlots(now, 60),
    readDays(now, DAYS),
    countLastMessages(now, DAY_MINUTES),
    countWaiting('alert-deliveries', { state: 'waiting' }),
    readSnapshotPercent(),
  ]);
  const { at, webhook = 'unset', toldAt } = watch.data ?? {};
  const [today] = daysUpTo(now, 1);
  return {
    problems: problems
      .filter(({ overAt }) => overAt === undefined)
      .sort((one, other) => (one.since < other.since ? -1 : 1))
      .map(({ _id, says, since, told }) => ({ key: _id, says, since, told })),
    watch: {
      ...(at !== undefined && { at }),
      isLate: at === undefined || now.getTime() - Date.parse(at) > LATE,
      webhook,
      ...(toldAt !== undefined && { toldAt }),
    },
    hour: numbersOf(slots),
    today: numbersOf(days.filter(({ _id }) => _id === `day:${today}`)),
    days: dayNumbers(days, now),
    messages: { ...messages, waiting },
    snapshotPercent,
  };
};
