import { View } from '@tarojs/components';
import { useEffect } from 'react';
import type { ClientErrorCode } from '#domain/app-error';
import { clockTime } from '#domain/china-time';
import { failureWords } from '#domain/failure-words';
import './stale-notice.scss';

interface Props {
  failure: ClientErrorCode | undefined;
  /** When what is shown was good, ISO 8601 UTC. */
  asOf: string | undefined;
  onRetry(): void;
}

/** One page may wait for more than one answer: whoever taps a line is back online for all of them. */
const waiting = new Set<() => void>();

/**
 * The line above something that is not of now: why, and of when it is; nothing otherwise. Its box always stands, because
 * Taro sends a part that is inserted together with all that stands beside it.
 */
export function StaleNotice({ failure, asOf, onRetry }: Props) {
  const isStale = failure !== undefined && asOf !== undefined;
  useEffect(() => {
    if (isStale) waiting.add(onRetry);
    return () => void waiting.delete(onRetry);
  }, [isStale, onRetry]);
  return (
    <View>
      {isStale && (
        <View
          className="stale-notice"
          ariaRole="button"
          onClick={(tap) => {
            // The row around it may open something.
            tap.stopPropagation();
            waiting.forEach((again) => {
              again();
            });
          }}
        >
          {`${failureWords(failure).title}，显示 ${clockTime(asOf, new Date())} 的内容 · 点此重试`}
        </View>
      )}
    </View>
  );
}
