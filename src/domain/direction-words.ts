import type { RoadDirection } from './road-event.ts';

const WORDS: Partial<Record<RoadDirection, string>> = {
  both: '双向',
  increasing: '桩号增大方向',
  decreasing: '桩号减小方向',
  n: '往北',
  ne: '往东北',
  e: '往东',
  se: '往东南',
  s: '往南',
  sw: '往西南',
  w: '往西',
  nw: '往西北',
  clockwise: '顺时针方向',
  counterclockwise: '逆时针方向',
};

/** A direction where nobody has said it in words; undefined for one that is unknown or doesn't apply. */
export function directionWords(direction: RoadDirection): string | undefined {
  return WORDS[direction];
}
