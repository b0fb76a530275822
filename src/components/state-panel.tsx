import { View } from '@tarojs/components';
import type { ClientErrorCode } from '#domain/app-error';
import { failureWords } from '#domain/failure-words';
import { WideButton } from './wide-button.tsx';
import './state-panel.scss';

/** Which sign stands over the words: a road sign says at a glance what kind of state this is. */
export type StateSign = 'empty' | 'offline' | 'failed' | 'closed';

interface Props {
  sign: StateSign;
  title: string;
  hint?: string | undefined;
  action?: { label: string; run: () => void } | undefined;
}

/** What a screen shows instead of content: what happened, and the way on. */
export function StatePanel({ sign, title, hint, action }: Props) {
  return (
    <View className="state">
      <View className={`state__sign state__sign--${sign}`} />
      <View className="state__title">{title}</View>
      {hint && <View className="state__hint">{hint}</View>}
      {action && (
        <View className="state__action">
          <WideButton onClick={action.run}>{action.label}</WideButton>
        </View>
      )}
    </View>
  );
}

/** Why something can't be shown, and the way to try again. */
export function FailurePanel({ failure, onRetry }: { failure: ClientErrorCode; onRetry(): void }) {
  const sign = failure === 'offline' ? failure : 'failed';
  return <StatePanel sign={sign} {...failureWords(failure)} action={{ label: '重试', run: onRetry }} />;
}
