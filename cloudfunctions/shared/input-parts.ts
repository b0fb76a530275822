import { AppError } from '#domain/app-error';
import { collection, command } from './database.ts';
import { digest } from './digest.ts';

/** A part of an input or of a document that no one call carries, in collection `handed-in`; swept away after a day. */
interface InputPart {
  _id: string;
  text: string;
  /** ISO 8601 UTC. */
  at: string;
}

/** What a person has handed in under a key, in so many parts. */
export interface Delivery {
  openid: string;
  delivery: string;
  parts: number;
}

const KEPT_MS = 24 * 3_600_000;

const inputParts = () => collection<InputPart>('handed-in');

/** Nobody meets another's parts: who handed them in is part of the key. */
const partId = (openid: string, delivery: string, index: number) => `${digest(32, openid, delivery)}~${index}`;

const idsOf = ({ openid, delivery, parts }: Delivery) =>
  Array.from({ length: parts }, (_, index) => partId(openid, delivery, index));

export async function writePart(
  openid: string,
  { delivery, index, text }: { delivery: string; index: number; text: string },
  now: Date,
): Promise<void> {
  await inputParts()
    .doc(partId(openid, delivery, index))
    .set({ data: { text, at: now.toISOString() } });
}

/** @throws AppError `not_found` where a part is missing */
export async function readParts(delivery: Delivery): Promise<string> {
  const ids = idsOf(delivery);
  const found = await inputParts()
    .where({ _id: command.in(ids) })
    .limit(ids.length)
    .get();
  const byId = new Map(found.data.map(({ _id, text }) => [_id, text]));
  const missing = ids.flatMap((id, index) => (byId.has(id) ? [] : [index]));
  if (missing.length > 0) {
    throw new AppError('not_found', `parts of ${delivery.delivery} are missing: ${missing.slice(0, 10).join(', ')}`);
  }
  return ids.map((id) => byId.get(id)).join('');
}

export async function removeParts(delivery: Delivery): Promise<void> {
  await inputParts()
    .where({ _id: command.in(idsOf(delivery)) })
    .remove();
}

/** Clears away what nobody finished handing in. */
export async function sweepParts(now: Date): Promise<void> {
  await inputParts()
    .where({ at: command.lt(new Date(now.getTime() - KEPT_MS).toISOString()) })
    .remove();
}
