import { expect, it } from 'vitest';
import { atLeastText, countText } from '#domain/waiting-count';

it('says how many wait, and no number where nobody has counted to the end', () => {
  expect([0, 7, 99, 100].map(countText)).toEqual(['0', '7', '99', '99+']);
});

it('says of a lower bound that it is one', () => {
  expect([atLeastText(999, false), atLeastText(1000, true)]).toEqual(['999', '1000+']);
});
