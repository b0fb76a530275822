import Taro from '@tarojs/taro';
import { hasAbility } from './ability';

/** The version as it was released; what was never released has none. */
export function appVersion(): string {
  if (!hasAbility('getAccountInfoSync')) return '预览版';
  return Taro.getAccountInfoSync().miniProgram.version || '开发版';
}

/** How much room everything takes that this phone keeps for us, in kilobytes of 1,024 bytes. */
export function keptKilobytes(): number {
  const { currentSize, keys } = Taro.getStorageInfoSync();
  // The preview doesn't know; its storage holds each value as JSON.
  if (Number.isNaN(currentSize)) {
    const characters = keys.map((key) => JSON.stringify(Taro.getStorageSync(key))?.length ?? 0);
    return Math.ceil(characters.reduce((sum, length) => sum + length, 0) / 1024);
  }
  return Math.ceil(currentSize);
}
