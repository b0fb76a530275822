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

/** Keys that begin so, of what this phone keeps; none where its storage can't be read. */
export function storedKeys(prefix: string): string[] {
  try {
    return Taro.getStorageInfoSync().keys.filter((key) => key.startsWith(prefix));
  } catch {
    return [];
  }
}

/** What a driver's own value is kept under besides these is an answer of the cloud, or the list of them. */
const OF_THE_CLOUD = /^last-good(:|$)/;

/** Everything that is the driver's own on this phone, by key. */
export function readEverythingStored(): Record<string, unknown> {
  const own = Taro.getStorageInfoSync().keys.filter((key) => !OF_THE_CLOUD.test(key));
  return Object.fromEntries(own.map((key) => [key, readStored(key)]));
}

const forgetters = new Set<() => void>();

/** Whoever holds in memory what the phone keeps learns here that it keeps nothing any more. */
export function whenCleared(forget: () => void): void {
  forgetters.add(forget);
}

/** Removes everything that this phone keeps. */
export function clearStored(): void {
  Taro.clearStorageSync();
  for (const forget of forgetters) forget();
}
