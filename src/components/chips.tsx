import { View } from '@tarojs/components';
import './chips.scss';

interface Props<Id extends string> {
  choices: readonly { id: Id; name: string }[];
  selected?: NoInfer<Id> | undefined;
  onSelect(id: NoInfer<Id>): void;
}

/** A few short choices in a row that breaks where it must; one of them may be the chosen one. */
export function Chips<Id extends string>({ choices, selected, onSelect }: Props<Id>) {
  return (
    <View className="chips">
      {choices.map(({ id, name }) => (
        <View
          key={id}
          className={id === selected ? 'chips__chip chips__chip--selected' : 'chips__chip'}
          ariaRole="button"
          ariaLabel={id === selected ? `${name}，已选中` : name}
          onClick={() => onSelect(id)}
        >
          <View className="chips__words">{name}</View>
        </View>
      ))}
    </View>
  );
}
