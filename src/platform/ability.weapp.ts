import Taro from '@tarojs/taro';

/** Whether this WeChat has an API; older ones lack the newer. */
export function hasAbility(api: string): boolean {
  return Taro.canIUse(api);
}
