import { View } from '@tarojs/components';
import './picked-line.scss';

interface Props {
  label: string;
  /** What is chosen, or asked for. */
  chosen: string;
  /** What a tap does; absent where there is nothing to choose from. */
  act?: '更换' | '选择' | '看全部';
}

/** A line that says what is chosen. It stands in the Picker that a tap on it opens. */
export function PickedLine({ label, chosen, act }: Props) {
  const button = act === undefined ? {} : { ariaRole: 'button', ariaLabel: `${label}：${chosen}，点按${act}` };
  return (
    <View className="picked-line" {...button}>
      <View className="picked-line__label">{label}</View>
      <View className="picked-line__chosen">{chosen}</View>
      {act !== undefined && <View className="picked-line__act">{act}</View>}
    </View>
  );
}
