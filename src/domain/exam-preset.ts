import type { QuestionType, Subject } from './question.ts';

/** How an exam's time runs: one clock for the whole, or one for each question, which is then asked one at a time. */
export type ExamPace =
  | { readonly kind: 'whole'; readonly seconds: number }
  | { readonly kind: 'each'; readonly seconds: number };

/** Relative weights; they need not add up to anything. */
export type TypeShare = Readonly<Record<QuestionType, number>>;

export interface ExamPreset {
  readonly id: ExamPresetId;
  readonly name: string;
  readonly subject: Subject;
  readonly questionCount: number;
  readonly pace: ExamPace;
  /** Of 100. */
  readonly passScore: number;
  /** The miss that ends the exam at once: 3 means that the third one does. */
  readonly endsAtMiss?: number;
  readonly typeShare: TypeShare;
  /** Weights by chapter id; a chapter that is not named weighs what the bank holds of it. */
  readonly chapterShare?: Readonly<Record<string, number>>;
  /** Everybody gets the same questions on one day in China. */
  readonly sameForAll?: true;
  /** Ranking points of a full score; see `ranking.ts`. */
  readonly rankingPoints: number;
}

export const EXAM_PRESET_IDS = ['subject-1', 'subject-4', 'points-reduction', 'daily-five'] as const;

export type ExamPresetId = (typeof EXAM_PRESET_IDS)[number];

/**
 * The official forms, by 公安部令第162号 (科目一 and 科目四, passed at 90 of 100) and the 学法减分 rules of 公安部令第163号 (20 questions).
 * The official answer sheets change by decree of the examination centres, so an operator can change minutes and shares
 * (`ExamSettings`) without a release.
 */
export const EXAM_PRESETS: Readonly<Record<ExamPresetId, ExamPreset>> = {
  'subject-1': {
    id: 'subject-1',
    name: '科目一模拟考试',
    subject: 1,
    questionCount: 100,
    pace: { kind: 'whole', seconds: 45 * 60 },
    passScore: 90,
    typeShare: { truefalse: 40, single: 60, multiple: 0 },
    rankingPoints: 100,
  },
  'subject-4': {
    id: 'subject-4',
    name: '科目四模拟考试',
    subject: 4,
    questionCount: 50,
    pace: { kind: 'whole', seconds: 45 * 60 },
    passScore: 90,
    typeShare: { truefalse: 40, single: 40, multiple: 20 },
    rankingPoints: 100,
  },
  'points-reduction': {
    id: 'points-reduction',
    name: '学法减分模拟',
    subject: 1,
    questionCount: 20,
    pace: { kind: 'each', seconds: 60 },
    passScore: 90,
    endsAtMiss: 3,
    typeShare: { truefalse: 50, single: 50, multiple: 0 },
    rankingPoints: 60,
  },
  'daily-five': {
    id: 'daily-five',
    name: '每日五题',
    subject: 1,
    questionCount: 5,
    pace: { kind: 'whole', seconds: 15 * 60 },
    passScore: 80,
    typeShare: { truefalse: 40, single: 60, multiple: 0 },
    sameForAll: true,
    rankingPoints: 30,
  },
};

/** What an operator may change of a preset. */
export interface ExamSettings {
  minutes?: number;
  typeShare?: TypeShare;
  chapterShare?: Record<string, number>;
}

/** The preset as the operator has set it. Minutes mean the whole exam, so a preset paced by question keeps its pace. */
export function configurePreset(preset: ExamPreset, settings: ExamSettings | undefined): ExamPreset {
  if (settings === undefined) return preset;
  const { minutes, typeShare, chapterShare } = settings;
  return {
    ...preset,
    ...(minutes !== undefined && preset.pace.kind === 'whole' && { pace: { kind: 'whole', seconds: minutes * 60 } }),
    ...(typeShare !== undefined && { typeShare }),
    ...(chapterShare !== undefined && { chapterShare }),
  };
}

/** Seconds from the first question to the end of the longest possible exam. */
export function examSeconds({ pace, questionCount }: Pick<ExamPreset, 'pace' | 'questionCount'>): number {
  return pace.kind === 'whole' ? pace.seconds : pace.seconds * questionCount;
}
