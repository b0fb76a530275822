import * as v from 'valibot';
import { isOwnPicture } from '#domain/picture-address';

/** UTF-16 halves without their partner: no database and no screen can keep them. */
const LONE_SURROGATE = /\p{Surrogate}/u;

const wellFormed = v.check<string, string>((text) => !LONE_SURROGATE.test(text), 'must be well-formed Unicode');

/** Text of a person: at most `max` UTF-16 units. */
export const text = (max: number) => v.pipe(v.string(), v.maxLength(max), wellFormed);

/** Text that must say something. */
export const requiredText = (max: number) => v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(max), wellFormed);

/** A document's id or another machine-made key. */
export const id = v.pipe(v.string(), v.minLength(1), v.maxLength(128), v.regex(/^[\w.:@+~=/-]+$/, 'must be an id'));

/** An instant as ISO 8601 in UTC with milliseconds, the only form that sorts as text. */
export const instant = v.pipe(
  v.string(),
  v.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/, 'must be ISO 8601 in UTC with milliseconds'),
  v.check((value) => !Number.isNaN(Date.parse(value)), 'must be a date of the calendar'),
);

/** An opaque position in a list, handed back as it was given. */
export const cursor = v.pipe(v.string(), v.minLength(1), v.maxLength(200), v.regex(/^[\w.:~-]+$/, 'must be a cursor'));

/** How many items a page holds. */
export const pageSize = v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(50)), 20);

/** GB/T 2260 code of a region, six digits. */
export const adcode = v.pipe(v.string(), v.regex(/^\d{6}$/, 'must be a six-digit region code'));

/** A web address that is safe to open. */
export const webAddress = v.pipe(
  v.string(),
  v.maxLength(2048),
  v.regex(/^https?:\/\/[^\s"'<>\\@/?#]+([/?#][^\s"<>\\]*)?$/i, 'must be an http(s) address without credentials'),
);

/** A picture: a web address, or a path below the project's picture folder. */
export const picture = v.union(
  [webAddress, v.pipe(v.string(), v.check(isOwnPicture))],
  'must be a web address or pictures/<name>',
);
