import { View } from '@tarojs/components';
import './figure.scss';

interface Props {
  value: string;
  name: string;
  hint?: string;
}

/** One number, large, with what it counts below. */
export function Figure({ value, name, hint }: Props) {
  return (
    <View className="figure">
      <View className="figure__value">{value}</View>
      <View className="figure__name">{name}</View>
      {hint !== undefined && <View className="figure__name">{hint}</View>}
    </View>
  );
}
