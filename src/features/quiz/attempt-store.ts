import type { PracticeQuestion, ProgressView } from '#contract/quiz';
import { AppError } from '#domain/app-error';
import { isRight } from '#domain/grading';
import { foldAttempts, type QuestionProgress } from '#domain/practice-attempt';
import { SUBJECT_IDS } from '#domain/question';
import { isSinglePageMode } from '#platform/navigation';
import { hasAgreed } from '#platform/privacy';
import { readStored, writeStored } from '#platform/storage';
import { keepProgress, readProgress } from './chapter-tally.ts';
import { sendFavourites, takeOverFavourites } from './favourite-store.ts';
import { quiz } from './quiz-cloud.ts';

/** An attempt that the server has not confirmed yet. */
interface WaitingAttempt {
  id: string;
  questionId: string;
  chosen: number[];
  /** ISO 8601 UTC, by the phone's clock. */
  at: string;
}

const WAITING_KEY = 'quiz-attempts';
const REVISION_KEY = 'quiz-progress-revision';

/** What the contract takes in one call. */
const BATCH = 100;

const readWaiting = () => readStored<WaitingAttempt[]>(WAITING_KEY) ?? [];

function newAttemptId(now: Date): string {
  const tail = Math.floor(Math.random() * 36 ** 8)
    .toString(36)
    .padStart(8, '0');
  return `${now.getTime().toString(36)}-${tail}`;
}

/** Keeps an attempt on the phone until it can be sent, and counts it at once by the server's own rule. Answers whether it was right. */
export function recordAttempt(question: PracticeQuestion, chosen: number[], now: Date): boolean {
  const { subject } = question;
  const right = isRight(question, chosen);
  const attempt = { id: newAttemptId(now), questionId: question.id, at: now.toISOString() };
  const progress = readProgress(subject);
  const known = progress[question.id];
  const folded = foldAttempts([{ ...attempt, right }], known === undefined ? [] : [[question.id, known]]);
  keepProgress(subject, { ...progress, ...Object.fromEntries(folded) });
  writeStored(WAITING_KEY, [...readWaiting(), { ...attempt, chosen }]);
  return right;
}

function progressOf({ questionId, subject, card, ...progress }: ProgressView): QuestionProgress {
  return { ...progress, ...(card !== undefined && { card }) };
}

/** Takes over what the server says of all devices, but for questions whose own attempts it has not seen yet. */
function takeOver(views: readonly ProgressView[]): void {
  const waiting = new Set(readWaiting().map(({ questionId }) => questionId));
  for (const subject of SUBJECT_IDS) {
    const news = views.filter((view) => view.subject === subject && !waiting.has(view.questionId));
    if (news.length === 0) continue;
    const entries = news.map((view) => [view.questionId, progressOf(view)]);
    keepProgress(subject, { ...readProgress(subject), ...Object.fromEntries(entries) });
  }
}

async function sendWaiting(): Promise<void> {
  for (let waiting = readWaiting(); waiting.length > 0; waiting = readWaiting()) {
    const { accepted, rejected, progress } = await quiz('syncAttempts', { attempts: waiting.slice(0, BATCH) });
    const settled = new Set([...accepted, ...rejected.map(({ id }) => id)]);
    if (settled.size === 0) return;
    writeStored(
      WAITING_KEY,
      readWaiting().filter(({ id }) => !settled.has(id)),
    );
    takeOver(progress);
  }
}

async function fetchProgress(): Promise<void> {
  let hasMore = true;
  while (hasMore) {
    const since = readStored<number>(REVISION_KEY) ?? 0;
    const { revision, progress, favourites, more } = await quiz('getProgress', { since });
    takeOver(progress);
    takeOverFavourites(favourites);
    writeStored(REVISION_KEY, revision);
    // Nothing is asked for twice, whatever the phone could keep.
    hasMore = more === true && revision > since;
  }
}

let underWay: Promise<void> | undefined;

/** Runs one exchange at a time. Without a network, an account or the privacy agreement everything waits on the phone for the next one. */
function exchange(work: () => Promise<void>): Promise<void> {
  if (isSinglePageMode()) return Promise.resolve();
  underWay ??= hasAgreed()
    .then((agreed) => (agreed ? work() : undefined))
    .catch((error: unknown) => {
      if (!(error instanceof AppError)) throw error;
    })
    .finally(() => {
      underWay = undefined;
    });
  return underWay;
}

/** Sends what waits: answers, then favourites. */
export const sendAttempts = () =>
  exchange(async () => {
    await sendWaiting();
    await sendFavourites();
  });

/** Sends what waits, then asks what other devices did. */
export const syncAttempts = () =>
  exchange(async () => {
    await sendWaiting();
    await sendFavourites();
    await fetchProgress();
  });
