import type { QuestionProgress } from '#domain/practice-attempt';
import type { Subject } from '#domain/question';
import { readStored, writeStored } from '#platform/storage';

/** Own progress by question id. */
export type ProgressById = Record<string, QuestionProgress>;

const progressKey = (subject: Subject) => `quiz-progress:${subject}`;
const questionsKey = (subject: Subject) => `quiz-chapter-questions:${subject}`;

export function readProgress(subject: Subject): ProgressById {
  return readStored<ProgressById>(progressKey(subject)) ?? {};
}

export function keepProgress(subject: Subject, progress: ProgressById): void {
  writeStored(progressKey(subject), progress);
}

/** Remembers which questions a chapter has, so that progress can be counted without opening its packs. */
export function keepChapterQuestions(subject: Subject, chapter: string, ids: readonly string[]): void {
  const known = readStored<Record<string, string[]>>(questionsKey(subject)) ?? {};
  writeStored(questionsKey(subject), { ...known, [chapter]: ids });
}

/** How many questions of each chapter were answered on this phone or, as far as it heard, on others. */
export function tallyChapters(subject: Subject): Record<string, number> {
  const progress = readProgress(subject);
  const chapters = Object.entries(readStored<Record<string, string[]>>(questionsKey(subject)) ?? {});
  return Object.fromEntries(chapters.map(([chapter, ids]) => [chapter, ids.filter((id) => id in progress).length]));
}

/** How many mistakes are due for review on a day in China, as far as this phone heard. */
export function countDue(subject: Subject, today: string): number {
  return Object.values(readProgress(subject)).filter(({ card }) => card !== undefined && card.due <= today).length;
}
