import { Picker, View } from '@tarojs/components';
import './agency-picker.scss';

interface Props {
  label: string;
  agencies: readonly { id: string; shortName: string }[];
  chosen: string | undefined;
  onChoose(id: string): void;
}

/** Which agency is meant. Where there is but one, nothing is asked. */
export function AgencyPicker({ label, agencies, chosen, onChoose }: Props) {
  const index = agencies.findIndex(({ id }) => id === chosen);
  const name = agencies[index]?.shortName ?? '请选择';
  if (agencies.length === 1) {
    return (
      <View className="agency-line">
        <View className="agency-line__label">{label}</View>
        <View className="agency-line__name">{name}</View>
      </View>
    );
  }
  return (
    <Picker
      mode="selector"
      range={agencies.map(({ shortName }) => shortName)}
      value={Math.max(0, index)}
      onChange={({ detail }) => {
        const agency = agencies[Number(detail.value)];
        if (agency !== undefined) onChoose(agency.id);
      }}
    >
      <View className="agency-line" ariaRole="button" ariaLabel={`${label}：${name}，点按更换`}>
        <View className="agency-line__label">{label}</View>
        <View className="agency-line__name">{name}</View>
        <View className="agency-line__change">更换</View>
      </View>
    </Picker>
  );
}
