import { View } from '@tarojs/components';
import { placesWords, wishWords } from './alert-words.ts';
import type { AlertSubscription } from './alerts-cloud.ts';

interface Props {
  subscriptions: readonly AlertSubscription[];
  /** One, or all without an id. */
  onEnd(id?: string): void;
}

/** What the server knows that this person watches. */
export function AlertList({ subscriptions, onEnd }: Props) {
  return (
    <View className="alerts__part">
      {subscriptions.map((subscription) => (
        <View key={subscription.id} className="watch">
          <View className="watch__words">
            <View className="watch__places">{placesWords(subscription)}</View>
            <View className="watch__wish">{wishWords(subscription)}</View>
          </View>
          <View
            className="watch__end"
            ariaRole="button"
            ariaLabel={`取消关注${placesWords(subscription)}`}
            onClick={() => onEnd(subscription.id)}
          >
            取消
          </View>
        </View>
      ))}
      {subscriptions.length > 0 && (
        <View className="alerts__all" ariaRole="button" onClick={() => onEnd()}>
          全部取消，并删除服务器上的记录
        </View>
      )}
    </View>
  );
}
