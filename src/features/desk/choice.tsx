import { View } from '@tarojs/components';
import { Chips } from '#components/chips';

interface Props<Id extends string> {
  label: string;
  choices: readonly { id: Id; name: string }[];
  selected: NoInfer<Id> | undefined;
  onSelect(id: NoInfer<Id>): void;
}

/** A labelled choice among a few. */
export function Choice<Id extends string>({ label, choices, selected, onSelect }: Props<Id>) {
  return (
    <View>
      <View className="desk__heading">{label}</View>
      <Chips choices={choices} selected={selected} onSelect={onSelect} />
    </View>
  );
}
