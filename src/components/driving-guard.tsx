import { View } from '@tarojs/components';
import { useState } from 'react';
import { useDriving } from '#platform/location';
import { WideButton } from './wide-button.tsx';
import './driving-guard.scss';

let isPassenger = false;

/**
 * Stands on every screen to type on: above 20 km/h it covers the screen and asks the driver to stop. Who says to be a
 * passenger is believed until the mini program is closed.
 *
 * @param isOffered whether it says how to switch it on, where the location is not allowed yet
 */
export function DrivingGuard({ isOffered = false }: { isOffered?: boolean }) {
  const { isDriving, isWatching, allow } = useDriving();
  const [isLetIn, setLetIn] = useState(isPassenger);
  const letIn = () => {
    isPassenger = true;
    setLetIn(true);
  };
  if (isDriving && !isLetIn) {
    return (
      <View className="guard" ariaRole="alertdialog" ariaLabel="车辆正在行驶，请停车后再输入">
        <View className="guard__sign" />
        <View className="guard__title">车辆正在行驶</View>
        <View className="guard__hint">请停到安全的地方再输入；行车中可以用“朗读”听路况。</View>
        <View className="guard__passenger">
          <WideButton kind="quiet" onClick={letIn}>
            我是乘客，继续输入
          </WideButton>
        </View>
      </View>
    );
  }
  return (
    <View>
      {isOffered && !isWatching && (
        <View className="guard-offer" ariaRole="button" onClick={allow}>
          开车时请勿输入 · 开启行车提醒
        </View>
      )}
    </View>
  );
}
