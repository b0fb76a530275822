import { expect, it } from 'vitest';
import { type CloudUnderTest, cloudUnderTest } from '../cloud-under-test.ts';
import { evaluate, expectRefusal } from './evaluate.ts';

const cloud = cloudUnderTest();
const document = { first: 'Wang', last: '伟', mixed: 'aé中\u{1f697}z', date: '2019/07/20', n: 12, none: null };
type Build = ($: CloudUnderTest['$']) => unknown;

it.each<[string, Build, unknown]>([
  ['concat', ($) => $.concat(['$first', ' ', '$last']), 'Wang 伟'],
  ['concat with null', ($) => $.concat(['$first', '$none']), null],
  ['indexOfBytes', ($) => $.indexOfBytes(['$mixed', '中']), 3],
  ['indexOfCP', ($) => $.indexOfCP(['$mixed', 'z']), 4],
  ['indexOfCP within bounds', ($) => $.indexOfCP(['$mixed', 'z', 0, 4]), -1],
  ['indexOfBytes, not found', ($) => $.indexOfBytes(['$first', 'x']), -1],
  ['indexOfCP of null', ($) => $.indexOfCP(['$none', 'x']), null],
  ['split', ($) => $.split(['$date', '/']), ['2019', '07', '20']],
  ['strLenBytes', ($) => $.strLenBytes('$mixed'), 11],
  ['strLenCP', ($) => $.strLenCP('$mixed'), 5],
  ['strcasecmp, equal', ($) => $.strcasecmp(['$first', 'wANG']), 0],
  ['strcasecmp, less', ($) => $.strcasecmp(['a', 'B']), -1],
  ['strcasecmp of null', ($) => $.strcasecmp(['$none', 'a']), -1],
  ['substr', ($) => $.substr(['$date', 5, 2]), '07'],
  ['substr to the end', ($) => $.substr(['$date', 8, -1]), '20'],
  ['substr of a number', ($) => $.substr(['$n', 0, 1]), '1'],
  ['substrBytes', ($) => $.substrBytes(['$mixed', 3, 3]), '中'],
  ['substrCP', ($) => $.substrCP(['$mixed', 2, 2]), '中\u{1f697}'],
  ['substrCP beyond the end', ($) => $.substrCP(['$first', 9, 2]), ''],
  ['toLower', ($) => $.toLower('$first'), 'wang'],
  ['toUpper', ($) => $.toUpper('$mixed'), 'Aé中\u{1f697}Z'],
  ['toUpper of null', ($) => $.toUpper('$none'), ''],
  ['literal', ($) => $.literal('$first'), '$first'],
])('%s', async (_name, build, expected) => {
  expect(await evaluate(cloud, build(cloud.$), document)).toEqual(expected);
});

it.each<[string, Build, string]>([
  ['concat of a number', ($) => $.concat(['$first', '$n']), '$concat only supports strings, not int'],
  ['strLenCP of null', ($) => $.strLenCP('$none'), '$strLenCP requires a string argument'],
  ['split by nothing', ($) => $.split(['$date', '']), '$split requires a non-empty separator'],
  ['substrBytes into a character', ($) => $.substrBytes(['$mixed', 4, 1]), 'UTF-8 continuation byte'],
  ['substrBytes out of a character', ($) => $.substrBytes(['$mixed', 3, 1]), 'in the middle of a UTF-8 character'],
  ['indexOfCP in a number', ($) => $.indexOfCP(['$n', '1']), '$indexOfCP requires a string as the first argument'],
])('refuses %s', async (_name, build, reason) => {
  await expectRefusal(evaluate(cloud, build(cloud.$), document), reason);
});
