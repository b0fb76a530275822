import { isMistake, type QuestionProgress } from './practice-attempt.ts';
import type { Favourites } from './practice-favourite.ts';
import { seededDraw, shuffle } from './question-shuffle.ts';

/** Ways through the bank. `chapter` and `in-order` keep the bank's own order. */
export const PRACTICE_MODES = [
  { id: 'chapter', name: '章节练习' },
  { id: 'in-order', name: '顺序练习' },
  { id: 'random', name: '随机练习' },
  { id: 'most-missed', name: '易错题' },
  { id: 'favourites', name: '收藏' },
  { id: 'mistakes', name: '错题本' },
] as const;

export type PracticeMode = (typeof PRACTICE_MODES)[number]['id'];

export interface PracticeContext {
  progress: ReadonlyMap<string, QuestionProgress>;
  favourites: Favourites;
  /** For `chapter`: which one. */
  chapter?: string;
  /** For `random`: the same seed gives the same order, so that practice can be resumed. */
  seed?: string;
  /** For `most-missed`: share of misses among all drivers, 0 to 1, by question id. */
  missRates?: ReadonlyMap<string, number>;
}

/** Questions to practise, in their order; every one once, and none that the mode does not ask for. */
export function orderPractice<Q extends { id: string; chapter: string }>(
  questions: readonly Q[],
  mode: PracticeMode,
  { progress, favourites, chapter, seed = '', missRates = new Map() }: PracticeContext,
): Q[] {
  switch (mode) {
    case 'chapter':
      return questions.filter((question) => question.chapter === chapter);
    case 'in-order':
      return [...questions];
    case 'random':
      return shuffle(questions, seededDraw(seed));
    case 'most-missed':
      return sortDescending(
        questions.filter(({ id }) => (missRates.get(id) ?? 0) > 0),
        ({ id }) => missRates.get(id) ?? 0,
      );
    case 'favourites':
      return questions.filter(({ id }) => favourites[id]?.on === true);
    case 'mistakes':
      return sortDescending(
        questions.filter(({ id }) => {
          const own = progress.get(id);
          return own !== undefined && isMistake(own);
        }),
        ({ id }) => progress.get(id)?.misses ?? 0,
      );
  }
}

/** Stable: equals keep the bank's order. */
function sortDescending<Q>(questions: readonly Q[], figureOf: (question: Q) => number): Q[] {
  return [...questions].sort((a, b) => figureOf(b) - figureOf(a));
}
