import { View } from '@tarojs/components';
import { openPage } from '#platform/navigation';
import './link-rows.scss';

export interface LinkRow {
  /** Path without `/pages/`, and what its address says besides. */
  page: string;
  query?: Record<string, string>;
  name: string;
  says?: string;
}

interface Props {
  title?: string;
  rows: readonly LinkRow[];
}

/** Ways on from a page, one a line, under a quiet heading. */
export function LinkRows({ title, rows }: Props) {
  return (
    <View className="links">
      {title !== undefined && <View className="links__title">{title}</View>}
      {rows.map(({ page, query, name, says }) => (
        <View
          key={name}
          className="links__row"
          hoverClass="links__row--pressed"
          ariaRole="link"
          onClick={() => openPage(`/pages/${page}`, query)}
        >
          <View className="links__name">{name}</View>
          {says !== undefined && <View className="links__says">{says}</View>}
        </View>
      ))}
    </View>
  );
}
