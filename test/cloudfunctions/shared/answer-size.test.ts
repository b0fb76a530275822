import { expect, it } from 'vitest';
import { fittingStart } from '#functions/shared/answer-size';

const items = ['四个汉字', '四个汉字', '四个汉字'];

it('keeps what fits, counted in bytes', () => {
  expect(fittingStart(items, 3 * 15)).toHaveLength(3);
  expect(fittingStart(items, 3 * 15 - 1)).toHaveLength(2);
});

it('keeps the first one in any case, or a list would never go on', () => {
  expect(fittingStart(items, 1)).toHaveLength(1);
  expect(fittingStart([], 1)).toEqual([]);
});
