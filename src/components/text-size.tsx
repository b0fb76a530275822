import { View } from '@tarojs/components';
import { useKeptValue } from '#platform/kept-value';
import './text-size.scss';

/** Factors on the size that the driver set in WeChat for everything. */
const SIZES = [
  { factor: 0.9, name: '小' },
  { factor: 1, name: '标准' },
  { factor: 1.15, name: '大' },
  { factor: 1.3, name: '特大' },
] as const;

/** How large articles are set, kept on this phone. */
export function useTextSize(): [number, (factor: number) => void] {
  return useKeptValue<number>('article-text-size', 1);
}

export function TextSizeChoice({ factor, onChoose }: { factor: number; onChoose(factor: number): void }) {
  return (
    <View className="text-size" ariaRole="radiogroup" ariaLabel="正文字号">
      <View className="text-size__label">字号</View>
      {SIZES.map((size) => (
        <View
          key={size.name}
          className={size.factor === factor ? 'text-size__choice text-size__choice--on' : 'text-size__choice'}
          ariaRole="radio"
          ariaLabel={size.factor === factor ? `${size.name}，已选中` : size.name}
          onClick={() => onChoose(size.factor)}
        >
          {size.name}
        </View>
      ))}
    </View>
  );
}
