import { isDeepStrictEqual } from 'node:util';
import {
  afterTelling,
  composeTelling,
  lookAgain,
  type ProblemDocument,
  type Telling,
  whatToTell,
} from '#domain/problem';
import { nextTryAt, WATCH, type WatchDocument } from '#domain/watch';
import { collection } from '#functions/shared/database';
import type { Log } from '#functions/shared/log';
import { readWhole } from '#functions/shared/read-whole';
import { findProblems } from './find-problems.ts';
import { foldCalls } from './fold-calls.ts';
import { postText, readWebhook, WebhookError } from './webhook.ts';

const problems = () => collection<ProblemDocument>('problems');

async function keep(known: readonly ProblemDocument[], after: readonly ProblemDocument[]): Promise<void> {
  const before = new Map(known.map((document) => [document._id, document]));
  for (const { _id, ...data } of after) {
    if (!isDeepStrictEqual(before.get(_id), { _id, ...data })) await problems().doc(_id).set({ data });
    before.delete(_id);
  }
  for (const id of before.keys()) await problems().doc(id).remove();
}

/** What the watch has come to after a message, or where none was due. */
type Outcome = Pick<WatchDocument, 'failures' | 'nextTryAt' | 'toldAt' | 'webhook'>;

async function tell(
  telling: Telling,
  before: WatchDocument | null,
  now: Date,
  log: Log,
): Promise<Outcome & { told: boolean }> {
  const { failures = 0, toldAt, nextTryAt: notBefore } = before ?? {};
  const kept = {
    failures,
    ...(toldAt !== undefined && { toldAt }),
    ...(notBefore !== undefined && { nextTryAt: notBefore }),
  };
  const webhook = readWebhook(process.env);
  if (webhook === undefined) return { failures: 0, webhook: 'unset', told: false };
  const due = telling.stands.length + telling.over.length;
  if (due === 0 || (notBefore !== undefined && notBefore > now.toISOString())) {
    return { ...kept, webhook: failures > 0 ? 'failing' : 'ok', told: false };
  }
  try {
    await postText(webhook, composeTelling(telling));
    return { failures: 0, toldAt: now.toISOString(), webhook: 'ok', told: true };
  } catch (error) {
    if (!(error instanceof WebhookError)) throw error;
    log.note('untold', error.message);
    return {
      ...kept,
      failures: failures + 1,
      nextTryAt: nextTryAt(failures + 1, now),
      webhook: 'failing',
      told: false,
    };
  }
}

/**
 * Looks around: folds the functions' numbers, finds what an operator should look at, and tells a group of people through the
 * webhook that the deployment names. A problem is told once, then again less and less often, and once more when it is over; a
 * webhook that fails is asked later and later, and is told then what stands then. A run that is killed between telling and
 * keeping tells a second time: better twice than never.
 */
export async function watch(now: Date, log: Log): Promise<void> {
  await foldCalls(now);
  const [known, found, { data: before }] = await Promise.all([
    readWhole<ProblemDocument>('problems'),
    findProblems(now),
    collection<WatchDocument>('settings').doc(WATCH).get(),
  ]);
  const seen = lookAgain(known, found, now);
  const telling = whatToTell(seen, now);
  const { told, ...outcome } = await tell(telling, before, now, log);
  const done = new Set(told ? [...telling.stands, ...telling.over].map(({ _id }) => _id) : []);
  await keep(
    known,
    seen.map((document) => (done.has(document._id) ? afterTelling(document, now) : document)),
  );
  const data = { at: now.toISOString(), ...outcome };
  await collection<WatchDocument>('settings').doc(WATCH).set({ data });
  log.note('problems', found.length);
  log.note('told', told);
}
