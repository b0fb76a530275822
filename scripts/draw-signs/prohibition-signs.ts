import { aheadArrow, leftTurnArrow, rightTurnArrow, uTurnArrow } from './arrows.ts';
import { arrow, colour, type Drawing, disc, fill, lettering, rectangle } from './drawing.ts';
import { at, bicycle, bugle, bus, carFront, lorry, motorcycle, tractor, walker } from './pictograms.ts';
import { invertedTriangle, octagon, parkingBan, prohibition, redRing, restrictionEnd } from './plates.ts';

const ink = colour.black;
const ground = colour.white;

function ban(name: string, symbol: string, ...body: string[]): Drawing {
  return { name, description: `白底红圈红斜杠的圆形，图案为${symbol}`, body: prohibition(...body) };
}

function limit(name: string, symbol: string, ...body: string[]): Drawing {
  return { name, description: `白底红圈的圆形，${symbol}`, body: redRing(...body) };
}

export const prohibitionSigns: readonly Drawing[] = [
  limit('road-closed', '中间没有任何图案'),
  {
    name: 'no-entry',
    description: '红底的圆形，中间一道白色横杠',
    body: disc({ x: 120, y: 120 }, 116, colour.red) + rectangle(38, 100, 164, 40, colour.white),
  },
  ban('no-motor-vehicles', '一辆汽车的正面', at(66, 66, 1.08, carFront(ink, ground))),
  ban('no-lorries', '一辆载货汽车的侧面', at(58, 58, 1.24, lorry(ink, ground))),
  ban('no-buses', '一辆大客车的侧面', at(58, 58, 1.24, bus(ink, ground))),
  ban('no-tractors', '一台拖拉机的侧面', at(62, 60, 1.16, tractor(ink, ground))),
  ban('no-motorcycles', '一辆摩托车的侧面', at(60, 58, 1.2, motorcycle(ink, ground))),
  ban('no-bicycles', '一辆自行车的侧面', at(60, 60, 1.2, bicycle(ink))),
  ban('no-pedestrians', '一个行走的人', at(66, 62, 1.14, walker(ink))),
  ban('no-left-turn', '先向上再向左的黑色箭头', leftTurnArrow(140, 176, 96, 100, 20, ink)),
  ban('no-right-turn', '先向上再向右的黑色箭头', rightTurnArrow(100, 176, 96, 140, 20, ink)),
  ban('no-straight-ahead', '竖直向上的黑色箭头', aheadArrow(120, 184, 94, 20, ink)),
  ban(
    'no-left-or-right-turn',
    '一竖向上后分别指向左、右两边的黑色箭头',
    leftTurnArrow(120, 178, 108, 88, 17, ink),
    rightTurnArrow(120, 178, 108, 152, 17, ink),
  ),
  ban('no-u-turn', '从右侧向上、绕向左侧再向下的黑色箭头', uTurnArrow(150, 92, 180, 68, 136, 18, ink)),
  limit('speed-limit-40', '中间是黑色数字40', lettering('40', 120, 156, 104, 118, ink)),
  {
    name: 'speed-limit-40-end',
    description: '白底黑圈的圆形，中间是黑色数字40，上有从右上到左下的数道黑色细斜杠',
    body: restrictionEnd(lettering('40', 120, 156, 104, 118, ink)),
  },
  limit(
    'height-limit',
    '中间写有3.5m，数字上方和下方各有一个尖端指向数字的黑色三角形',
    lettering('3.5m', 120, 140, 56, 124, ink),
    fill('M96 44H144L120 80ZM96 196H144L120 160Z', ink),
  ),
  limit(
    'width-limit',
    '中间写有3m，数字左侧和右侧各有一个尖端指向数字的黑色三角形',
    lettering('3m', 120, 142, 62, 76, ink),
    fill('M38 96V144L72 120ZM202 96V144L168 120Z', ink),
  ),
  limit('mass-limit', '中间写有10t', lettering('10t', 120, 148, 80, 120, ink)),
  limit(
    'axle-load-limit',
    '中间写有7t，下方是一根车轴和两个车轮的图形',
    lettering('7t', 120, 124, 76, 68, ink),
    rectangle(66, 140, 22, 48, ink, 6),
    rectangle(152, 140, 22, 48, ink, 6),
    rectangle(86, 158, 68, 10, ink),
  ),
  { name: 'no-stopping', description: '蓝底红圈的圆形，中间两道红色斜杠交叉成X形', body: parkingBan(2) },
  { name: 'no-long-parking', description: '蓝底红圈的圆形，中间只有一道从左上到右下的红色斜杠', body: parkingBan(1) },
  ban('no-horn', '一只喇叭', at(64, 68, 1.12, bugle(ink))),
  {
    name: 'stop',
    description: '红底白边的八角形，中间一个白色“停”字',
    body: octagon(lettering('停', 120, 166, 128, 128, colour.white)),
  },
  {
    name: 'give-way',
    description: '白底红边、顶角朝下的倒三角形，中间一个黑色“让”字',
    body: invertedTriangle(lettering('让', 120, 120, 68, 68, ink)),
  },
  limit(
    'give-way-to-oncoming',
    '左边一个较大的黑色箭头向下，右边一个较小的红色箭头向上',
    arrow('M92 58V144', { x: 92, y: 144 }, 180, 20, ink),
    arrow('M150 178V106', { x: 150, y: 106 }, 0, 14, colour.red),
  ),
];
