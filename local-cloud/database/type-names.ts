/** BSON's types by name and by number, as `$type`, `bsonType` and `$convert` take them. */
import { FAMILY } from './compare.ts';
import { requestFailed } from './failure.ts';
import { isNumeric, type TypeName, toNumber, type Value } from './values.ts';

const TYPE_NUMBERS: Record<number, TypeName | 'number'> = {
  [-1]: 'minKey', 1: 'double', 2: 'string', 3: 'object', 4: 'array', 5: 'binData', 7: 'objectId', 8: 'bool', 9: 'date',
  10: 'null', 11: 'regex', 13: 'javascript', 16: 'int', 17: 'timestamp', 18: 'long', 19: 'decimal', 127: 'maxKey',
}; // biome-ignore format: a table

/** The types that a name or number of BSON stands for; `number` stands for all four. */
export function readTypes(value: Value): TypeName[] {
  const items = Array.isArray(value) ? value : [value];
  return items.flatMap((item): TypeName[] => {
    const name = isNumeric(item) ? TYPE_NUMBERS[toNumber(item)] : item;
    if (name === 'number') return ['int', 'long', 'double', 'decimal'];
    if (typeof name !== 'string' || name === 'missing' || !(name in FAMILY)) {
      throw requestFailed(`Unknown type name alias: ${String(item)}`);
    }
    return [name as TypeName];
  });
}
