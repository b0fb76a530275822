import { collection, command } from './database.ts';

/** What the database gives at once. */
const MOST = 1000;

interface Reading {
  /** Which documents, by other fields than `_id`; all of the collection where absent. */
  where?: object;
  /** Which of their fields; all where absent. */
  field?: { _id: true } & Record<string, true>;
  /** How many in one request, where a thousand would be too large for one answer of the database. */
  atOnce?: number;
}

/**
 * Everything that answers a condition, request after request, in the order of the ids: for collections that people fill by hand,
 * of which nobody must miss the end.
 */
export async function readWhole<T extends { _id: string }>(
  name: string,
  { where = {}, field, atOnce = MOST }: Reading = {},
): Promise<T[]> {
  const whole: T[] = [];
  for (;;) {
    const last = whole.at(-1)?._id;
    const some = collection<T>(name)
      .where({ ...where, ...(last !== undefined && { _id: command.gt(last) }) })
      .orderBy('_id', 'asc')
      .limit(atOnce);
    // The fields are the caller's type: see Reading.
    const { data } = await (field === undefined ? some : (some.field(field as object) as typeof some)).get();
    whole.push(...data);
    if (data.length < atOnce) return whole;
  }
}
