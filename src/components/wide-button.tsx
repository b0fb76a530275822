import { Button } from '@tarojs/components';
import type { PropsWithChildren } from 'react';
import './wide-button.scss';

interface Props {
  /** The way on is green; any other is quiet. */
  kind?: 'on' | 'quiet';
  isOff?: boolean;
  /** `share`: lets the driver choose a friend for the page's card. */
  openType?: 'share';
  onClick?: () => void;
}

/** A button as wide as its place. */
export function WideButton({ kind = 'on', isOff = false, openType, onClick, children }: PropsWithChildren<Props>) {
  return (
    <Button
      className={`wide-button wide-button--${kind}${isOff ? ' wide-button--off' : ''}`}
      // Taro's button on H5 takes `disabled="false"` for disabled: only one that is off says so.
      {...(isOff && { disabled: true })}
      {...(openType !== undefined && { openType })}
      {...(onClick !== undefined && { onClick })}
    >
      {children}
    </Button>
  );
}
