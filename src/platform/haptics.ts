import Taro from '@tarojs/taro';

/**
 * A short buzz under the finger. Most browsers and some phones have no motor for it: there nothing happens, and nothing may
 * depend on it.
 */
export function buzz(strength: 'light' | 'heavy'): void {
  const canBuzz = process.env.TARO_ENV === 'weapp' || typeof globalThis.navigator?.vibrate === 'function';
  if (canBuzz) Taro.vibrateShort({ type: strength }).catch(() => {});
}
