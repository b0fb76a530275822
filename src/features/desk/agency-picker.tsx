import { Picker } from '@tarojs/components';
import { PickedLine } from './picked-line.tsx';

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
  if (agencies.length === 1) return <PickedLine label={label} chosen={name} />;
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
      <PickedLine label={label} chosen={name} act="更换" />
    </Picker>
  );
}
