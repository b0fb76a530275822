import Taro from '@tarojs/taro';

/** Opens the phone with a number; the driver dials. A driver who turns back is no failure. */
export function dial(number: string): void {
  Taro.makePhoneCall({ phoneNumber: number }).catch(() => {});
}
