import type { RoadEventSummary } from '#contract/roads';

/** An event as a list has it; ours, with nothing special about it. */
export function summary(id: string, change: Partial<RoadEventSummary> = {}): RoadEventSummary {
  return {
    id,
    type: 'roadworks',
    severity: 'moderate',
    where: 'G72 泉南高速 柳州往南宁方向 K1436+500',
    what: '示例：路面养护',
    point: [109.4, 24.3],
    ...change,
  };
}
