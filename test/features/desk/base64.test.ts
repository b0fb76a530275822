import { expect, it } from 'vitest';
import { base64OfText } from '../../../src/features/desk/base64.ts';

it.each(['', 'a', 'ab', 'abc', '雨天请开近光灯', '🚗 G4'])('the base64 of %s is that of its UTF-8', (text) => {
  expect(base64OfText(text)).toBe(Buffer.from(text, 'utf8').toString('base64'));
});
