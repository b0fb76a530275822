import { View } from '@tarojs/components';
import { openPage } from '#platform/navigation';
import './entry-signs.scss';

interface Props {
  entries: readonly { page: string; name: string; says: string }[];
}

/** The ways on from a first screen, as the guide signs that they are. */
export function EntrySigns({ entries }: Props) {
  return (
    <View className={entries.length > 4 ? 'entries entries--thirds' : 'entries'}>
      {entries.map(({ page, name, says }) => (
        <View
          key={page}
          className="entries__sign"
          ariaRole="link"
          ariaLabel={says}
          onClick={() => openPage(`/pages/${page}`)}
        >
          {name}
        </View>
      ))}
    </View>
  );
}
