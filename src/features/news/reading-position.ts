import type { Placement } from '#platform/page-scroll';

/** How many articles' positions are kept, the latest first. */
const KEPT = 50;

export interface ReadingPosition {
  id: string;
  /** How much of the article lay above the window, 0 to 1: it holds at any text size. */
  position: number;
}

/** Somebody who has only begun, or has read to the end, starts at the beginning. */
const FROM = 0.08;
const TO = 0.92;

/** The positions after one article was left. */
export function withPosition(known: readonly ReadingPosition[], left: ReadingPosition): ReadingPosition[] {
  const others = known.filter(({ id }) => id !== left.id);
  return left.position < FROM || left.position > TO ? others : [left, ...others].slice(0, KEPT);
}

/** How much of a part lies above the upper edge of the window, 0 to 1. */
export function positionOf({ top, height }: Placement): number {
  return height <= 0 ? 0 : Math.min(1, Math.max(0, -top / height));
}
