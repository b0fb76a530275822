import { Picker, View } from '@tarojs/components';
import { inChina } from '#domain/china-time';
import './picked-line.scss';
import './desk.scss';

interface Props {
  label: string;
  /** ISO 8601 UTC. */
  instant: string;
  onChoose(instant: string): void;
}

/** The instant of a day and an hour in China. @param day `YYYY-MM-DD` @param clock `HH:mm` */
function instantOf(day: string, clock: string): string {
  return new Date(`${day}T${clock}:00+08:00`).toISOString();
}

/** A day and an hour, as China's clocks show them. */
export function HourPicker({ label, instant, onChoose }: Props) {
  const day = inChina(instant).format('YYYY-MM-DD');
  const clock = inChina(instant).format('HH:mm');
  return (
    <View className="picked-line">
      <View className="picked-line__label">{label}</View>
      <Picker mode="date" value={day} onChange={({ detail }) => onChoose(instantOf(detail.value, clock))}>
        <View className="desk-row__act" ariaRole="button" ariaLabel={`${label}，日期 ${day}`}>
          {day}
        </View>
      </Picker>
      <Picker mode="time" value={clock} onChange={({ detail }) => onChoose(instantOf(day, detail.value))}>
        <View className="desk-row__act" ariaRole="button" ariaLabel={`${label}，时间 ${clock}`}>
          {clock}
        </View>
      </Picker>
    </View>
  );
}
