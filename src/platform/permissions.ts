import Taro from '@tarojs/taro';
import { hasAbility } from './ability';
import { sayBriefly } from './toast.ts';

/** WeChat's own page of what this mini program may do. The preview has none. */
export async function openPermissions(): Promise<void> {
  if (!hasAbility('openSetting')) {
    sayBriefly('请在微信里打开小程序后更改');
    return;
  }
  try {
    await Taro.openSetting();
  } catch {
    sayBriefly('设置没有打开，请稍后再试');
  }
}
