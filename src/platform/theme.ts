import Taro from '@tarojs/taro';

interface ThemeSetting {
  theme?: string;
}

/** Whether it is night on this phone: for pictures, which know no style sheet. */
export function isDarkTheme(): boolean {
  if (process.env.TARO_ENV === 'h5') return window.matchMedia('(prefers-color-scheme: dark)').matches;
  return Taro.canIUse('getAppBaseInfo') && (Taro.getAppBaseInfo() as ThemeSetting).theme === 'dark';
}
