import { View } from '@tarojs/components';
import type { PropsWithChildren } from 'react';
import { fontScale } from '#platform/appearance';
import { PrivacySheet } from './privacy-sheet.tsx';
import './screen.scss';

/**
 * The ground of every page: colours of day or night, text at the size that the driver set in WeChat.
 *
 * @param kind of the desk: on a large screen the preview gives it the window; see index.html
 */
export function Screen({ children, kind }: PropsWithChildren<{ kind?: 'desk' }>) {
  return (
    <View
      className={kind === undefined ? 'screen' : `screen screen--${kind}`}
      style={{ '--font-scale': fontScale() } as object}
    >
      {children}
      <PrivacySheet />
    </View>
  );
}
