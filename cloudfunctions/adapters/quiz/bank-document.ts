import type { Rejection } from '#domain/post';
import type { Chapter, QuestionDraft, ScoringRule, Subject } from '#domain/question';

/** What a bank doesn't say of itself. A record that says otherwise is believed. */
export interface BankOptions {
  /** Who made the bank, and under which licence its text may be used; kept with every question. */
  source: string;
  licence: string;
  subject: Subject;
  chapter: Chapter;
  /** GA 802 classes, e.g. `C1`; empty for every class. */
  vehicleClasses: string[];
  /** For questions with several right choices; `exact` where absent. */
  scoring?: ScoringRule;
  /** Refuses choice questions with another number of options. */
  optionCount?: number;
  /** Whether numbers as answers count from 0 or from 1; found out from the document where it can be, else refused. */
  answersCountFrom?: 0 | 1;
  /** What stands before a picture's file name, e.g. `signs/`. */
  pictureFolder?: string;
  /** Laws by title and short title, for references in prose: `《道路交通安全法》第九十一条`. */
  lawIds?: ReadonlyMap<string, string>;
}

/** A question as the document has it, with the place where it stands. */
export interface BankQuestion {
  where: string;
  draft: QuestionDraft;
}

export interface BankDuplicate {
  where: string;
  /** Where the copy stands that was taken. */
  of: string;
}

/**
 * A bank, read. Every record of the document is in exactly one of `questions`, `duplicates` and `rejected`; `warnings`
 * speak of questions that stand.
 */
export interface ParsedBank {
  questions: BankQuestion[];
  duplicates: BankDuplicate[];
  rejected: Rejection[];
  warnings: Rejection[];
}

/** A record that can't become a question; the message says why, in words for the person who imports. */
export class RefusedRecord extends Error {
  override readonly name = 'RefusedRecord';
}
