import { View } from '@tarojs/components';
import { useMemo } from 'react';
import { BarChart } from './bar-chart.tsx';

interface Props<Field extends string> {
  /** The oldest first; `day` is a date of ISO 8601. */
  days: readonly (Readonly<Record<Field, number>> & { day: string })[];
  /** What is drawn of each day. */
  field: Field;
  title: string;
  /** The chart in words. */
  says(sum: number): string;
}

/** A bar for each day; of nothing there is nothing to draw, and it is said. */
export function DayChart<Field extends string>({ days, field, title, says }: Props<Field>) {
  const labels = useMemo(() => days.map(({ day }) => day.slice(5)), [days]);
  const values = useMemo(() => days.map((day): number => day[field]), [days, field]);
  const sum = values.reduce((total, value) => total + value, 0);
  if (sum === 0) {
    return (
      <View className="chart">
        <View className="chart__title">{title}</View>
        <View className="chart__none">{says(0)}</View>
      </View>
    );
  }
  return <BarChart title={title} says={says(sum)} labels={labels} values={values} />;
}
