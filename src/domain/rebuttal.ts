/** What became of a claim that goes round. */
export const VERDICTS = ['false', 'misleading', 'outdated'] as const;

export type Verdict = (typeof VERDICTS)[number];

/** A claim that was checked, and what holds instead. */
export interface Rebuttal {
  id: string;
  claim: string;
  /** The claim as it goes round, in other words. */
  variants: string[];
  verdict: Verdict;
  truth: string;
  /** Id of the post that rebuts it. */
  postId?: string;
  /** What the verdict rests on: law, article, announcement. */
  basis: string;
  /** The day on which it was last checked, ISO 8601 date in China. */
  checkedOn: string;
}

/** The id of the one document in which all rebuttals stand: checking a text costs one read, and none while it is fresh. */
export const REBUTTAL_BOOK = 'rebuttals';

/** Collection `books`: small bodies of knowledge that are always read whole. */
export interface RebuttalBook {
  _id: typeof REBUTTAL_BOOK;
  rebuttals: Rebuttal[];
}

/** A document of 16 MB would hold ten times as many. */
export const MAX_REBUTTALS = 2000;
