import { Button } from '@tarojs/components';
import type { PropsWithChildren } from 'react';
import './wide-button.scss';

interface Props {
  /** The way on is green; any other is quiet; what can't be undone is red. */
  kind?: 'on' | 'quiet' | 'grave';
  isOff?: boolean;
  id?: string;
  /** `share`: lets the driver choose a friend for the page's card. `agreePrivacyAuthorization`: WeChat notes that the driver agrees. */
  openType?: 'share' | 'agreePrivacyAuthorization';
  onClick?: () => void;
  onAgree?: () => void;
}

/** A button as wide as its place; the one look of a button. */
export function WideButton({
  kind = 'on',
  isOff = false,
  id,
  openType,
  onClick,
  onAgree,
  children,
}: PropsWithChildren<Props>) {
  return (
    <Button
      className={`wide-button wide-button--${kind}${isOff ? ' wide-button--off' : ''}`}
      // Taro's button on H5 takes `disabled="false"` for disabled: only one that is off says so.
      {...(isOff && { disabled: true })}
      {...(id !== undefined && { id })}
      {...(openType !== undefined && { openType })}
      {...(onClick !== undefined && { onClick })}
      {...(onAgree !== undefined && { onAgreePrivacyAuthorization: onAgree })}
    >
      {children}
    </Button>
  );
}
