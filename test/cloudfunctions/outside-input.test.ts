import fc from 'fast-check';
import * as v from 'valibot';
import { expect, it } from 'vitest';
import { HOSTILE_TEXTS } from '../hostile/hostile-values.ts';
import { seeded, spoil } from '../hostile/outside-inputs.ts';
import { arbitraryOf } from '../hostile/schema-arbitrary.ts';
import { ACTIONS } from './contracts.ts';

const SEED = Number(process.env.SEED ?? 20_261_123);
const INPUTS = 10_000;
/** Valid inputs that are spoilt in turn; each of them some hundred times, each time otherwise. */
const VALID = 60;

const ROWS = ACTIONS.map(({ name, action, definition }) => ({ title: `${name}.${action}`, definition }));
const OF_EVERY_OBJECT = new Set(['__proto__', 'constructor', 'prototype']);

/** What of an input could still speak to the database or to a prototype, once it was let in. */
function dangersIn(value: unknown, path: string[] = []): string[] {
  if (typeof value === 'string') return /\p{Surrogate}/u.test(value) ? [`${path.join('.')}: half a character`] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([field, inside]) => [
    ...(field.startsWith('$') || field.includes('.') || OF_EVERY_OBJECT.has(field)
      ? [`${[...path, field].join(' > ')} is a field`]
      : []),
    ...dangersIn(inside, [...path, field]),
  ]);
}

it.each(ROWS)('$title lets in nothing of ten thousand spoilt inputs that could do harm', ({ title, definition }) => {
  const valid = fc.sample(arbitraryOf(definition.input, HOSTILE_TEXTS), { numRuns: VALID, seed: SEED });
  const random = seeded(SEED);
  let refused = 0;
  for (let run = 0; run < INPUTS; run += 1) {
    const input = spoil(valid[run % VALID], random);
    const parsed = v.safeParse(definition.input, input, { abortPipeEarly: true });
    if (!parsed.success) {
      refused += 1;
      continue;
    }
    const dangers = dangersIn(parsed.output);
    if (dangers.length > 0) {
      expect.fail(`${title}, seed ${SEED}, let in ${JSON.stringify(input)?.slice(0, 500)}: ${dangers.join('; ')}`);
    }
  }
  // Where an input has no fields, all that can be wrong is that it is none.
  expect(refused).toBeGreaterThan(INPUTS / 50);
});

it.each(ROWS)('$title takes what its schema says', ({ definition }) => {
  fc.assert(
    fc.property(arbitraryOf(definition.input, HOSTILE_TEXTS), (input) => {
      const parsed = v.safeParse(definition.input, input);
      expect(parsed.success).toBe(true);
      expect(dangersIn(parsed.output)).toEqual([]);
    }),
    { numRuns: 100, seed: SEED },
  );
});
