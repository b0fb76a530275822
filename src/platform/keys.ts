import { useDidHide, useDidShow } from '@tarojs/taro';
import { useEffect, useRef } from 'react';

/** Where somebody types, all keys are words. A button that has the focus is pressed by Enter itself. */
const TYPED_INTO = /^(INPUT|TEXTAREA|SELECT)$/;
const PRESSED = /^(BUTTON|TARO-BUTTON-CORE)$/;

function isTheirs({ target, key }: KeyboardEvent): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return TYPED_INTO.test(target.tagName) || (key === 'Enter' && PRESSED.test(target.tagName));
}

/**
 * Hands every key that is pressed while the page is on top to `press`, by its name (`a`, `1`, `Enter`, `ArrowRight`). Only a
 * browser has keys; a mini program hears none.
 */
export function useKeys(press: (key: string) => void): void {
  const latest = useRef(press);
  latest.current = press;
  const isShown = useRef(true);
  useDidShow(() => {
    isShown.current = true;
  });
  useDidHide(() => {
    isShown.current = false;
  });
  useEffect(() => {
    if (process.env.TARO_ENV !== 'h5') return;
    const listen = (event: KeyboardEvent) => {
      if (!isShown.current || isTheirs(event) || event.ctrlKey || event.metaKey || event.altKey) return;
      latest.current(event.key);
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, []);
}
