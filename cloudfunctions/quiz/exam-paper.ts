import { AppError } from '#domain/app-error';
import { drawExam } from '#domain/exam-blueprint';
import { deadlineOf } from '#domain/exam-clock';
import type { ExamDocument, PaperQuestion } from '#domain/exam-document';
import { configurePreset, EXAM_PRESETS, type ExamPreset, type ExamPresetId, examSeconds } from '#domain/exam-preset';
import type { QuestionDocument } from '#domain/question-document';
import { examPool, examSettings } from './catalogue.ts';
import { readQuestions } from './question-store.ts';

/** The preset as the operator has set it. */
export async function readPreset(id: ExamPresetId, now: Date): Promise<ExamPreset> {
  const settings = await examSettings(now);
  return configurePreset(EXAM_PRESETS[id], settings[id]);
}

/**
 * Draws the questions of an exam.
 *
 * @throws AppError `unavailable` where the bank doesn't have as many
 */
export async function drawPaper(
  preset: ExamPreset,
  vehicleClass: string,
  seed: string,
  now: Date,
): Promise<QuestionDocument[]> {
  const pool = await examPool(preset.subject, vehicleClass, now);
  const drawn = await readQuestions(drawExam(pool, preset, seed).map(({ id }) => id));
  if (drawn.length < preset.questionCount) {
    throw new AppError(
      'unavailable',
      `the bank has ${drawn.length} questions for ${preset.id}, not ${preset.questionCount}`,
    );
  }
  return drawn;
}

function paperQuestion({ _id, type, correct, scoring, chapter, options }: QuestionDocument): PaperQuestion {
  return {
    id: _id,
    type,
    correct,
    scoring,
    chapter: chapter.id,
    chapterName: chapter.name,
    optionCount: options.length,
  };
}

/** An exam that begins now. */
export function composeExam(
  who: { id: string; openid: string; challengeId?: string },
  preset: ExamPreset,
  questions: readonly QuestionDocument[],
  now: Date,
): ExamDocument {
  const startedAt = now.toISOString();
  return {
    _id: who.id,
    openid: who.openid,
    preset: preset.id,
    name: preset.name,
    passScore: preset.passScore,
    ...(preset.endsAtMiss !== undefined && { endsAtMiss: preset.endsAtMiss }),
    rankingPoints: preset.rankingPoints,
    pace: preset.pace,
    startedAt,
    deadlineAt: deadlineOf(startedAt, examSeconds(preset)),
    ...(preset.pace.kind === 'each' && { position: 0, askedAt: startedAt }),
    questions: questions.map(paperQuestion),
    answers: {},
    ...(who.challengeId !== undefined && { challengeId: who.challengeId }),
    state: 'running',
    finishedAt: '',
    finishedKey: '',
    points: 0,
    saves: 0,
    settled: false,
  };
}
