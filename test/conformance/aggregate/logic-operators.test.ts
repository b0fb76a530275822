// biome-ignore-all lint/suspicious/noThenProperty: MongoDB's name for a branch.
import { expect, it } from 'vitest';
import { type CloudUnderTest, cloudUnderTest } from '../cloud-under-test.ts';
import { evaluate, expectRefusal } from './evaluate.ts';

const cloud = cloudUnderTest();
const document = { a: 1, b: 2, zero: 0, empty: '', none: null, text: 'x', flag: false };
type Build = ($: CloudUnderTest['$']) => unknown;

it.each<[string, Build, unknown]>([
  ['and', ($) => $.and(['$a', '$text', true]), true],
  ['and with 0', ($) => $.and(['$a', '$zero']), false],
  ['and of nothing', ($) => $.and([]), true],
  ['an empty text and an empty list are true', ($) => $.and(['$empty', []]), true],
  ['or', ($) => $.or(['$zero', '$none', '$a']), true],
  ['or of nothing', ($) => $.or([]), false],
  ['not', ($) => $.not(['$flag']), true],
  ['not of a missing field', ($) => $.not('$nowhere'), true],
  ['cmp, less', ($) => $.cmp(['$a', '$b']), -1],
  ['cmp, equal', ($) => $.cmp(['$a', 1]), 0],
  ['cmp of different types', ($) => $.cmp(['$text', '$a']), 1],
  ['eq', ($) => $.eq(['$a', 1]), true],
  ['eq of null and missing', ($) => $.eq(['$none', '$nowhere']), false],
  ['neq', ($) => $.neq(['$a', '$b']), true],
  ['gt of different types', ($) => $.gt(['$text', 99]), true],
  ['gte', ($) => $.gte(['$a', 1]), true],
  ['lt', ($) => $.lt(['$a', '$b']), true],
  ['lt of a missing field', ($) => $.lt(['$nowhere', 0]), true],
  ['lte', ($) => $.lte(['$b', '$a']), false],
  ['cond', ($) => $.cond({ if: $.gte(['$a', 1]), then: 'yes', else: 'no' }), 'yes'],
  ['cond as a list', ($) => $.cond(['$zero', 'yes', 'no']), 'no'],
  ['ifNull of null', ($) => $.ifNull(['$none', 'instead']), 'instead'],
  ['ifNull of a missing field', ($) => $.ifNull(['$nowhere', 'instead']), 'instead'],
  ['ifNull of 0', ($) => $.ifNull(['$zero', 'instead']), 0],
  [
    'switch',
    ($) =>
      $.switch({
        branches: [
          { case: $.gt(['$a', 5]), then: 'big' },
          { case: true, then: 'small' },
        ],
      }),
    'small',
  ],
  ['switch by default', ($) => $.switch({ branches: [{ case: false, then: 1 }], default: 2 }), 2],
  ['let', ($) => $.let({ vars: { sum: $.add(['$a', '$b']), ten: 10 }, in: $.multiply(['$$sum', '$$ten']) }), 30],
  ['mergeObjects', ($) => $.mergeObjects([{ a: 1, b: 1 }, '$none', { b: 2 }]), { a: 1, b: 2 }],
  ['$$ROOT', () => '$$ROOT.a', 1],
  ['an object of expressions', ($) => ({ sum: $.add(['$a', 1]), gone: '$nowhere' }), { sum: 2 }],
])('%s', async (_name, build, expected) => {
  expect(await evaluate(cloud, build(cloud.$), document)).toEqual(expected);
});

it.each<[string, Build, string]>([
  ['cond without else', ($) => $.cond({ if: true, then: 1 }), "Missing 'else' parameter to $cond"],
  [
    'switch without a match',
    ($) => $.switch({ branches: [{ case: false, then: 1 }] }),
    'could not find a matching branch',
  ],
  ['mergeObjects of a number', ($) => $.mergeObjects(['$a']), '$mergeObjects requires object inputs'],
  ['meta', ($) => $.meta('textScore'), 'text score'],
  ['an operator that there is not', () => ({ $nonsense: 1 }), "Unrecognized expression '$nonsense'"],
])('refuses %s', async (_name, build, reason) => {
  await expectRefusal(evaluate(cloud, build(cloud.$), document), reason);
});
