import { inChina } from '#domain/china-time';
import { type DailyNumbersDocument, daysUpTo } from '#domain/daily-numbers';
import { estimateYuan, extrapolate } from '#domain/running-cost';
import { collection, command } from './database.ts';
import { countMessagesOfDays } from './message-numbers.ts';

const MOST = 1000;
/** The first hours of a month are no ground to say what it will come to. */
const LEAST_SHARE = 1 / 30;

/** What all readers did on these days, by the day. @param days the earliest first */
export async function readDailyNumbers(days: readonly string[]): Promise<Map<string, DailyNumbersDocument>> {
  const found = await collection<DailyNumbersDocument>('daily-numbers')
    .where({ _id: command.gte(days[0] ?? '').and(command.lte(days.at(-1) ?? '')) })
    .limit(MOST)
    .get();
  return new Map(found.data.map((day) => [day._id, day]));
}

function readPlan(): number | undefined {
  const plan = Number(process.env.MONTHLY_PLAN_YUAN ?? Number.NaN);
  return Number.isFinite(plan) && plan > 0 ? plan : undefined;
}

/** Yuan: of this month so far, at its end if it goes on so, and what the deployment set aside, where it says. */
export interface MonthCost {
  yuan: number;
  expected: number;
  plan?: number;
}

/** This month's opens and messages, at the prices that are known, and what the month would come to. */
export async function estimateMonth(now: Date): Promise<MonthCost> {
  const today = inChina(now);
  const start = today.startOf('month');
  const days = daysUpTo(now, today.date());
  const [numbers, { sent }] = await Promise.all([readDailyNumbers(days), countMessagesOfDays(days)]);
  const opens = [...numbers.values()].reduce((sum, { views }) => sum + views, 0);
  const yuan = estimateYuan({ opens, messages: sent });
  const length = start.add(1, 'month').valueOf() - start.valueOf();
  const plan = readPlan();
  return {
    yuan,
    expected: extrapolate(yuan, Math.max((now.getTime() - start.valueOf()) / length, LEAST_SHARE)),
    ...(plan !== undefined && { plan }),
  };
}
