import { describe, expect, it } from 'vitest';
import { callInParts, fitsOneEvent, LARGEST_EVENT_BYTES, MOST_PARTS, partsOf } from '#domain/event-parts';

const bytes = (value: unknown) => Buffer.byteLength(JSON.stringify(value));
const KEY = 'x'.repeat(64);

describe('a text in parts', () => {
  it.each([
    ['Chinese', '路况'.repeat(100_000)],
    ['quotes and backslashes, which JSON escapes', '"\\'.repeat(200_000)],
    ['base64', 'QUJD'.repeat(175_000)],
    ['characters of two units', '🚧'.repeat(90_001)],
  ])('of %s is whole again, and each part fits an event', (_what, text) => {
    const parts = partsOf(text);
    expect(parts.join('') === text).toBe(true);
    for (const [index, part] of parts.entries()) {
      expect(bytes({ action: 'handInPart', input: { delivery: KEY, index, text: part } })).toBeLessThanOrEqual(
        LARGEST_EVENT_BYTES,
      );
      expect(/\p{Surrogate}/u.test(part)).toBe(false);
    }
  });

  it('has no empty part, and one where it is short', () => {
    expect(partsOf('短')).toEqual(['短']);
    expect(partsOf('')).toEqual([]);
    expect(partsOf('a'.repeat(90_000))).toHaveLength(1);
    expect(partsOf('a'.repeat(90_001))).toHaveLength(2);
  });

  it('of the largest input that an action takes is not too many', () => {
    const posts = Array.from({ length: 10 }, () => ({ html: '路'.repeat(500_000) }));
    expect(partsOf(JSON.stringify({ posts })).length).toBeLessThan(MOST_PARTS);
  });
});

describe('a call', () => {
  const asked: [string, unknown][] = [];
  const call = async (action: string, input: unknown) => void asked.push([action, input]);

  it('that fits one event is made as it is, counted in bytes', async () => {
    const room = LARGEST_EVENT_BYTES - bytes({ action: 'saveDraft', input: { body: '' } });
    expect(fitsOneEvent('saveDraft', { body: 'a'.repeat(room) })).toBe(true);
    expect(fitsOneEvent('saveDraft', { body: 'a'.repeat(room + 1) })).toBe(false);
    expect(fitsOneEvent('saveDraft', { body: '路'.repeat(Math.floor(room / 3)) })).toBe(true);
    expect(fitsOneEvent('saveDraft', { body: '路'.repeat(Math.ceil(room / 3)) })).toBe(false);
    await callInParts(call, 'saveDraft', { body: '短' }, () => KEY);
    expect(asked).toEqual([['saveDraft', { body: '短' }]]);
  });

  it('that doesn’t is handed in first, and then said to lie there', async () => {
    asked.length = 0;
    const input = { body: '路'.repeat(50_000) };
    await callInParts(call, 'saveDraft', input, () => KEY);
    const parts = asked.slice(0, -1).map(([action, part]) => {
      expect(action).toBe('handInPart');
      return part as { delivery: string; index: number; text: string };
    });
    expect(parts.map(({ index }) => index)).toEqual([0, 1]);
    expect(JSON.parse(parts.map(({ text }) => text).join(''))).toEqual(input);
    expect(asked.at(-1)).toEqual(['saveDraft', { handedIn: KEY, parts: 2 }]);
  });
});
