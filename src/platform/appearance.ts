import Taro from '@tarojs/taro';

interface FontSetting {
  /** How much larger the driver wants text, 1 by default; 关怀模式 sets about 1.4. */
  fontSizeScaleFactor?: number;
}

let known: number | undefined;

/**
 * The factor by which text is larger than designed, within what our layouts can hold (0.85 to 1.6).
 * Read once: WeChat restarts a mini program when the setting changes.
 */
export function fontScale(): number {
  if (known === undefined) {
    const setting: FontSetting = Taro.canIUse('getAppBaseInfo') ? (Taro.getAppBaseInfo() as FontSetting) : {};
    known = Math.min(1.6, Math.max(0.85, setting.fontSizeScaleFactor ?? 1));
  }
  return known;
}
