import { type CallNumbersDocument, dayOf, slotOf } from '#domain/call-numbers';
import { collection, command } from './database.ts';

export const callNumbers = () => collection<CallNumbersDocument>('call-numbers');

/** Documents of one query; there are fewer ten minutes in a day, and days in a month. */
const MOST = 200;

async function readBetween(from: string, to: string): Promise<CallNumbersDocument[]> {
  const { data } = await callNumbers()
    .where({ _id: command.gte(from).and(command.lte(to)) })
    .limit(MOST)
    .get();
  return data;
}

/** The last ten minutes, whole or begun, that reach back so far. @param minutes a day at most, since older ones are cleared away */
export function readSlots(now: Date, minutes: number): Promise<CallNumbersDocument[]> {
  return readBetween(slotOf(new Date(now.getTime() - minutes * 60_000)), slotOf(now));
}

/** The last days of China's calendar, today the last of them. @param days a month at most */
export function readDays(now: Date, days: number): Promise<CallNumbersDocument[]> {
  return readBetween(dayOf(new Date(now.getTime() - (days - 1) * 86_400_000)), dayOf(now));
}
