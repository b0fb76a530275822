import { expect, it } from 'vitest';
import { type CloudUnderTest, cloudUnderTest } from '../cloud-under-test.ts';
import { evaluate, expectRefusal } from './evaluate.ts';

const cloud = cloudUnderTest();
const document = { a: [1, 2, 2, 3], b: [3, 4], flags: [true, 1, 'x'], mixed: [true, 0], none: null };
type Build = ($: CloudUnderTest['$']) => unknown;

it.each<[string, Build, unknown]>([
  ['allElementsTrue', ($) => $.allElementsTrue(['$flags']), true],
  ['allElementsTrue with 0', ($) => $.allElementsTrue(['$mixed']), false],
  ['allElementsTrue of nothing', ($) => $.allElementsTrue([[]]), true],
  ['anyElementTrue', ($) => $.anyElementTrue(['$mixed']), true],
  ['anyElementTrue of nothing', ($) => $.anyElementTrue([[]]), false],
  ['setDifference', ($) => $.setDifference(['$a', '$b']), [1, 2]],
  ['setEquals', ($) => $.setEquals(['$a', [3, 2, 1]]), true],
  ['setEquals, not equal', ($) => $.setEquals(['$a', '$b']), false],
  ['setIntersection', ($) => $.setIntersection(['$a', '$b']), [3]],
  ['setIsSubset', ($) => $.setIsSubset([[2, 1], '$a']), true],
  ['setUnion', ($) => $.setUnion(['$a', '$b']), [1, 2, 3, 4]],
  ['setUnion with null', ($) => $.setUnion(['$a', '$none']), null],
])('%s', async (_name, build, expected) => {
  expect(await evaluate(cloud, build(cloud.$), document)).toEqual(expected);
});

it('refuses what is no array', async () => {
  await expectRefusal(evaluate(cloud, cloud.$.setEquals(['$a', 'x']), document), 'must be arrays');
  await expectRefusal(evaluate(cloud, cloud.$.allElementsTrue(['$none']), document), 'must be an array');
});
