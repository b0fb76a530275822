import type { ActionInput, ActionName, ActionOutput } from '#contract/action';
import type { DeskContract } from '#contract/desk';
import type { NewsContract } from '#contract/news';
import type { RoadsContract } from '#contract/roads';
import { callInParts } from '#domain/event-parts';
import { cloudFunction } from '#platform/cloud';
import { makeKey } from './make-key.ts';

const call = cloudFunction<DeskContract>('desk');

/** Asks an action of the desk; an input that no one call carries goes in parts. Throws as `cloudFunction`. */
export function desk<A extends ActionName<DeskContract>>(
  action: A,
  input: ActionInput<DeskContract, A>,
): Promise<ActionOutput<DeskContract, A>> {
  // In parts, what stands in the place of an input is of no action's type.
  const ask = call as (action: string, input: unknown) => Promise<unknown>;
  return callInParts(ask, action, input, makeKey) as Promise<ActionOutput<DeskContract, A>>;
}

/** For the names of roads; what drivers see of events is theirs. */
export const roads = cloudFunction<RoadsContract>('roads');

/** For agencies and laws, as drivers see them. */
export const news = cloudFunction<NewsContract>('news');
