import Taro, { usePageScroll } from '@tarojs/taro';
import { useRef } from 'react';
import { useLeaving } from './leaving.ts';

/** Where a part of the page lies: its top below the upper edge of the window, and its height, in CSS pixels. */
export interface Placement {
  top: number;
  height: number;
}

/** Measures a part of the page on top; undefined where the page has none. */
export function measurePart(selector: string): Promise<Placement | undefined> {
  return new Promise((resolve) => {
    Taro.createSelectorQuery()
      .select(selector)
      .boundingClientRect((found) => {
        const rect = Array.isArray(found) ? found[0] : found;
        resolve(rect ? { top: rect.top, height: rect.height } : undefined);
      })
      .exec();
  });
}

/** Scrolls the page so that this many CSS pixels of it lie above the window. */
export function scrollPageTo(scrollTop: number): void {
  Taro.pageScrollTo({ scrollTop: Math.max(0, scrollTop), duration: 0 });
}

/** A part is measured at most so often while the page moves, in milliseconds. */
const MEASURING_PAUSE = 400;

interface Watch {
  /** Told where the part lies while the page is scrolled. */
  moved(placement: Placement): void;
  /** The reader leaves the page, forwards or back. */
  left(): void;
}

/** Follows a part of the page as it is scrolled, without drawing anything. */
export function useScrolledPart(selector: string, { moved, left }: Watch): void {
  const measured = useRef(0);
  const closing = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const measure = () => {
    measured.current = Date.now();
    void measurePart(selector).then((placement) => placement && moved(placement));
  };
  usePageScroll(() => {
    clearTimeout(closing.current);
    // The last movement counts: where the page comes to rest is measured too.
    if (Date.now() - measured.current >= MEASURING_PAUSE) measure();
    else closing.current = setTimeout(measure, MEASURING_PAUSE);
  });
  useLeaving(() => {
    clearTimeout(closing.current);
    left();
  });
}
