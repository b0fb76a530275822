import * as v from 'valibot';
import { MOST_PARTS } from '#domain/event-parts';
import type { Action } from './action.ts';
import { text } from './fields.ts';

/** A key that nobody else makes: by chance, or of a document's hash, so that the same again is the same. */
export const deliveryKey = v.pipe(v.string(), v.regex(/^[0-9a-z-]{16,64}$/, 'must be 16 to 64 letters or digits'));

export const partCount = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(MOST_PARTS));

/** Actions of the desk about inputs that no one call carries; part of `deskContract`. */
export const deskPartActions = {
  /**
   * Takes a part of an input, in any order and as often as need be. Every other action of the desk takes `HandedIn` in place
   * of its input: the parts in order are its JSON. They are the caller's own, and gone when it has answered, or after a day.
   */
  handInPart: {
    access: { roles: ['editor', 'reviewer', 'duty', 'operator'] },
    input: v.object({
      delivery: deliveryKey,
      index: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(MOST_PARTS - 1)),
      text: v.pipe(text(90_000), v.minLength(1)),
    }),
    output: v.object({ received: v.number() }),
  },
} as const satisfies Record<string, Action>;

/** The desk as far as it is about parts: the shape that its handlers are checked against. */
export type DeskPartsContract = { readonly name: 'desk'; readonly actions: typeof deskPartActions };
