import { View } from '@tarojs/components';
import { useCallback, useState } from 'react';
import { Choice } from './choice.tsx';
import { composeHeadline, composeWhere, type DutyForm, directionsOf, readStakeText, severityOf } from './duty-form.ts';
import { SEVERITY_CHOICES, STATE_CHOICES, UNTIL_CHOICES } from './duty-words.ts';
import { RoadField } from './road-field.tsx';
import { TextField } from './text-field.tsx';
import { TypeGrid } from './type-grid.tsx';

interface Props {
  form: DutyForm;
  onChange(changes: Partial<DutyForm>): void;
}

/** Words beyond what the taps say; few events need them. */
function MoreWords({ form, onChange }: Props) {
  const [isOpen, setOpen] = useState(form.description !== '' || form.advice !== '' || form.headline !== '');
  if (!isOpen) {
    return (
      <View className="type-grid__more" ariaRole="button" onClick={() => setOpen(true)}>
        改写标题，补充说明
      </View>
    );
  }
  return (
    <View>
      <TextField
        label="标题（不写则用上面这句）"
        initial={form.headline}
        maxLength={60}
        lines={2}
        onType={(headline) => onChange({ headline })}
      />
      <TextField
        label="给驾驶人的建议"
        initial={form.advice}
        maxLength={100}
        lines={2}
        onType={(advice) => onChange({ advice })}
      />
      <TextField
        label="详情"
        initial={form.description}
        maxLength={500}
        lines={3}
        onType={(description) => onChange({ description })}
      />
    </View>
  );
}

/** The fields of a road event, in the order in which an officer at the roadside knows them. */
export function DutyFields({ form, onChange }: Props) {
  const stake = form.stakeText.trim();
  const chooseType = useCallback((type: DutyForm['type']) => onChange({ type }), [onChange]);
  const directions = directionsOf(form);
  return (
    <View>
      <TypeGrid chosen={form.type} onChoose={chooseType} />
      <RoadField
        text={form.roadText}
        road={form.road}
        onType={(roadText) => onChange({ roadText })}
        onChoose={(road) => onChange({ road, roadText: road.code, direction: undefined })}
        onClear={() => onChange({ road: undefined, roadText: '', direction: undefined })}
      />
      <Choice
        label="方向"
        choices={directions}
        selected={form.direction?.id}
        onSelect={(id) => onChange({ direction: directions.find((one) => one.id === id) })}
      />
      <TextField
        label="桩号"
        initial={form.stakeText}
        placeholder="268、268+500 或 268-271"
        maxLength={30}
        hint={stake !== '' && readStakeText(stake) === undefined ? '还不是桩号' : undefined}
        onType={(stakeText) => onChange({ stakeText })}
      />
      <Choice
        label="道路状态"
        choices={STATE_CHOICES}
        selected={form.state === 'unknown' ? undefined : form.state}
        onSelect={(state) => onChange({ state })}
      />
      <Choice
        label="影响程度"
        choices={SEVERITY_CHOICES}
        selected={severityOf(form)}
        onSelect={(severity) => onChange({ severity })}
      />
      <Choice
        label="预计多久"
        choices={UNTIL_CHOICES}
        selected={form.until ?? (form.rest.end === undefined ? 'open' : undefined)}
        onSelect={(until) => onChange({ until })}
      />
      <View className="desk__heading">驾驶人将看到</View>
      <View className="duty__headline">
        <View className="duty__where">{composeWhere(form) || '……'}</View>
        <View>{form.headline.trim() || composeHeadline(form)}</View>
      </View>
      <MoreWords form={form} onChange={onChange} />
    </View>
  );
}
