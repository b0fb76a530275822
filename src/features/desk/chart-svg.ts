import { BarChart } from 'echarts/charts';
import { GridComponent } from 'echarts/components';
import * as echarts from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';

echarts.use([BarChart, GridComponent, SVGRenderer]);
// A mini program has no document that measures text; without a canvas ECharts goes by its table of widths.
echarts.setPlatformAPI({ createCanvas: () => undefined as unknown as HTMLCanvasElement });

export interface Bars {
  /** What stands below each bar. */
  labels: readonly string[];
  values: readonly number[];
}

export interface ChartLook {
  /** CSS pixels. */
  width: number;
  height: number;
  /** Colours as CSS has them: of the bars, and of the words. */
  bar: string;
  ink: string;
}

/**
 * A bar chart as the text of an SVG picture. ECharts draws it without a page, so the same picture stands in a mini program,
 * which has no DOM, and in the preview.
 */
export function drawBars({ labels, values }: Bars, { width, height, bar, ink }: ChartLook): string {
  const chart = echarts.init(null, null, { renderer: 'svg', ssr: true, width, height });
  const words = { color: ink, fontSize: 11 };
  chart.setOption({
    animation: false,
    grid: { left: 40, right: 8, top: 12, bottom: 24 },
    xAxis: { type: 'category', data: [...labels], axisLabel: words, axisTick: { show: false } },
    yAxis: {
      type: 'value',
      minInterval: 1,
      splitNumber: 3,
      axisLabel: words,
      splitLine: { lineStyle: { opacity: 0.3 } },
    },
    series: [{ type: 'bar', data: [...values], silent: true, itemStyle: { color: bar } }],
  });
  const svg = chart.renderToSVGString();
  chart.dispose();
  // It says but what happens under a mouse; WeChat's pictures refuse style sheets.
  return svg.replace(/<style[\s\S]*?<\/style>/g, '');
}

/** The picture as an address that an image can show. */
export function pictureOf(svg: string): string {
  return `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
}
