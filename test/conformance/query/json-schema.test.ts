import { expect, it } from 'vitest';
import { cloudUnderTest, idsOf } from '../cloud-under-test.ts';

const cloud = cloudUnderTest();
const people = [
  { name: '王', age: 30, tags: ['a'] },
  { name: 7, age: 30 },
  { name: '李', age: 30.5, tags: ['a', 'a'] },
  { age: 12, tags: [1] },
];

it.each<[string, object, number[]]>([
  ['required', { required: ['name'] }, [1, 2, 3]],
  ['bsonType of a field', { properties: { name: { bsonType: 'string' } } }, [1, 3, 4]],
  ['int and double', { properties: { age: { bsonType: 'int' } } }, [1, 2, 4]],
  ['number', { properties: { age: { type: 'number', minimum: 30, exclusiveMinimum: true } } }, [3]],
  ['enum', { properties: { name: { enum: ['王', 7] } } }, [1, 2, 4]],
  ['pattern', { required: ['name'], properties: { name: { bsonType: 'string', pattern: '^李' } } }, [3]],
  ['minLength in characters', { required: ['name'], properties: { name: { type: 'string', minLength: 2 } } }, []],
  ['uniqueItems', { required: ['tags'], properties: { tags: { uniqueItems: true } } }, [1, 4]],
  ['items', { required: ['tags'], properties: { tags: { items: { bsonType: 'string' } } } }, [1, 3]],
  ['additionalProperties', { properties: { _id: {}, name: {}, age: {} }, additionalProperties: false }, [2]],
  ['anyOf', { anyOf: [{ required: ['name'] }, { properties: { age: { maximum: 12 } } }] }, [1, 2, 3, 4]],
  ['oneOf', { oneOf: [{ required: ['name'] }, { required: ['tags'] }] }, [2, 4]],
  ['not', { not: { required: ['name'] } }, [4]],
  ['dependencies', { dependencies: { name: ['tags'] } }, [1, 3, 4]],
  ['multipleOf', { properties: { age: { multipleOf: 15 } } }, [1, 2]],
])('checks %s', async (_name, schema, found) => {
  const collection = await cloud.collection(people);
  expect(idsOf(await collection.where(cloud._.jsonSchema(schema)).get())).toEqual(found);
});

it('refuses a keyword that MongoDB has not', async () => {
  const collection = await cloud.collection(people);
  await expect(collection.where(cloud._.jsonSchema({ requird: ['name'] })).get()).rejects.toMatchObject({
    code: 'DATABASE_REQUEST_FAILED',
    message: expect.stringContaining('requird'),
  });
});
