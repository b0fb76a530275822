import type { ExamPreset } from './exam-preset.ts';
import type { QuestionType } from './question.ts';
import { type Draw, seededDraw, shuffle } from './question-shuffle.ts';

/** What the drawing needs to know of a question. */
export interface PoolQuestion {
  id: string;
  chapter: string;
  type: QuestionType;
}

export type Blueprint = Pick<ExamPreset, 'questionCount' | 'typeShare' | 'chapterShare'>;

/** Splits `total` by weight into whole numbers within capacities: largest remainders, and what doesn't fit flows on. */
export function apportion(
  total: number,
  parts: readonly { key: string; weight: number; capacity: number }[],
): Map<string, number> {
  const shares = new Map(parts.map(({ key }) => [key, 0]));
  let left = Math.min(
    total,
    parts.reduce((sum, { weight, capacity }) => sum + (weight > 0 ? capacity : 0), 0),
  );
  let open = parts.filter(({ weight, capacity }) => weight > 0 && capacity > 0);
  while (left > 0 && open.length > 0) {
    const weights = open.reduce((sum, { weight }) => sum + weight, 0);
    const round = left;
    const exact = open.map((part) => {
      const room = part.capacity - (shares.get(part.key) ?? 0);
      const ideal = (round * part.weight) / weights;
      return { part, room, whole: Math.min(Math.floor(ideal), room), remainder: ideal - Math.floor(ideal) };
    });
    const add = (key: string, count: number) => {
      shares.set(key, (shares.get(key) ?? 0) + count);
      left -= count;
    };
    for (const { part, whole } of exact) add(part.key, whole);
    const byRemainder = exact
      .filter(({ whole, room }) => whole < room)
      .sort((a, b) => b.remainder - a.remainder || (a.part.key < b.part.key ? -1 : 1));
    for (const { part } of byRemainder.slice(0, left)) add(part.key, 1);
    open = open.filter(({ key, capacity }) => (shares.get(key) ?? 0) < capacity);
  }
  return shares;
}

function countBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(keyOf(item), (counts.get(keyOf(item)) ?? 0) + 1);
  return counts;
}

/** Questions of one type, shuffled, by chapter; taken from the end. */
function stackByChapter(pool: readonly PoolQuestion[], draw: Draw): Map<string, PoolQuestion[]> {
  const stacks = new Map<string, PoolQuestion[]>();
  for (const question of shuffle(pool, draw)) {
    const stack = stacks.get(question.chapter);
    if (stack) stack.push(question);
    else stacks.set(question.chapter, [question]);
  }
  return stacks;
}

/** The chapter that lacks most of its share, among those that still have a question. */
function neediestChapter(stacks: ReadonlyMap<string, unknown[]>, lacking: ReadonlyMap<string, number>): string {
  let neediest = '';
  let most = Number.NEGATIVE_INFINITY;
  for (const [chapter, stack] of stacks) {
    const lack = lacking.get(chapter) ?? 0;
    if (stack.length > 0 && lack > most) [neediest, most] = [chapter, lack];
  }
  return neediest;
}

/**
 * Draws an exam: as many questions of each type and chapter as the blueprint wants, each once, the same ones for the same
 * pool and seed. Where the pool lacks a type or a chapter, others fill in; fewer than wanted come back only when the
 * pool itself has fewer. Types stay together in the official order: true-or-false, single, multiple.
 */
export function drawExam<Q extends PoolQuestion>(pool: readonly Q[], blueprint: Blueprint, seed: string): Q[] {
  const draw = seededDraw(seed);
  const sorted = [...pool].sort((a, b) => (a.id < b.id ? -1 : 1));
  const byId = new Map(sorted.map((question) => [question.id, question]));
  const ofType = countBy(sorted, ({ type }) => type);
  const typeOrder: QuestionType[] = ['truefalse', 'single', 'multiple'];
  const typeCounts = apportion(
    blueprint.questionCount,
    typeOrder.map((type) => ({ key: type, weight: blueprint.typeShare[type], capacity: ofType.get(type) ?? 0 })),
  );
  const usable = sorted.filter(({ type }) => blueprint.typeShare[type] > 0);
  const lacking = apportion(
    blueprint.questionCount,
    [...countBy(usable, ({ chapter }) => chapter)].map(([key, capacity]) => ({
      key,
      weight: blueprint.chapterShare?.[key] ?? capacity,
      capacity,
    })),
  );
  const drawn = new Map<QuestionType, Q[]>();
  // The scarcest type first: it has the least choice of chapters.
  const scarcestFirst = [...typeOrder].sort((a, b) => (ofType.get(a) ?? 0) - (ofType.get(b) ?? 0));
  for (const type of scarcestFirst) {
    const stacks = stackByChapter(
      usable.filter((question) => question.type === type),
      draw,
    );
    const chosen: Q[] = [];
    for (let taken = 0; taken < (typeCounts.get(type) ?? 0); taken++) {
      const chapter = neediestChapter(stacks, lacking);
      const question = byId.get(stacks.get(chapter)?.pop()?.id ?? '');
      if (question === undefined) break;
      lacking.set(chapter, (lacking.get(chapter) ?? 0) - 1);
      chosen.push(question);
    }
    drawn.set(type, shuffle(chosen, draw));
  }
  return typeOrder.flatMap((type) => drawn.get(type) ?? []);
}
