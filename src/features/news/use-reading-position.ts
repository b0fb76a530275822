import { useEffect, useRef, useState } from 'react';
import { measurePart, scrollPageTo, useScrolledPart } from '#platform/page-scroll';
import { readStored, writeStored } from '#platform/storage';
import { setMark } from './reader-shelf.ts';
import { positionOf, type ReadingPosition, withPosition } from './reading-position.ts';

const KEY = 'reading-positions';

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
export function useReadingPosition(id: string, selector: string): ReadingPlace {
  const [isResumed, setResumed] = useState(false);
  const reached = useRef<number | undefined>(undefined);
  useScrolledPart(selector, {
    moved(placement) {
      reached.current = positionOf(placement);
    },
    left() {
      if (reached.current === undefined) return;
      writeStored(KEY, withPosition(readPositions(), { id, position: reached.current }));
      setMark('history', `post:${id}`, true, reached.current);
    },
  });
  useEffect(() => {
    const kept = readPositions().find((known) => known.id === id);
    if (kept === undefined) return;
    const timer = setTimeout(() => {
      void measurePart(selector).then((placement) => {
        // Who has begun to scroll is not pulled away.
        if (placement === undefined || reached.current !== undefined) return;
        scrollPageTo(placement.top + placement.height * kept.position);
        setResumed(true);
      });
    }, DRAWN);
    return () => clearTimeout(timer);
  }, [id, selector]);
  return {
    isResumed,
    startOver() {
      setResumed(false);
      scrollPageTo(0);
    },
  };
}
