import { expect, it } from 'vitest';
import { type CloudUnderTest, cloudUnderTest } from '../cloud-under-test.ts';
import { evaluate, expectRefusal } from './evaluate.ts';

const cloud = cloudUnderTest();
const document = {
  list: [5, 1, 3],
  words: ['a', 'b'],
  items: [{ n: 1, ok: true }, { n: 2 }],
  none: null,
  text: 'x',
  object: { b: 1, a: 2 },
};
type Build = ($: CloudUnderTest['$']) => unknown;

it.each<[string, Build, unknown]>([
  ['arrayElemAt', ($) => $.arrayElemAt(['$list', 1]), 1],
  ['arrayElemAt from the end', ($) => $.arrayElemAt(['$list', -1]), 3],
  ['arrayElemAt beyond the end', ($) => $.arrayElemAt(['$list', 9]), 'missing'],
  ['arrayElemAt of null', ($) => $.arrayElemAt(['$none', 0]), null],
  [
    'arrayToObject of pairs',
    ($) =>
      $.arrayToObject(
        $.literal([
          ['a', 1],
          ['b', 2],
        ]),
      ),
    { a: 1, b: 2 },
  ],
  ['arrayToObject of keys and values', ($) => $.arrayToObject($.literal([{ k: 'a', v: 1 }])), { a: 1 }],
  ['concatArrays', ($) => $.concatArrays(['$list', '$words', []]), [5, 1, 3, 'a', 'b']],
  ['concatArrays with null', ($) => $.concatArrays(['$list', '$none']), null],
  ['filter', ($) => $.filter({ input: '$list', as: 'n', cond: $.gte(['$$n', 3]) }), [5, 3]],
  [
    'filter by a field of the element',
    ($) => $.filter({ input: '$items', as: 'item', cond: '$$item.ok' }),
    [{ n: 1, ok: true }],
  ],
  ['in', ($) => $.in([3, '$list']), true],
  ['in, not found', ($) => $.in(['3', '$list']), false],
  ['indexOfArray', ($) => $.indexOfArray(['$list', 3]), 2],
  ['indexOfArray within bounds', ($) => $.indexOfArray(['$list', 3, 0, 2]), -1],
  ['isArray', ($) => $.isArray('$list'), true],
  ['isArray of text', ($) => $.isArray('$text'), false],
  ['map', ($) => $.map({ input: '$items', as: 'item', in: $.multiply(['$$item.n', 10]) }), [10, 20]],
  ['map with $$this', ($) => $.map({ input: '$list', in: $.add(['$$this', 1]) }), [6, 2, 4]],
  ['map of null', ($) => $.map({ input: '$none', as: 'n', in: '$$n' }), null],
  [
    'objectToArray',
    ($) => $.objectToArray('$object'),
    [
      { k: 'b', v: 1 },
      { k: 'a', v: 2 },
    ],
  ],
  ['range', ($) => $.range([0, 5]), [0, 1, 2, 3, 4]],
  ['range downwards', ($) => $.range([5, 0, -2]), [5, 3, 1]],
  ['range of nothing', ($) => $.range([5, 0]), []],
  ['reduce', ($) => $.reduce({ input: '$list', initialValue: 0, in: $.add(['$$value', '$$this']) }), 9],
  ['reduce to text', ($) => $.reduce({ input: '$words', initialValue: '', in: $.concat(['$$value', '$$this']) }), 'ab'],
  ['reverseArray', ($) => $.reverseArray('$list'), [3, 1, 5]],
  ['size', ($) => $.size('$list'), 3],
  ['slice', ($) => $.slice(['$list', 2]), [5, 1]],
  ['slice from the end', ($) => $.slice(['$list', -2]), [1, 3]],
  ['slice from a position', ($) => $.slice(['$list', 1, 5]), [1, 3]],
  [
    'zip',
    ($) => $.zip({ inputs: ['$list', '$words'] }),
    [
      [5, 'a'],
      [1, 'b'],
    ],
  ],
  [
    'zip to the longest',
    ($) => $.zip({ inputs: ['$list', '$words'], useLongestLength: true, defaults: [0, '-'] }),
    [
      [5, 'a'],
      [1, 'b'],
      [3, '-'],
    ],
  ],
  ['a path over an array', () => '$items.n', [1, 2]],
  ['a list of expressions', () => ['$text', '$nowhere'], ['x', null]],
])('%s', async (_name, build, expected) => {
  expect(await evaluate(cloud, build(cloud.$), document)).toEqual(expected);
});

it.each<[string, Build, string]>([
  [
    'size of what is no array',
    ($) => $.size('$text'),
    'The argument to $size must be an array, but is of type: string',
  ],
  [
    'arrayElemAt of what is no array',
    ($) => $.arrayElemAt(['$text', 0]),
    "$arrayElemAt's first argument must be an array",
  ],
  [
    'concatArrays with text',
    ($) => $.concatArrays(['$list', '$text']),
    '$concatArrays only supports arrays, not string',
  ],
  ['in with no array', ($) => $.in([1, '$text']), '$in requires an array as a second argument'],
  ['a step of 0', ($) => $.range([0, 5, 0]), 'non-zero step'],
  ['an unknown variable', ($) => $.map({ input: '$list', as: 'n', in: '$$m' }), 'Use of undefined variable: m'],
  ['filter without a condition', ($) => $.filter({ input: '$list', as: 'n' }), "Missing 'cond' parameter to $filter"],
])('refuses %s', async (_name, build, reason) => {
  await expectRefusal(evaluate(cloud, build(cloud.$), document), reason);
});
