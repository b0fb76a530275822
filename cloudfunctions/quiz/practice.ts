import { isDeepStrictEqual } from 'node:util';
import type { ProgressView, QuizContract } from '#contract/quiz';
import { AppError } from '#domain/app-error';
import { findAnswerFault, isRight } from '#domain/grading';
import { datedAttempt } from '#domain/practice-attempt';
import { mergeFavourites } from '#domain/practice-favourite';
import { type AddedAttempt, daysPractised, type LearnerDocument, progressOf } from '#domain/practice-learner';
import { SUBJECT_IDS } from '#domain/question';
import { chinaDay } from '#domain/question-law';
import { forecastReviews, orderDue } from '#domain/review-forecast';
import { streakOf } from '#domain/review-streak';
import { pictureBase } from '#functions/news/pictures';
import { fittingStart } from '#functions/shared/answer-size';
import { countUse } from '#functions/shared/rate-limit';
import type { Handlers } from '#functions/shared/serve';
import { standingPacks } from './catalogue.ts';
import { changeLearner, readLearner, recordAttempts } from './learner-store.ts';
import { readQuestions } from './question-store.ts';
import { practiceView } from './question-views.ts';

/** A phone that empties its queue sends some batches at once; nobody practises a thousand batches an hour. */
const SYNCS = { what: 'sync', most: 200, seconds: 3600 };

const MOST_FAVOURITES = 3000;
const FORECAST_DAYS = 7;

function progressViews(
  learner: LearnerDocument,
  wanted: (questionId: string, revision: number) => boolean,
): ProgressView[] {
  return Object.entries(learner.questions).flatMap(([questionId, entry]) => {
    const progress = wanted(questionId, entry.revision) ? progressOf(questionId, entry) : undefined;
    return progress === undefined ? [] : [{ questionId, subject: entry.subject, ...progress }];
  });
}

/** Beside the favourites, in bytes. */
const MOST_PROGRESS_BYTES = 600_000;

/** What changed since a revision; where that is too much for one answer, only up to a later one. */
function changesSince(learner: LearnerDocument, since: number): { progress: ProgressView[]; upTo?: number } {
  const views = progressViews(learner, (_, revision) => revision > since);
  if (fittingStart(views, MOST_PROGRESS_BYTES).length === views.length) return { progress: views };
  const revisionOf = ({ questionId }: ProgressView) => learner.questions[questionId]?.revision ?? 0;
  const inOrder = views.sort((one, other) => revisionOf(one) - revisionOf(other));
  const fitting = fittingStart(inOrder, MOST_PROGRESS_BYTES);
  // What was written together is told together: the phone asks for what is later.
  const upTo = revisionOf(inOrder[fitting.length] as ProgressView) - 1;
  return { progress: fitting.filter((view) => revisionOf(view) <= upTo), upTo };
}

const favouriteViews = ({ favourites }: LearnerDocument) =>
  Object.entries(favourites).map(([questionId, mark]) => ({ questionId, ...mark }));

export const syncAttempts: Handlers<QuizContract>['syncAttempts'] = async ({ attempts }, { caller, now, log }) => {
  await countUse(caller.openid, SYNCS, now);
  const known = new Map(
    (await readQuestions(attempts.map(({ questionId }) => questionId))).map((one) => [one._id, one]),
  );
  const rejected: { id: string; why: string }[] = [];
  const graded: AddedAttempt[] = [];
  for (const { id, questionId, chosen, at } of attempts) {
    const question = known.get(questionId);
    const dated = datedAttempt(at, now);
    const fault = question && findAnswerFault({ type: question.type, optionCount: question.options.length }, chosen);
    if (question === undefined) rejected.push({ id, why: `no question ${questionId}` });
    else if (fault !== undefined) rejected.push({ id, why: fault });
    else if (dated === undefined) rejected.push({ id, why: `${at} is too long ago` });
    else graded.push({ id, questionId, subject: question.subject, right: isRight(question, chosen), at: dated });
  }
  const learner = await recordAttempts(caller.openid, graded, now);
  const concerned = new Set(graded.map(({ questionId }) => questionId));
  log.note('attempts', graded.length);
  return {
    accepted: graded.map(({ id }) => id),
    rejected,
    progress: progressViews(learner, (questionId) => concerned.has(questionId)),
    revision: learner.revision,
  };
};

export const getProgress: Handlers<QuizContract>['getProgress'] = async ({ since }, { caller }) => {
  const learner = await readLearner(caller.openid);
  const { progress, upTo } = changesSince(learner, since);
  return {
    revision: upTo ?? learner.revision,
    progress,
    favourites: favouriteViews(learner),
    ...(upTo !== undefined && { more: true as const }),
  };
};

export const saveFavourites: Handlers<QuizContract>['saveFavourites'] = async ({ favourites }, { caller, now }) => {
  await countUse(caller.openid, SYNCS, now);
  // A phone whose clock runs ahead would hold every later mark off for as long.
  const marks = Object.fromEntries(
    favourites.map(({ questionId, on, at }) => [
      questionId,
      { on, at: at > now.toISOString() ? now.toISOString() : at },
    ]),
  );
  const learner = await changeLearner(caller.openid, (before) => {
    const merged = mergeFavourites(before.favourites, marks);
    if (Object.keys(merged).length > MOST_FAVOURITES) {
      throw new AppError('invalid_input', `favourites: at most ${MOST_FAVOURITES}`);
    }
    return isDeepStrictEqual(merged, before.favourites) ? undefined : { favourites: merged };
  });
  return { favourites: favouriteViews(learner), revision: learner.revision };
};

export const getReview: Handlers<QuizContract>['getReview'] = async ({ subject, limit }, { caller, now }) => {
  const [learner, packs] = await Promise.all([
    readLearner(caller.openid),
    standingPacks(subject === undefined ? SUBJECT_IDS : [subject], now),
  ]);
  // What can't be asked any more is not due: the figures would promise what the list doesn't hold.
  const standing = new Set(packs.flatMap((pack) => pack.standing.map(({ id }) => id)));
  const cards = progressViews(learner, (questionId) => standing.has(questionId)).flatMap(({ questionId, card }) =>
    card === undefined ? [] : [{ ...card, questionId }],
  );
  const due = orderDue(cards, chinaDay(now));
  const questions = await readQuestions(due.slice(0, limit).map(({ questionId }) => questionId));
  return {
    dueToday: due.length,
    forecast: forecastReviews(cards, now, FORECAST_DAYS),
    streak: streakOf(daysPractised(learner), now),
    questions: questions.map(practiceView),
    pictureBase: pictureBase(),
  };
};
