import { useDidHide, useUnload } from '@tarojs/taro';

/** Runs when the reader leaves the page: for another one, back, or out of WeChat. */
export function useLeaving(left: () => void): void {
  useDidHide(left);
  useUnload(left);
}
