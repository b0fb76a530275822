import { Binary, BSONRegExp, Decimal128, Long, MaxKey, MinKey, ObjectId, Timestamp } from 'bson';
import fc from 'fast-check';
import type { Document, Value } from '#cloud/database/values';

const name = fc.constantFrom('a', 'b', 'c', '0', '中', '\u0000');

const scalar: fc.Arbitrary<Value> = fc.oneof(
  fc.constant(null),
  fc.boolean(),
  fc.integer({ min: -3, max: 3 }),
  fc.double(),
  fc.constantFrom(Number.NaN, -0, 0.5, 2 ** 53, Number.MAX_SAFE_INTEGER, 1e300, Number.NEGATIVE_INFINITY),
  fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }).map((n) => Long.fromBigInt(n)),
  fc.string({ unit: fc.constantFrom('a', 'b', '\u0000', '中', '\uff01', '\u{1f697}', '\u{1f6a7}'), maxLength: 4 }),
  fc.date({ noInvalidDate: true }),
  fc.integer({ min: -1000, max: 1000 }).map((n) => new Date(n)),
  fc.uint8Array({ minLength: 12, maxLength: 12 }).map((bytes) => new ObjectId(bytes)),
  fc.uint8Array({ maxLength: 3 }).map((bytes) => new Binary(bytes)),
  fc.constantFrom(new BSONRegExp('a', 'i'), new BSONRegExp('b', '')),
  fc.constantFrom(new Timestamp(1n), new Timestamp(2n ** 40n)),
  fc.constantFrom(Decimal128.fromString('0.5'), Decimal128.fromString('1E400'), Decimal128.fromString('-7')),
  fc.constantFrom(new MinKey(), new MaxKey()),
);

/** Values of every type, nested up to three deep. */
export const anyValue: fc.Arbitrary<Value> = fc.letrec<{ value: Value }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    scalar,
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(name, tie('value'), { maxKeys: 3, noNullPrototype: true }) as fc.Arbitrary<Document>,
  ),
})).value;
