import { expect, it } from 'vitest';
import { daysOfLast, type MessageNumbersDocument, placeOfMessage, sumLast, sumMessages } from '#domain/message-numbers';

const day = (_id: string, slots: MessageNumbersDocument['slots']): MessageNumbersDocument => ({
  _id,
  ...sumMessages(Object.values(slots)),
  slots,
});
const DAYS = [
  day('2026-11-22', { '0830': { sent: 1 }, '0840': { sent: 10, failed: 1 }, '2350': { refused: 2 } }),
  day('2026-11-23', { '0000': { sent: 100 }, '0840': { failed: 4 } }),
];
/** 08:45 in China. */
const NOW = new Date('2026-11-23T00:45:00.000Z');

it('a message is counted in its day and ten minutes in China', () => {
  expect(placeOfMessage(NOW)).toEqual({ day: '2026-11-23', slot: '0840' });
  expect(placeOfMessage(new Date('2026-11-22T16:00:00.000Z'))).toEqual({ day: '2026-11-23', slot: '0000' });
  expect(placeOfMessage(new Date('2026-11-22T15:59:59.999Z'))).toEqual({ day: '2026-11-22', slot: '2350' });
});

it('days together are the sum of what became of their messages', () => {
  expect(sumMessages(DAYS)).toEqual({ sent: 111, refused: 2, failed: 5 });
  expect(sumMessages([])).toEqual({ sent: 0, refused: 0, failed: 0 });
});

it('a last day begins with the ten minutes in which it begins, and an hour stays within its own', () => {
  expect(sumLast(DAYS, NOW, 24 * 60)).toEqual({ sent: 110, refused: 2, failed: 5 });
  expect(sumLast(DAYS, NOW, 60)).toEqual({ sent: 0, refused: 0, failed: 4 });
});

it('the days of the last minutes are one or two', () => {
  expect(daysOfLast(NOW, 60)).toEqual(['2026-11-23']);
  expect(daysOfLast(NOW, 9 * 60)).toEqual(['2026-11-22', '2026-11-23']);
  expect(daysOfLast(NOW, 24 * 60)).toEqual(['2026-11-22', '2026-11-23']);
});
