import { View } from '@tarojs/components';
import type { PropsWithChildren } from 'react';
import { fontScale } from '#platform/appearance';
import { PrivacySheet } from './privacy-sheet.tsx';
import './screen.scss';

/** The ground of every page: colours of day or night, text at the size that the driver set in WeChat. */
export function Screen({ children }: PropsWithChildren) {
  return (
    <View className="screen" style={{ '--font-scale': fontScale() } as object}>
      {children}
      <PrivacySheet />
    </View>
  );
}
