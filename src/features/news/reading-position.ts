import { useEffect, useRef, useState } from 'react';
import { measurePart, type Placement, scrollPageTo, useScrolledPart } from '#platform/page-scroll';
import { readStored, writeStored } from '#platform/storage';

const KEY = 'reading-positions';

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

function readPositions(): ReadingPosition[] {
  return readStored<ReadingPosition[]>(KEY) ?? [];
}

/** Longer than a page takes to be drawn, in milliseconds: before that its parts have no height to scroll in. */
const DRAWN = 250;

export interface ReadingPlace {
  /** The reader was brought back to where they had stopped. */
  isResumed: boolean;
  startOver(): void;
}

/** Brings a reader back to where they left an article, and remembers where they leave it now. */
export function useReadingPosition(id: string, selector: string, isDrawn: boolean): ReadingPlace {
  const [isResumed, setResumed] = useState(false);
  const reached = useRef<number | undefined>(undefined);
  useScrolledPart(selector, {
    moved(placement) {
      reached.current = positionOf(placement);
    },
    left() {
      if (reached.current === undefined) return;
      writeStored(KEY, withPosition(readPositions(), { id, position: reached.current }));
    },
  });
  useEffect(() => {
    const kept = readPositions().find((known) => known.id === id);
    if (!isDrawn || kept === undefined) return;
    const timer = setTimeout(() => {
      void measurePart(selector).then((placement) => {
        // Who has begun to scroll is not pulled away.
        if (placement === undefined || reached.current !== undefined) return;
        scrollPageTo(placement.top + placement.height * kept.position);
        setResumed(true);
      });
    }, DRAWN);
    return () => clearTimeout(timer);
  }, [id, selector, isDrawn]);
  return {
    isResumed,
    startOver() {
      setResumed(false);
      scrollPageTo(0);
    },
  };
}
