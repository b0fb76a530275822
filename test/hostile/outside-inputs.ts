import { HOSTILE_TEXTS, HOSTILE_VALUES } from './hostile-values.ts';

/** A run of numbers that is the same for the same seed (mulberry32): 0 to 1, exclusive. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/**
 * A valid input with something hostile done to it: a value replaced at any depth, a field added, taken away, or a whole level
 * wrapped. What comes out may still hold, by luck.
 */
export function spoil(valid: unknown, random: () => number): unknown {
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const hostile = () => (random() < 0.3 ? pick(HOSTILE_TEXTS) : pick(HOSTILE_VALUES));
  const go = (value: unknown): unknown => {
    if (random() < 0.1 || typeof value !== 'object' || value === null) return hostile();
    if (Array.isArray(value)) {
      if (value.length === 0 || random() < 0.2) return [...value, hostile()];
      if (random() < 0.1) return Array.from({ length: 1000 }, () => value[0]);
      const at = Math.floor(random() * value.length);
      return value.map((item, index) => (index === at ? go(item) : item));
    }
    const fields = Object.keys(value);
    const copy: Record<string, unknown> = { ...value };
    if (fields.length === 0 || random() < 0.25) {
      // Its own field of that name, as JSON from outside has it; an assignment would set the prototype.
      Object.defineProperty(copy, pick(HOSTILE_TEXTS), { value: hostile(), enumerable: true, configurable: true });
      return copy;
    }
    const field = pick(fields);
    if (random() < 0.1) delete copy[field];
    else copy[field] = go(copy[field]);
    return copy;
  };
  return go(valid);
}
