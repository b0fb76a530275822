import Taro from '@tarojs/taro';

interface FontSetting {
  /** How much larger the driver wants text, 1 by default; 关怀模式 sets about 1.4. */
  fontSizeScaleFactor?: number;
}

/** What the driver has set in WeChat. */
export function readFontScale(): number {
  const setting: FontSetting = Taro.canIUse('getAppBaseInfo') ? (Taro.getAppBaseInfo() as FontSetting) : {};
  return setting.fontSizeScaleFactor ?? 1;
}
