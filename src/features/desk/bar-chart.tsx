import { Image, View } from '@tarojs/components';
import { memo, useMemo } from 'react';
import { isDarkTheme } from '#platform/theme';
import { type Bars, drawBars, pictureOf } from './chart-svg.ts';
import './bar-chart.scss';

/** Those of app.scss, which a picture can't read. */
const LOOKS = {
  day: { bar: '#00693e', ink: '#56605b' },
  night: { bar: '#5fc795', ink: '#a3aea9' },
};
const SIZE = { width: 343, height: 150 };

interface Props extends Bars {
  title: string;
  /** What a screen reader says instead of the picture. */
  says: string;
}

/** A bar chart, drawn as a picture. */
export const BarChart = memo(function BarChart({ title, says, labels, values }: Props) {
  const address = useMemo(
    () => pictureOf(drawBars({ labels, values }, { ...SIZE, ...(isDarkTheme() ? LOOKS.night : LOOKS.day) })),
    [labels, values],
  );
  return (
    <View className="chart">
      <View className="chart__title">{title}</View>
      <Image className="chart__picture" src={address} mode="widthFix" ariaLabel={says} />
    </View>
  );
});
