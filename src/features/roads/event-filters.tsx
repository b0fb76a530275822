import { Picker, View } from '@tarojs/components';
import type { EventFilter } from './event-filter.ts';
import { SEVERITY_NAMES, TYPE_NAMES } from './road-words.ts';
import './event-filters.scss';

function Toggle({ name, isOn, onTap }: { name: string; isOn: boolean; onTap(): void }) {
  return (
    <View
      className={isOn ? 'filters__one filters__one--on' : 'filters__one'}
      ariaRole="switch"
      ariaLabel={`${name}，${isOn ? '已开启' : '未开启'}`}
      onClick={onTap}
    >
      {name}
    </View>
  );
}

interface ChoiceProps<Id extends string> {
  /** What stands for no choice, and for the question as a whole. */
  name: string;
  choices: readonly { id: Id; name: string }[];
  chosen: Id | undefined;
  onChoose(id: Id | undefined): void;
}

function Choice<Id extends string>({ name, choices, chosen, onChoose }: ChoiceProps<Id>) {
  const found = choices.find(({ id }) => id === chosen);
  return (
    <Picker
      mode="selector"
      range={[`全部${name}`, ...choices.map((choice) => choice.name)]}
      value={found === undefined ? 0 : choices.indexOf(found) + 1}
      onChange={({ detail }) => onChoose(choices[Number(detail.value) - 1]?.id)}
    >
      <View
        className={found ? 'filters__one filters__one--on' : 'filters__one'}
        ariaRole="button"
        ariaLabel={`${name}：${found?.name ?? '全部'}，点按更换`}
      >
        {found?.name ?? name}
      </View>
    </Picker>
  );
}

const TYPES = Object.entries(TYPE_NAMES).map(([id, name]) => ({ id: id as keyof typeof TYPE_NAMES, name }));
const FLOORS = (['moderate', 'major', 'critical'] as const).map((id) => ({
  id,
  name: id === 'critical' ? SEVERITY_NAMES[id] : `${SEVERITY_NAMES[id]}及以上`,
}));

/** Closures and trucks' restrictions in one tap, type and severity in two. */
export function EventFilters({ filter, onChange }: { filter: EventFilter; onChange(filter: EventFilter): void }) {
  const { closures, trucks, type, severityFrom } = filter;
  return (
    <View className="filters">
      <Toggle name="只看封闭" isOn={closures} onTap={() => onChange({ ...filter, closures: !closures })} />
      <Toggle name="货车限行" isOn={trucks} onTap={() => onChange({ ...filter, trucks: !trucks })} />
      <Choice name="类型" choices={TYPES} chosen={type} onChoose={(id) => onChange({ ...filter, type: id })} />
      <Choice
        name="程度"
        choices={FLOORS}
        chosen={severityFrom}
        onChoose={(id) => onChange({ ...filter, severityFrom: id })}
      />
    </View>
  );
}
