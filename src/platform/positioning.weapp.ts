import Taro from '@tarojs/taro';
import type { Position } from '#domain/geo-json';

/** Why a position is not given: the driver said no (here, in WeChat's privacy agreement, or before), or the phone can't. */
export type NoPosition = 'refused' | 'unavailable';

interface Failure {
  errMsg?: string;
  errno?: number;
}

function reasonOf({ errMsg = '', errno }: Failure): NoPosition {
  return errno === 103 || errno === 104 || /auth|deny|privacy/i.test(errMsg) ? 'refused' : 'unavailable';
}

/** WGS-84; asks the driver the first time. */
export async function readPosition(): Promise<Position | NoPosition> {
  try {
    const { longitude, latitude } = await Taro.getLocation({ type: 'wgs84' });
    return [longitude, latitude];
  } catch (failure) {
    return reasonOf(failure as Failure);
  }
}

/** Whether the driver has allowed it before; asks nothing. May fail. */
export async function isPositionGranted(): Promise<boolean> {
  const { authSetting } = await Taro.getSetting();
  return authSetting['scope.userLocation'] === true;
}

/** WeChat's own page of what this mini program may do: whom a driver once refused, WeChat doesn't ask for again. */
export async function openPermissions(): Promise<void> {
  await Taro.openSetting();
}

/** Tells the speed in metres per second until it is told to stop; -1 where the phone doesn't know. */
export function watchSpeed(listener: (speed: number) => void): () => void {
  const moved = ({ speed }: { speed: number }) => listener(speed);
  Taro.onLocationChange(moved);
  // A phone that can't say where it is says nothing of its speed either.
  Taro.startLocationUpdate({ type: 'wgs84', fail: () => listener(-1) });
  return () => {
    Taro.offLocationChange(moved);
    Taro.stopLocationUpdate({});
  };
}
