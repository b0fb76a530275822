import { View } from '@tarojs/components';
import { useSyncExternalStore } from 'react';
import { AGREE_BUTTON, decide, isDecisionAwaited, onDecisionAwaited, openPrivacyContract } from '#platform/privacy';
import { WideButton } from './wide-button.tsx';
import './privacy-sheet.scss';

const WHY =
  '把收藏和记录存到云端，以及位置、相册、剪贴板等功能，要用到您的个人信息，请先阅读并同意。拒绝也能看资讯、查路况、做练习，收藏只留在这部手机上。';

/**
 * Asks for the privacy agreement when the first feature needs it. Its box always stands, because Taro sends a part that
 * is inserted together with all that stands beside it.
 */
export function PrivacySheet() {
  const isAwaited = useSyncExternalStore(onDecisionAwaited, isDecisionAwaited);
  return (
    <View>
      {isAwaited && (
        <View className="privacy" ariaRole="dialog" ariaLabel="隐私保护提示" catchMove>
          <View className="privacy__sheet">
            <View className="privacy__title">隐私保护提示</View>
            <View>{WHY}</View>
            <View className="privacy__contract" ariaRole="link" onClick={openPrivacyContract}>
              《用户隐私保护指引》
            </View>
            <View className="privacy__answers">
              <WideButton kind="quiet" onClick={() => decide(false)}>
                拒绝
              </WideButton>
              <WideButton id={AGREE_BUTTON} openType="agreePrivacyAuthorization" onAgree={() => decide(true)}>
                同意
              </WideButton>
            </View>
          </View>
        </View>
      )}
    </View>
  );
}
