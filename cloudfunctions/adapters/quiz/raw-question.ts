import type { LegalBasis, QuestionType, ScoringRule } from '#domain/question';

export interface RawOption {
  text: string;
  picture?: string;
}

/** The right answer as a format gives it. */
export type RawAnswer =
  /** Indices from 0, where the format itself says so. */
  | { by: 'index'; indices: number[] }
  /** Bare numbers, from 0 or from 1: only the whole document tells. */
  | { by: 'number'; numbers: number[] }
  /** Letters (`AC`, `A;C`), a word for true or false, or an option's own text. */
  | { by: 'word'; text: string }
  | { by: 'truth'; value: boolean }
  | { by: 'nothing' };

/** One record of a bank as its format gives it: nothing decided yet. */
export interface RawQuestion {
  /** Where it stands in the document, e.g. `第12行`. */
  where: string;
  /** The kind, where the format knows it, or the document's own word for it. */
  type?: QuestionType;
  kindWord?: string;
  stem: string;
  picture?: string;
  pictureAlt?: string;
  options: RawOption[];
  answer: RawAnswer;
  scoring?: ScoringRule;
  explanation?: string;
  subject?: string | number;
  chapter?: string;
  chapterId?: string;
  vehicleClasses?: string[];
  points?: string[];
  difficulty?: string | number;
  law?: LegalBasis[];
  /** References in prose. */
  lawText?: string;
  source?: string;
  licence?: string;
  externalId?: string;
}
