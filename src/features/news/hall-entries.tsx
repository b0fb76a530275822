import { View } from '@tarojs/components';
import { openPage } from '#platform/navigation';
import './hall-entries.scss';

const ENTRIES = [
  { path: 'hall', name: '大厅', says: '微发布大厅，各地交警' },
  { path: 'search', name: '搜索', says: '搜索资讯' },
  { path: 'rumour', name: '辟谣', says: '辟谣查证' },
  { path: 'laws', name: '法规', says: '法律法规库' },
] as const;

/** The ways on from the first screen, as the guide signs that they are. */
export function HallEntries() {
  return (
    <View className="entries">
      {ENTRIES.map(({ path, name, says }) => (
        <View
          key={path}
          className="entries__sign"
          ariaRole="link"
          ariaLabel={says}
          onClick={() => openPage(`/pages/news/${path}`)}
        >
          {name}
        </View>
      ))}
    </View>
  );
}
