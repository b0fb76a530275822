import { View } from '@tarojs/components';
import { memo, useState } from 'react';
import { RoadSign } from '#components/road-sign';
import type { OfficerEvent } from '#contract/desk-roads';
import { TYPE_CHOICES } from './duty-words.ts';
import './type-grid.scss';

const FIRST = 8;

interface Props {
  chosen: OfficerEvent['type'] | undefined;
  onChoose(type: OfficerEvent['type']): void;
}

/** What happens, as big buttons with the signs that stand for it. */
export const TypeGrid = memo(function TypeGrid({ chosen, onChoose }: Props) {
  const isRare = TYPE_CHOICES.findIndex(({ id }) => id === chosen) >= FIRST;
  const [isOpen, setOpen] = useState(isRare);
  const shown = isOpen || isRare ? TYPE_CHOICES : TYPE_CHOICES.slice(0, FIRST);
  return (
    <View>
      <View className="type-grid">
        {shown.map(({ id, name, sign }) => (
          <View
            key={id}
            className={id === chosen ? 'type-plate type-plate--chosen' : 'type-plate'}
            ariaRole="button"
            ariaLabel={id === chosen ? `${name}，已选中` : name}
            onClick={() => onChoose(id)}
          >
            <RoadSign sign={sign} />
            <View className="type-plate__name">{name}</View>
          </View>
        ))}
      </View>
      {shown.length === FIRST && (
        <View className="type-grid__more" ariaRole="button" onClick={() => setOpen(true)}>
          更多类型
        </View>
      )}
    </View>
  );
});
