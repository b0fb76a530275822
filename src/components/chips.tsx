import { View } from '@tarojs/components';
import './chips.scss';

interface Props<Id extends string> {
  choices: readonly { id: Id; name: string }[];
  /** One, or several where several may hold. */
  selected?: NoInfer<Id> | readonly NoInfer<Id>[] | undefined;
  onSelect(id: NoInfer<Id>): void;
}

/** A few short choices in a row that breaks where it must; some of them may be the chosen ones. */
export function Chips<Id extends string>({ choices, selected, onSelect }: Props<Id>) {
  const chosen: readonly (string | undefined)[] = [selected].flat();
  return (
    <View className="chips">
      {choices.map(({ id, name }) => (
        <View
          key={id}
          className={chosen.includes(id) ? 'chips__chip chips__chip--selected' : 'chips__chip'}
          ariaRole="button"
          ariaLabel={chosen.includes(id) ? `${name}，已选中` : name}
          onClick={() => onSelect(id)}
        >
          <View className="chips__words">{name}</View>
        </View>
      ))}
    </View>
  );
}
