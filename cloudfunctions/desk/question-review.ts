import type { ValidInput } from '#contract/action';
import type { DeskQuestionsContract } from '#contract/desk-questions';
import { AppError } from '#domain/app-error';
import type { QuestionDocument } from '#domain/question-document';
import { articleSince, chinaDay, findLapse } from '#domain/question-law';
import { pictureBase } from '#functions/news/pictures';
import { readLawLibrary } from '#functions/quiz/law-library';
import { readPackHeads } from '#functions/quiz/pack-heads';
import { questions, readQuestions } from '#functions/quiz/question-store';
import { citedArticles, packed, packView } from '#functions/quiz/question-views';
import { command } from '#functions/shared/database';
import type { Handlers } from '#functions/shared/serve';
import { traced } from '#functions/shared/traced-write';
import { countWaiting } from './count-waiting.ts';
import { makePack } from './question-packs.ts';

/** Questions that are in a pack though their law has changed, with the reason. */
async function findLapsed(now: Date): Promise<Map<string, string>> {
  const [library, heads] = await Promise.all([readLawLibrary(), readPackHeads()]);
  const day = chinaDay(now);
  const lapsed = new Map<string, string>();
  for (const { id, law } of heads.flatMap(({ pool }) => pool)) {
    const why = findLapse(law, library, day);
    if (why !== undefined) lapsed.set(id, why);
  }
  return lapsed;
}

function itemOf(question: QuestionDocument, status: 'review' | 'lapsed' | 'retired', reason: string) {
  const { _id, stem, chapter, subject, revision } = question;
  return { id: _id, stem, chapter: chapter.name, subject, status, reason, revision };
}

export const listQuestionReview: Handlers<DeskQuestionsContract>['listQuestionReview'] = async ({ limit }, { now }) => {
  const condition = { status: 'review' };
  const [lapsed, found, waiting] = await Promise.all([
    findLapsed(now),
    questions().where(condition).orderBy('updatedAt', 'asc').limit(limit).get(),
    countWaiting('questions', condition),
  ]);
  const shown = await readQuestions([...lapsed.keys()].slice(0, limit));
  return {
    // What drivers have lost weighs more than what they have never had.
    questions: [
      ...shown.map((question) => itemOf(question, 'lapsed', lapsed.get(question._id) ?? '')),
      ...found.data.map((question) => itemOf(question, 'review', question.statusReason ?? '')),
    ].slice(0, limit),
    waiting,
    lapsed: lapsed.size,
  };
};

export const listRetiredQuestions: Handlers<DeskQuestionsContract>['listRetiredQuestions'] = async ({
  cursor,
  limit,
}) => {
  const found = await questions()
    .where({ status: 'retired', ...(cursor !== undefined && { updatedAt: command.lt(cursor) }) })
    .orderBy('updatedAt', 'desc')
    .limit(limit + 1)
    .get();
  const page = found.data.slice(0, limit);
  const last = page.at(-1);
  return {
    questions: page.map((question) => itemOf(question, 'retired', question.statusReason ?? '')),
    // Each is stopped by a tap of its own, so an instant is a place in the list.
    ...(found.data.length > limit && last !== undefined && { nextCursor: last.updatedAt }),
  };
};

export const getBankQuestion: Handlers<DeskQuestionsContract>['getBankQuestion'] = async ({ id }, { now }) => {
  // Not from memory, as drivers read it: it is decided by this.
  const [library, [question]] = await Promise.all([readLawLibrary(), readQuestions([id])]);
  if (question === undefined) throw new AppError('not_found', `no question ${id}`);
  const { status, statusReason, chapter, subject, revision } = question;
  const lapse = status === 'published' ? findLapse(question.law, library, chinaDay(now)) : undefined;
  const reason = status === 'published' ? lapse : statusReason;
  return {
    question: { ...packView(packed(question)), chapter, subject },
    status: lapse === undefined ? status : 'lapsed',
    ...(reason !== undefined && { reason }),
    revision,
    articles: citedArticles(question, library),
    pictureBase: pictureBase(),
  };
};

const STATUS_OF = { publish: 'published', retire: 'retired' } as const;

/** Whether this very decision has been taken already. */
function isDecided(question: QuestionDocument, input: ValidInput<DeskQuestionsContract, 'decideQuestion'>): boolean {
  return (
    question.revision === input.revision + 1 &&
    question.status === STATUS_OF[input.decision] &&
    question.statusReason === input.reason
  );
}

export const decideQuestion: Handlers<DeskQuestionsContract>['decideQuestion'] = async (input, { caller, now }) => {
  const library = await readLawLibrary();
  const deed = { by: caller.openid, action: 'decideQuestion', at: now };
  const after = await traced(deed, async (scope) => {
    const before = await scope.read<QuestionDocument>('questions', input.id);
    if (before === null) throw new AppError('not_found', `no question ${input.id}`);
    // Sent again because the answer was lost, maybe before the pack was made.
    if (isDecided(before, input)) return before;
    if (before.revision !== input.revision) {
      throw new AppError('conflict', `question ${input.id} is at revision ${before.revision}`);
    }
    const { retiredOn: _, ...kept } = before;
    const next: QuestionDocument = {
      ...kept,
      ...(input.decision === 'publish'
        ? { status: 'published' as const, law: confirmBasis(before, library, chinaDay(now)) }
        : { status: 'retired' as const, retiredOn: chinaDay(now) }),
      statusReason: input.reason,
      revision: before.revision + 1,
      updatedAt: now.toISOString(),
    };
    await scope.write('questions', before, next);
    return next;
  });
  await makePack(after.pack, after);
  return { revision: after.revision };
};

/** The question's citations as read today. @throws AppError `conflict` for one that is in force no more, whoever confirms it */
function confirmBasis({ law }: QuestionDocument, library: Awaited<ReturnType<typeof readLawLibrary>>, day: string) {
  const confirmed = law.map((reference) => {
    const since = articleSince(library, reference);
    return { ...reference, ...(since !== undefined && { inForceFrom: since }) };
  });
  const lapse = findLapse(confirmed, library, day);
  if (lapse !== undefined) throw new AppError('conflict', `the question can not stand: ${lapse}`, { reason: lapse });
  return confirmed;
}
