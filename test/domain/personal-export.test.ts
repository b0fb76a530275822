import { expect, it } from 'vitest';
import { collectionLine, cutToRoom, documentLine, readExport } from '#domain/personal-export';

const text =
  collectionLine('shelves') +
  collectionLine('inquiries') +
  documentLine({ text: '第一行\n第二行"引号"' }) +
  documentLine({ text: '🚗' });

it('an export is read as it was written, of a collection without documents an empty list', () => {
  expect(readExport(text)).toEqual({ shelves: [], inquiries: [{ text: '第一行\n第二行"引号"' }, { text: '🚗' }] });
});

it('a collection that is begun again goes on', () => {
  expect(readExport(text + collectionLine('inquiries') + documentLine({ text: '三' })).inquiries).toHaveLength(3);
});

it.each([1, 2, 3, 7, 1000])('parts of %i come to the whole, and none holds half a character', (room) => {
  const whole = '一🚗二🚲🚗end';
  const parts: string[] = [];
  for (let at = 0; at < whole.length; at += parts.at(-1)?.length ?? 0) {
    // Where there is room for half a character only, the next part takes it.
    parts.push(cutToRoom(whole.slice(at), Math.max(room, 2)));
  }
  expect(parts.join('')).toBe(whole);
  for (const part of parts) expect(part).not.toMatch(/\p{Surrogate}/u);
});
