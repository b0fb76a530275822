import { expect, it } from 'vitest';
import { type CloudUnderTest, cloudUnderTest } from '../cloud-under-test.ts';
import { evaluate, expectRefusal } from './evaluate.ts';

const cloud = cloudUnderTest();
const document = { a: 7, b: -2, half: 2.5, text: 'x', none: null, at: new Date(10_000) };
type Build = ($: CloudUnderTest['$']) => unknown;

it.each<[string, Build, unknown]>([
  ['abs', ($) => $.abs('$b'), 2],
  ['abs of null', ($) => $.abs('$none'), null],
  ['add', ($) => $.add(['$a', '$b', 0.5]), 5.5],
  ['add of nothing', ($) => $.add([]), 0],
  ['add to a date', ($) => $.add(['$at', 500]), new Date(10_500)],
  ['add of a missing field', ($) => $.add(['$a', '$nowhere']), null],
  ['add beyond 2^53', ($) => $.add([Number.MAX_SAFE_INTEGER, 0]), Number.MAX_SAFE_INTEGER],
  ['ceil', ($) => $.ceil('$half'), 3],
  ['divide', ($) => $.divide(['$a', 2]), 3.5],
  ['exp', ($) => $.exp(0), 1],
  ['floor', ($) => $.floor('$half'), 2],
  ['floor of a negative', ($) => $.floor(-2.5), -3],
  ['ln', ($) => $.ln(Math.E), 1],
  ['log', ($) => $.log([8, 2]), 3],
  ['log10', ($) => $.log10(1000), 3],
  ['mod', ($) => $.mod(['$a', 4]), 3],
  ['mod of a negative', ($) => $.mod([-7, 4]), -3],
  ['multiply', ($) => $.multiply(['$a', '$b']), -14],
  ['multiply by null', ($) => $.multiply(['$a', '$none']), null],
  ['pow', ($) => $.pow(['$a', 2]), 49],
  ['pow with a fraction', ($) => $.pow([9, 0.5]), 3],
  ['sqrt', ($) => $.sqrt(16), 4],
  ['subtract', ($) => $.subtract(['$a', '$b']), 9],
  ['subtract of dates', ($) => $.subtract(['$at', new Date(4_000)]), 6_000],
  ['subtract from a date', ($) => $.subtract(['$at', 1_000]), new Date(9_000)],
  ['trunc', ($) => $.trunc(-2.7), -2],
])('%s', async (_name, build, expected) => {
  expect(await evaluate(cloud, build(cloud.$), document)).toEqual(expected);
});

it.each<[string, Build, string]>([
  ['abs of text', ($) => $.abs('$text'), '$abs only supports numeric types, not string'],
  ['add of text', ($) => $.add(['$a', '$text']), '$add only supports numeric or date types, not string'],
  ['add of two dates', ($) => $.add(['$at', '$at']), 'only one date allowed'],
  ['divide by zero', ($) => $.divide(['$a', 0]), "can't $divide by zero"],
  ['mod by zero', ($) => $.mod(['$a', 0]), "can't $mod by zero"],
  ['sqrt of a negative', ($) => $.sqrt('$b'), "$sqrt's argument must be greater than or equal to 0"],
  ['ln of zero', ($) => $.ln(0), '$ln'],
  ['log to base 1', ($) => $.log([8, 1]), '$log'],
  ['pow of 0 to a negative', ($) => $.pow([0, -1]), '$pow cannot take a base of 0'],
  ['subtract of text', ($) => $.subtract(['$a', '$text']), 'cant $subtract a string from a int'],
  ['a wrong number of arguments', ($) => $.divide([1, 2, 3]), 'takes exactly 2 arguments'],
])('refuses %s', async (_name, build, reason) => {
  await expectRefusal(evaluate(cloud, build(cloud.$), document), reason);
});
