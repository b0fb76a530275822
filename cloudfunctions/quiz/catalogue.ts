import type { PoolQuestion } from '#domain/exam-blueprint';
import type { Subject } from '#domain/question';
import type { PooledQuestion, QuestionQualityDocument, QuizSettingsDocument } from '#domain/question-document';
import { chinaDay, findLapse } from '#domain/question-law';
import { collection } from '#functions/shared/database';
import { digest } from '#functions/shared/digest';
import { remembered } from '#functions/shared/remembered';
import { lawLibrary } from './law-library.ts';
import { type PackHead, readPackHeads } from './pack-heads.ts';

/** What the bank holds, as of a minute ago at most: exams are drawn and chapters counted from memory. */
const packHeads = remembered(60_000, readPackHeads);

const settings = remembered(60_000, async () => {
  const { data } = await collection<QuizSettingsDocument>('quiz_settings').doc('quiz').get();
  return data?.exams ?? {};
});

export const examSettings = settings;

export const questionQuality = remembered(60_000, async () => {
  const { data } = await collection<QuestionQualityDocument>('question_quality').where({}).limit(10).get();
  return data;
});

/** A pack as it stands today: questions whose law has changed are not in it, and its version says so. */
export interface StandingPack extends PackHead {
  standing: PooledQuestion[];
}

/** Version of a pack without the questions that have lapsed. */
export function standingVersion(version: string, lapsed: readonly string[]): string {
  return lapsed.length === 0 ? version : `${version}-${digest(8, ...lapsed)}`;
}

export async function standingPacks(subjects: readonly Subject[], now: Date): Promise<StandingPack[]> {
  const [heads, library] = await Promise.all([packHeads(now), lawLibrary(now)]);
  const day = chinaDay(now);
  return heads
    .filter(({ subject }) => subjects.includes(subject))
    .map((head) => {
      const standing = head.pool.filter(({ law }) => findLapse(law, library, day) === undefined);
      const kept = new Set(standing.map(({ id }) => id));
      const lapsed = head.pool.map(({ id }) => id).filter((id) => !kept.has(id));
      return { ...head, version: standingVersion(head.version, lapsed), standing };
    });
}

/** The questions from which an exam for this vehicle class may be drawn. */
export async function examPool(
  subject: Subject,
  vehicleClass: string,
  now: Date,
): Promise<(PoolQuestion & { chapterName: string })[]> {
  const packs = await standingPacks([subject], now);
  return packs.flatMap(({ chapter, standing }) =>
    standing
      .filter(({ vehicleClasses }) => vehicleClasses.length === 0 || vehicleClasses.includes(vehicleClass))
      .map(({ id, type }) => ({ id, type, chapter: chapter.id, chapterName: chapter.name })),
  );
}
