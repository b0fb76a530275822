import { useDidHide, useDidShow, useUnload } from '@tarojs/taro';
import { useRef } from 'react';

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
