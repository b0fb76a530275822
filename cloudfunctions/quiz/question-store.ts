import type { QuestionDocument } from '#domain/question-document';
import { chinaDay, findLapse } from '#domain/question-law';
import { collection, command } from '#functions/shared/database';
import { lawLibrary } from './law-library.ts';

export const questions = () => collection<QuestionDocument>('questions');

/** Questions by id, in the order asked for; unknown ones are missing. At most 1,000. */
export async function readQuestions(ids: readonly string[]): Promise<QuestionDocument[]> {
  if (ids.length === 0) return [];
  const distinct = [...new Set(ids)];
  const found = await questions()
    .where({ _id: command.in(distinct) })
    .limit(distinct.length)
    .get();
  const byId = new Map(found.data.map((question) => [question._id, question]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

/** Why a question is not to be asked today, in words for a reader; undefined while it stands. */
export async function findRetirement(question: QuestionDocument, now: Date): Promise<string | undefined> {
  if (question.status === 'retired') return question.statusReason ?? '这道题已停用';
  if (question.status === 'review') return '这道题正在复核';
  return findLapse(question.law, await lawLibrary(now), chinaDay(now));
}

/** Those of the questions that stand today. */
export async function keepStanding(found: readonly QuestionDocument[], now: Date): Promise<QuestionDocument[]> {
  const library = await lawLibrary(now);
  const day = chinaDay(now);
  return found.filter(({ status, law }) => status === 'published' && findLapse(law, library, day) === undefined);
}
