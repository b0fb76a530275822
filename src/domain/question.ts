import type { LawReference } from './law.ts';

/** Kinds of question of the national driver's examination; the names are what a driver reads. */
export const QUESTION_TYPES = [
  { id: 'single', name: '单选题' },
  { id: 'multiple', name: '多选题' },
  { id: 'truefalse', name: '判断题' },
] as const;

export type QuestionType = (typeof QUESTION_TYPES)[number]['id'];

export const QUESTION_TYPE_IDS = QUESTION_TYPES.map((type) => type.id);

/** 科目一 is asked before the road, 科目四 after it. */
export const SUBJECTS = [
  { id: 1, name: '科目一' },
  { id: 4, name: '科目四' },
] as const;

export type Subject = (typeof SUBJECTS)[number]['id'];

export const SUBJECT_IDS = SUBJECTS.map((subject) => subject.id);

/**
 * What an incomplete answer to a question with several right choices is worth. A wrong choice is worth nothing under
 * every rule, as in the usual Chinese exam systems.
 * - `exact`: nothing (少选不得分), the rule of the official examination
 * - `proportional`: the share of the right choices that were found (少选得部分分)
 * - `half`: half (少选得一半分)
 */
export const SCORING_RULES = ['exact', 'proportional', 'half'] as const;

export type ScoringRule = (typeof SCORING_RULES)[number];

/** Options of a true-or-false question, in this order: index 0 is true. */
export const TRUE_FALSE_OPTIONS = ['正确', '错误'] as const;

/** One option: text, a picture (path below the picture store, or a web address), or both. */
export interface Choice {
  text: string;
  picture?: string;
}

/**
 * The rule that makes an answer right, e.g. `road-traffic-safety-law` `第九十一条`. Days are days in China, `YYYY-MM-DD`: since
 * when the text that the question was written from is in force, and the last day of it.
 */
export interface LegalBasis extends LawReference {
  inForceFrom?: string;
  inForceTo?: string;
}

export interface Chapter {
  id: string;
  name: string;
}

/** A question as written or imported, before it has an identity in the bank. */
export interface QuestionDraft {
  type: QuestionType;
  subject: Subject;
  chapter: Chapter;
  /** GA 802 classes that it is asked of, e.g. `C1`; of every class when empty. */
  vehicleClasses: string[];
  stem: string;
  picture?: string;
  /** What the picture shows, for those who can't see it; it must not give the answer away. */
  pictureAlt?: string;
  options: Choice[];
  /** Indices of the right options, ascending. */
  correct: number[];
  scoring: ScoringRule;
  /** Why; empty where the source gives no reason. */
  explanation: string;
  law: LegalBasis[];
  /** Knowledge points. */
  points: string[];
  /** Who wrote it, and under which licence it may be used. */
  source: string;
  licence: string;
  /** 1 easy to 5 hard. */
  difficulty: number;
  /** The question's own id in its source; without one its content stands for it. */
  externalId?: string;
}

/** The question's text alone: what somebody under examination may see. */
export type AskedQuestion = Pick<QuestionDraft, 'type' | 'stem' | 'picture' | 'pictureAlt' | 'options'> & {
  id: string;
};
