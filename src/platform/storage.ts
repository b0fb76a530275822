import Taro from '@tarojs/taro';

/** What the phone keeps. A full or broken storage is no reason for a screen to fail, so nothing here throws. */
export function readStored<T>(key: string): T | undefined {
  try {
    const found: unknown = Taro.getStorageSync(key);
    return found === '' || found === undefined || found === null ? undefined : (found as T);
  } catch {
    return undefined;
  }
}

/** Whether it could be kept. */
export function writeStored(key: string, value: unknown): boolean {
  try {
    Taro.setStorageSync(key, value);
    return true;
  } catch {
    return false;
  }
}

export function removeStored(key: string): void {
  try {
    Taro.removeStorageSync(key);
  } catch {
    // Nothing was kept, then.
  }
}
