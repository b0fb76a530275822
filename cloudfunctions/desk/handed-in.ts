import * as v from 'valibot';
import { type DeskPartsContract, deliveryKey, partCount } from '#contract/desk-parts';
import { AppError } from '#domain/app-error';
import { readParts, removeParts, writePart } from '#functions/shared/input-parts';
import type { Handlers, InputSource } from '#functions/shared/serve';

export const handInPart: Handlers<DeskPartsContract>['handInPart'] = async (part, { caller, now }) => {
  await writePart(caller.openid, part, now);
  return { received: part.text.length };
};

const handedIn = v.strictObject({ handedIn: deliveryKey, parts: partCount });

/** Where an action of the desk finds its input: in the event, or in the parts that its caller handed in before. */
export const handedInInput: InputSource = async (given, openid) => {
  if (!v.is(handedIn, given)) return { input: given };
  const delivery = { openid, delivery: given.handedIn, parts: given.parts };
  const text = await readParts(delivery);
  try {
    // Whoever lost the answer hands everything in again, so none of it has to stay.
    return { input: JSON.parse(text) as unknown, clear: () => removeParts(delivery) };
  } catch (error) {
    throw new AppError('invalid_input', `the parts of ${given.handedIn} are no JSON: ${(error as Error).message}`);
  }
};
