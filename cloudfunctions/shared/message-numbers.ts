import { inChina } from '#domain/china-time';
import {
  daysOfLast,
  MESSAGE_OUTCOMES,
  MESSAGES_COUNTED,
  type MessageNumbersDocument,
  type MessageOutcome,
  type MessagesCountedDocument,
  type MessageTally,
  placeOfMessage,
  sumLast,
  sumMessages,
} from '#domain/message-numbers';
import { alertDeliveries } from './alert-store.ts';
import { collection, command, isDuplicate } from './database.ts';

const messageNumbers = () => collection<MessageNumbersDocument>('message-numbers');
const counted = () => collection<MessagesCountedDocument>('settings');

/** More than a month has days. */
const MOST_DAYS = 40;

async function countedSince(): Promise<string | undefined> {
  return (await counted().doc(MESSAGES_COUNTED).get()).data?.since;
}

/**
 * Since when messages are counted as they are sent; from now on where they never were. What was decided on before is told by its
 * delivery alone, so whoever sends it must not count it, too.
 */
export async function beginCounting(now: Date): Promise<string> {
  const known = await countedSince();
  if (known !== undefined) return known;
  const since = now.toISOString();
  try {
    await counted().add({ data: { _id: MESSAGES_COUNTED, since } });
    return since;
  } catch (error) {
    // Another run was first.
    if (!isDuplicate(error)) throw error;
    return (await countedSince()) ?? since;
  }
}

/** Counts what became of one message: one request, and three more for the first of a day. */
export async function countMessage(outcome: MessageOutcome, now: Date): Promise<void> {
  const { day, slot } = placeOfMessage(now);
  const one = command.inc(1);
  const add = () =>
    messageNumbers()
      .doc(day)
      .update({ data: { [outcome]: one, slots: { [slot]: { [outcome]: one } } } });
  if ((await add()).stats.updated > 0) return;
  try {
    await messageNumbers().add({ data: { _id: day, ...sumMessages([]), slots: {} } });
  } catch (error) {
    if (!isDuplicate(error)) throw error;
  }
  await add();
}

/**
 * Messages that were decided on before they were counted as they are sent. It counts an index's entries, which are many; a month
 * after counting began nobody asks for it any more.
 */
async function countOlder(start: string, since: string | undefined): Promise<MessageTally> {
  if (since !== undefined && since <= start) return sumMessages([]);
  const at = since === undefined ? command.gte(start) : command.gte(start).and(command.lt(since));
  const counts = MESSAGE_OUTCOMES.map(async (state) => {
    const { total } = await alertDeliveries().where({ state, at }).count();
    return { [state]: total };
  });
  return sumMessages(await Promise.all(counts));
}

async function readDays(days: readonly string[]): Promise<MessageNumbersDocument[]> {
  const found = await messageNumbers()
    .where({ _id: command.gte(days[0] ?? '').and(command.lte(days.at(-1) ?? '')) })
    .limit(MOST_DAYS)
    .get();
  return found.data;
}

/** What became of the messages of these days of China's calendar. @param days in a row, the earliest first; a month at most */
export async function countMessagesOfDays(days: readonly string[]): Promise<MessageTally> {
  const [found, since] = await Promise.all([readDays(days), countedSince()]);
  const start = inChina(`${days[0]}T00:00:00+08:00`).toISOString();
  return sumMessages([...found, await countOlder(start, since)]);
}

/** What became of the messages of the last minutes, in tens that are whole or begun. @param minutes a day at most */
export async function countLastMessages(now: Date, minutes: number): Promise<MessageTally> {
  const [found, since] = await Promise.all([readDays(daysOfLast(now, minutes)), countedSince()]);
  const start = new Date(now.getTime() - minutes * 60_000).toISOString();
  return sumMessages([sumLast(found, now, minutes), await countOlder(start, since)]);
}
