import { inChina } from './china-time.ts';
import { daysUpTo } from './daily-numbers.ts';

/**
 * What becomes of a subscribe message in the end: refused where its person took the grant back, failed where
 * they are no more, or nobody knows whether it went out.
 */
export const MESSAGE_OUTCOMES = ['sent', 'refused', 'failed'] as const;

export type MessageOutcome = (typeof MESSAGE_OUTCOMES)[number];

export type MessageTally = Record<MessageOutcome, number>;

/**
 * What became of the messages of a day of China's calendar, in collection `message-numbers` under `YYYY-MM-DD`: counted by the
 * sender as it sends, so that telling a month's takes as many documents as it has days.
 */
export interface MessageNumbersDocument extends MessageTally {
  _id: string;
  /** The same by tens of minutes, under the clock time `HHMM` at which each begins. */
  slots: Record<string, Partial<MessageTally>>;
}

/** Since when messages are counted so, in collection `settings`: those decided on before stand in `alert-deliveries` only. */
export const MESSAGES_COUNTED = 'messages-counted';

export interface MessagesCountedDocument {
  _id: typeof MESSAGES_COUNTED;
  /** ISO 8601 UTC. */
  since: string;
}

const SLOT_MINUTES = 10;

/** The document and the ten minutes in which an instant is counted. */
export function placeOfMessage(at: Date): { day: string; slot: string } {
  const local = inChina(at);
  const begun = Math.floor(local.minute() / SLOT_MINUTES) * SLOT_MINUTES;
  return { day: local.format('YYYY-MM-DD'), slot: `${local.format('HH')}${String(begun).padStart(2, '0')}` };
}

export function sumMessages(tallies: readonly Partial<MessageTally>[]): MessageTally {
  const sum = { sent: 0, refused: 0, failed: 0 };
  for (const tally of tallies) for (const outcome of MESSAGE_OUTCOMES) sum[outcome] += tally[outcome] ?? 0;
  return sum;
}

/** Days on which something of the last minutes may have been counted, the earliest first. @param minutes a day at most */
export function daysOfLast(now: Date, minutes: number): string[] {
  const { day } = placeOfMessage(new Date(now.getTime() - minutes * 60_000));
  return daysUpTo(now, 2).filter((one) => one >= day);
}

/** Of these days, the tens of minutes, whole or begun, that reach back so far. */
export function sumLast(days: readonly MessageNumbersDocument[], now: Date, minutes: number): MessageTally {
  const first = placeOfMessage(new Date(now.getTime() - minutes * 60_000));
  return sumMessages(
    days.flatMap(({ _id, slots }) =>
      Object.entries(slots)
        .filter(([slot]) => _id > first.day || (_id === first.day && slot >= first.slot))
        .map(([, tally]) => tally),
    ),
  );
}
