import fc from 'fast-check';
import * as v from 'valibot';

/** What of a schema's insides the walk looks at; valibot types each kind on its own. */
interface Inside {
  type: string;
  entries?: Record<string, v.GenericSchema>;
  wrapped?: v.GenericSchema;
  item?: v.GenericSchema;
  items?: v.GenericSchema[];
  options?: unknown[];
  literal?: unknown;
  key?: v.GenericSchema;
  value?: v.GenericSchema;
  pipe?: { kind: string; type: string; requirement?: unknown }[];
}

type Limits = Readonly<Record<string, unknown>>;

function limitsOf({ pipe = [] }: Inside): Limits {
  return Object.fromEntries(pipe.slice(1).map(({ type, requirement }) => [type, requirement]));
}

const numberOr = (limit: unknown, otherwise: number) => (typeof limit === 'number' ? limit : otherwise);

/** No text of a test is longer, whatever a field would take: half a megabyte each time would test the clock. */
const LONGEST = 300;

/**
 * Makes values that a schema takes. A kind of schema that it does not know is an error: it would be a hole in the test.
 *
 * @param pool texts that mean something where the test runs (ids that exist, attacks); used wherever a field takes them
 */
export function arbitraryOf(schema: v.GenericSchema, pool: readonly string[]): fc.Arbitrary<unknown> {
  const inside = schema as unknown as Inside;
  const limits = limitsOf(inside);
  const made = ofKind(inside, limits, pool);
  return inside.pipe === undefined ? made : made.filter((value) => v.is(schema, value));
}

function ofKind(inside: Inside, limits: Limits, pool: readonly string[]): fc.Arbitrary<unknown> {
  switch (inside.type) {
    case 'string':
      return textOf(inside as unknown as v.GenericSchema, limits, pool);
    case 'number':
      return numberOf(limits);
    case 'boolean':
      return fc.boolean();
    case 'literal':
      return fc.constant(inside.literal);
    case 'picklist':
      return fc.constantFrom(...(inside.options ?? []));
    case 'optional':
      return fc.option(arbitraryOf(wrappedOf(inside), pool), { nil: undefined });
    case 'nullable':
      return fc.option(arbitraryOf(wrappedOf(inside), pool), { nil: null });
    case 'union':
    case 'variant':
      return fc.oneof(...((inside.options ?? []) as v.GenericSchema[]).map((option) => arbitraryOf(option, pool)));
    case 'array': {
      const exact = limits.length;
      const minLength = numberOr(exact, numberOr(limits.min_length, 0));
      const maxLength = numberOr(exact, Math.max(minLength, Math.min(numberOr(limits.max_length, 4), 4)));
      return fc.array(arbitraryOf(inside.item ?? v.never(), pool), { minLength, maxLength });
    }
    case 'tuple':
      return fc.tuple(...(inside.items ?? []).map((item) => arbitraryOf(item, pool)));
    case 'record':
      return fc.dictionary(
        arbitraryOf(inside.key ?? v.string(), pool) as fc.Arbitrary<string>,
        arbitraryOf(inside.value ?? v.never(), pool),
        { maxKeys: 4 },
      );
    case 'object':
      return fc
        .record(
          Object.fromEntries(
            Object.entries(inside.entries ?? {}).map(([field, entry]) => [field, arbitraryOf(entry, pool)]),
          ),
        )
        .map(withoutUndefined);
    default:
      throw new Error(`test/hostile/schema-arbitrary.ts makes nothing for a schema of kind ${inside.type}: teach it`);
  }
}

function wrappedOf({ wrapped }: Inside): v.GenericSchema {
  if (wrapped === undefined) throw new Error('a wrapping schema wraps nothing');
  return wrapped;
}

function withoutUndefined(value: object): object {
  return Object.fromEntries(Object.entries(value).filter(([, field]) => field !== undefined));
}

function numberOf(limits: Limits): fc.Arbitrary<number> {
  const min = numberOr(limits.min_value, -1e9);
  const max = numberOr(limits.max_value, 1e12);
  if (Object.hasOwn(limits, 'integer')) return fc.integer({ min: Math.ceil(min), max: Math.floor(max) });
  return fc.double({ min, max, noNaN: true });
}

const day = fc
  .date({ min: new Date('2000-01-01T00:00:00Z'), max: new Date('2099-12-31T00:00:00Z'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const instant = fc
  .date({ min: new Date('1970-01-01T00:00:00Z'), max: new Date('9999-12-31T23:59:59Z'), noInvalidDate: true })
  .map((date) => date.toISOString());
const address = fc.webUrl({ validSchemes: ['http', 'https'] });

function textOf(schema: v.GenericSchema, limits: Limits, pool: readonly string[]): fc.Arbitrary<string> {
  const fitting = pool.filter((text) => v.is(schema, text));
  const minLength = numberOr(limits.min_length, 0);
  const maxLength = Math.max(minLength, Math.min(numberOr(limits.max_length, LONGEST), LONGEST));
  const candidates = [
    ...(limits.regex instanceof RegExp
      ? matching(limits.regex)
      : [fc.string({ minLength, maxLength, unit: 'binary' })]),
    day,
    instant,
    address,
  ].filter((candidate) => fc.sample(candidate, { numRuns: 10, seed: 1 }).some((text) => v.is(schema, text)));
  const made = candidates.map((candidate) => candidate.filter((text) => v.is(schema, text)));
  const all = fitting.length > 0 ? [fc.constantFrom(...fitting), ...made] : made;
  if (all.length === 0) throw new Error(`nothing is made that ${limits.regex ?? 'a text'} takes: add one to the pool`);
  return fc.oneof(...all);
}

/** fast-check makes nothing for a pattern that looks ahead; the pool has what fits those. */
function matching(pattern: RegExp): fc.Arbitrary<string>[] {
  try {
    return [fc.stringMatching(pattern, { size: 'small' })];
  } catch {
    return [];
  }
}
