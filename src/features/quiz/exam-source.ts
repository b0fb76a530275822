import type { ExamView } from '#contract/quiz';
import type { ExamPresetId } from '#domain/exam-preset';
import { quiz } from './quiz-cloud.ts';

/** Where an exam's questions come from: drawn by a preset, or those of a friend's challenge. */
export interface ExamSource {
  preset: ExamPresetId;
  challenge?: string | undefined;
}

/** Under which name the phone keeps an exam that runs. */
export const sourceKey = ({ preset, challenge }: ExamSource) => `quiz-exam:${challenge ?? preset}`;

/** Begins it, or goes on with it. */
export function beginExam({ preset, challenge }: ExamSource): Promise<ExamView> {
  return challenge === undefined ? quiz('startExam', { preset }) : quiz('joinChallenge', { id: challenge });
}
