import { View } from '@tarojs/components';
import { useState } from 'react';
import { TextSizeChoice, useTextSize } from '#components/text-size';
import { keptKilobytes } from '#platform/app-info';
import { forgetEveryAnswer } from '#platform/last-good';
import { openPermissions } from '#platform/permissions';
import { sayBriefly } from '#platform/toast';
import { ActionRow } from './action-row.tsx';
import './me.scss';

function sizeWords(kilobytes: number): string {
  return kilobytes < 1024 ? `${kilobytes} KB` : `${(kilobytes / 1024).toFixed(1)} MB`;
}

/** How the app is set on this phone. */
export function Settings() {
  const [factor, setFactor] = useTextSize();
  const [kilobytes, setKilobytes] = useState(keptKilobytes);
  const clear = () => {
    forgetEveryAnswer();
    setKilobytes(keptKilobytes());
    sayBriefly('离线内容已清除');
  };
  return (
    <>
      <View className="me-part">
        <View className="me-part__title">文章字号</View>
        <TextSizeChoice factor={factor} onChoose={setFactor} />
        <View className="me-part__sample" style={{ fontSize: `calc(17px * var(--font-scale) * ${factor})` }}>
          雾天行车，打开雾灯，降低车速，保持车距。
        </View>
        <View className="me-part__hint">其他页面的文字大小跟随微信：我 → 设置 → 通用 → 字体大小。</View>
      </View>
      <ActionRow name="位置、相册等权限" says="在微信的设置里更改" onTap={() => void openPermissions()} />
      <ActionRow
        name="清除离线内容"
        says={`占用 ${sizeWords(kilobytes)}；收藏、路线和答题记录不受影响`}
        onTap={clear}
      />
    </>
  );
}
