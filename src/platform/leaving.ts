import { useDidHide, useDidShow, useUnload } from '@tarojs/taro';
import { useRef } from 'react';
import { isOfNow } from './last-good.ts';

/** Runs when the reader leaves the page: for another one, back, or out of WeChat. */
export function useLeaving(left: () => void): void {
  useDidHide(left);
  useUnload(left);
}

/** Runs when the reader comes back to the page, from another one or from outside; not when it opens. */
export function useReturning(returned: () => void): void {
  const isAway = useRef(false);
  useDidHide(() => {
    isAway.current = true;
  });
  useDidShow(() => {
    if (!isAway.current) return;
    isAway.current = false;
    returned();
  });
}

/** A reader who is far down a list keeps their place for so long, in milliseconds; then what is shown is too old. */
const PLACE_HOLDS = 10 * 60_000;

interface Shown {
  /** Of when it is, ISO 8601 UTC; undefined while there is nothing, and whoever comes back waits for it anew. */
  asOf?: string | undefined;
  /** Whether the reader has gone beyond the first page, to where a new one doesn't lead back. */
  isFarDown?: boolean;
}

/** Runs when the reader comes back to something that is no longer of now: a tab lives on for days behind other pages. */
export function useLateReturn({ asOf, isFarDown = false }: Shown, refresh: () => void): void {
  useReturning(() => {
    if (asOf !== undefined && isOfNow({ asOf })) return;
    const isTooOld = asOf === undefined || Date.now() - Date.parse(asOf) >= PLACE_HOLDS;
    if (!isFarDown || isTooOld) refresh();
  });
}
