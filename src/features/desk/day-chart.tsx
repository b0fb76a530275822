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

/** A bar for each day. */
export function DayChart<Field extends string>({ days, field, title, says }: Props<Field>) {
  const labels = useMemo(() => days.map(({ day }) => day.slice(5)), [days]);
  const values = useMemo(() => days.map((day): number => day[field]), [days, field]);
  const sum = values.reduce((total, value) => total + value, 0);
  return <BarChart title={title} says={says(sum)} labels={labels} values={values} />;
}
