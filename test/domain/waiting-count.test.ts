import { expect, it } from 'vitest';
import { countText } from '#domain/waiting-count';

it('says how many wait, and no number where nobody has counted to the end', () => {
  expect([0, 7, 99, 100].map(countText)).toEqual(['0', '7', '99', '99+']);
});
