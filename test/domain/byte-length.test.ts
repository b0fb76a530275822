import { expect, it } from 'vitest';
import { byteLength } from '#domain/byte-length';

it.each(['', 'abc', 'é', '路况', '🚧', '\ud83d half', 'a路🚧'])('counts %j as UTF-8 does', (text) => {
  expect(byteLength(text)).toBe(Buffer.byteLength(text));
});
