import { ScrollView, View } from '@tarojs/components';
import { CHANNELS } from '#domain/post';
import type { FeedChannel } from './feed-source.ts';
import './channel-tabs.scss';

const TABS: readonly { id: FeedChannel; name: string }[] = [{ id: 'all', name: '全部' }, ...CHANNELS];

export function ChannelTabs({ selected, onSelect }: { selected: FeedChannel; onSelect(channel: FeedChannel): void }) {
  return (
    <ScrollView className="tabs" scrollX enhanced showScrollbar={false} scrollIntoView={`tab-${selected}`}>
      <View className="tabs__row" ariaRole="tablist">
        {TABS.map(({ id, name }) => (
          <View
            key={id}
            id={`tab-${id}`}
            className={id === selected ? 'tabs__tab tabs__tab--selected' : 'tabs__tab'}
            ariaRole="tab"
            ariaLabel={id === selected ? `${name}，已选中` : name}
            onClick={() => onSelect(id)}
          >
            {name}
          </View>
        ))}
      </View>
    </ScrollView>
  );
}
