import Taro from '@tarojs/taro';

/** Says something in passing, for a second and a half; two lines at most. */
export function sayBriefly(words: string): void {
  Taro.showToast({ title: words, icon: 'none' });
}
