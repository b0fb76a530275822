import { View } from '@tarojs/components';
import { openPage } from '#platform/navigation';
import './entry-signs.scss';

interface Props {
  entries: readonly { page: string; name: string; says: string }[];
}

/** So many characters stand beside four others on one line. */
const SHORT = 2;

/** The ways on from a first screen, as the guide signs that they are: in one line where their names are short, else in threes. */
export function EntrySigns({ entries }: Props) {
  return (
    <View className={entries.some(({ name }) => name.length > SHORT) ? 'entries entries--thirds' : 'entries'}>
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
