import { View } from '@tarojs/components';
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

/**
 * The line above something that is not of now: why, and of when it is; nothing otherwise. Its box always stands, because
 * Taro sends a part that is inserted together with all that stands beside it.
 */
export function StaleNotice({ failure, asOf, onRetry }: Props) {
  return (
    <View>
      {failure !== undefined && asOf !== undefined && (
        <View className="stale-notice" ariaRole="button" onClick={onRetry}>
          {`${failureWords(failure).title}，显示 ${clockTime(asOf, new Date())} 的内容 · 点此重试`}
        </View>
      )}
    </View>
  );
}
