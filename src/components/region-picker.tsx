import { Picker, View } from '@tarojs/components';
import { memo } from 'react';
import { PROVINCES, provinceName } from '#domain/provinces';
import './region-picker.scss';

interface Props {
  /** GB/T 2260 code; empty for the whole country. */
  region: string;
  onChoose(region: string): void;
  /** What stands for no region; without it a region must be chosen. */
  everywhere?: string;
}

/**
 * A line that says which region is meant, and lets the driver choose another. Drawn again only for another region: its
 * list of provinces would cross to the view with every change of the screen around it. `onChoose` must be stable.
 */
export const RegionPicker = memo(function RegionPicker({ region, onChoose, everywhere }: Props) {
  const choices = [...(everywhere === undefined ? [] : [{ adcode: '', name: everywhere }]), ...PROVINCES];
  const chosen = provinceName(region) || everywhere || '请选择';
  return (
    <Picker
      mode="selector"
      range={choices.map(({ name }) => name)}
      value={Math.max(
        0,
        choices.findIndex(({ adcode }) => adcode === region),
      )}
      onChange={({ detail }) => onChoose(choices[Number(detail.value)]?.adcode ?? '')}
    >
      <View className="region" ariaRole="button" ariaLabel={`地区：${chosen}，点按更换`}>
        <View className="region__label">地区</View>
        <View className="region__name">{chosen}</View>
        <View className="region__change">更换</View>
      </View>
    </Picker>
  );
});
