import type { ExamSettings } from './exam-preset.ts';
import type { Chapter, QuestionDraft, QuestionType, Subject } from './question.ts';
import type { QuestionQuality } from './question-quality.ts';

/** `review`: not asked until an editor has decided; `retired`: not asked again. */
export type QuestionStatus = 'published' | 'review' | 'retired';

/** A question as the database keeps it, in collection `questions`. */
export interface QuestionDocument extends Omit<QuestionDraft, 'externalId'> {
  /** The question's own id in our bank; for a foreign one made of its source and its id there, or of its content. */
  _id: string;
  /** Digest of `canonicalContent`. */
  contentHash: string;
  /** Counts from 1, with every change. */
  revision: number;
  status: QuestionStatus;
  /** Why it is not published, in words for an editor. */
  statusReason?: string;
  /** Day in China on which it was retired. */
  retiredOn?: string;
  /** The pack that holds it, see `QuestionPackDocument`. */
  pack: string;
  /** See `lawKey`. */
  lawKeys: string[];
  /** ISO 8601 UTC. */
  updatedAt: string;
}

/** A question as a pack holds it: all that practice offline needs. */
export type PackedQuestion = Pick<
  QuestionDocument,
  | 'type'
  | 'stem'
  | 'picture'
  | 'pictureAlt'
  | 'options'
  | 'correct'
  | 'scoring'
  | 'explanation'
  | 'law'
  | 'points'
  | 'difficulty'
  | 'vehicleClasses'
  | 'source'
  | 'licence'
> & { id: string };

/** What drawing an exam and counting a chapter need to know of a question. */
export interface PooledQuestion {
  id: string;
  type: QuestionType;
  vehicleClasses: string[];
  law: QuestionDocument['law'];
}

/**
 * A part of a chapter, made whole from `questions` whenever one of them changes: a download is one document, and a chapter's
 * head says all that a list and a draw need. In collection `question_packs`.
 */
export interface QuestionPackDocument {
  /** `<subject>-<chapter>-<part>`, parts from 0. */
  _id: string;
  subject: Subject;
  chapter: Chapter;
  part: number;
  /** Digest of the questions. */
  version: string;
  /** Counts the makings; guards against two at once. */
  made: number;
  /** Questions that belong here, those that wait and those that retired too: they may yet stand. */
  assigned?: number;
  pool: PooledQuestion[];
  questions: PackedQuestion[];
}

/** Most questions in a pack: some 120 KB as they usually are, and never more than the 1 MB that a function may answer. */
export const PACK_SIZE = 200;

/** What an operator has set of the exams, by preset; document `quiz` of collection `quiz_settings`. */
export interface QuizSettingsDocument {
  _id: string;
  exams: Record<string, ExamSettings>;
}

/** How drivers do with the questions of a subject, in collection `question_quality`; see `assessQuestions`. */
export interface QuestionQualityDocument {
  /** The subject. */
  _id: string;
  /** ISO 8601 UTC. */
  assessedAt: string;
  /** Exams looked at. */
  exams: number;
  questions: QuestionQuality[];
}
