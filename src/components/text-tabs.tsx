import { View } from '@tarojs/components';
import './text-tabs.scss';

interface Props<Id extends string> {
  tabs: readonly { id: Id; name: string }[];
  selected: NoInfer<Id>;
  onSelect(id: NoInfer<Id>): void;
}

/** A few views of one page, side by side; all of them fit, so nothing scrolls. */
export function TextTabs<Id extends string>({ tabs, selected, onSelect }: Props<Id>) {
  return (
    <View className="text-tabs" ariaRole="tablist">
      {tabs.map(({ id, name }) => (
        <View
          key={id}
          className={id === selected ? 'text-tabs__tab text-tabs__tab--selected' : 'text-tabs__tab'}
          ariaRole="tab"
          ariaLabel={id === selected ? `${name}，已选中` : name}
          onClick={() => onSelect(id)}
        >
          {name}
        </View>
      ))}
    </View>
  );
}
