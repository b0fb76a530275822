import { aheadArrow, circulation, leftTurnArrow, rightTurnArrow, uTurnArrow } from './arrows.ts';
import { arrow, colour, type Drawing, dashes, fill, group, lettering, rectangle, stroke } from './drawing.ts';
import { at, bicycle, bugle, bus, carFront, walker } from './pictograms.ts';
import { blueDisc, panel, squarePlate } from './plates.ts';

const ink = colour.white;

function mandatory(name: string, symbol: string, ...body: string[]): Drawing {
  return { name, description: `蓝底的圆形，白色图案为${symbol}`, body: blueDisc(...body) };
}

function indication(name: string, symbol: string, ...body: string[]): Drawing {
  return { name, description: `蓝底的正方形，${symbol}`, body: squarePlate(colour.blue, ...body) };
}

function roadNumber(
  name: string,
  text: string,
  width: number,
  ground: string,
  paint: string,
  paintName: string,
): Drawing {
  return {
    name,
    description: `${paintName}的长方形，写有${text}`,
    body: panel(220, 116, ground, paint, lettering(text, 120, 147, 76, width, paint)),
  };
}

function expresswayNumber(
  name: string,
  text: string,
  band: string,
  bandText: string,
  bandInk: string,
  look: string,
): Drawing {
  const top = fill('M16 78V66Q16 54 28 54H212Q224 54 224 66V90H16Z', band);
  return {
    name,
    description: `绿底白字的长方形，写有${text}，${look}`,
    body: panel(
      216,
      140,
      colour.green,
      colour.white,
      top,
      lettering(bandText, 120, 82, 26, 112, bandInk),
      lettering(text, 120, 168, 82, text.length * 44, colour.white),
    ),
  };
}

/** Mandatory and indication signs. */
const indicationSigns: readonly Drawing[] = [
  mandatory('ahead-only', '竖直向上的箭头', aheadArrow(120, 188, 92, 26, ink)),
  mandatory('turn-left', '先向上再向左的箭头', leftTurnArrow(148, 182, 100, 98, 26, ink)),
  mandatory('turn-right', '先向上再向右的箭头', rightTurnArrow(92, 182, 100, 142, 26, ink)),
  mandatory(
    'ahead-or-left',
    '一个向上的箭头，从中间分出一个向左的箭头',
    aheadArrow(146, 190, 84, 22, ink),
    arrow('M146 140H100', { x: 100, y: 140 }, -90, 22, ink),
  ),
  mandatory(
    'ahead-or-right',
    '一个向上的箭头，从中间分出一个向右的箭头',
    aheadArrow(94, 190, 84, 22, ink),
    arrow('M94 140H140', { x: 140, y: 140 }, 90, 22, ink),
  ),
  mandatory(
    'left-or-right',
    '一竖向上后分别指向左、右两边的箭头',
    leftTurnArrow(120, 186, 104, 86, 20, ink),
    rightTurnArrow(120, 186, 104, 154, 20, ink),
  ),
  mandatory('keep-right', '指向右下方的箭头', arrow('M72 72L138 138', { x: 138, y: 138 }, 135, 28, ink)),
  mandatory('keep-left', '指向左下方的箭头', arrow('M168 72L102 138', { x: 102, y: 138 }, -135, 28, ink)),
  mandatory('roundabout', '三个首尾相随、逆时针环绕的箭头', circulation({ x: 120, y: 120 }, 60, 19, ink)),
  mandatory('sound-horn', '一只喇叭', at(60, 66, 1.18, bugle(ink))),
  mandatory('minimum-speed-60', '数字60', lettering('60', 120, 158, 108, 128, ink)),
  mandatory('walkers-only', '一个行走的人', at(60, 54, 1.3, walker(ink))),
  mandatory('motor-vehicles-only', '一辆汽车的正面', at(58, 62, 1.24, carFront(ink, colour.blue))),
  mandatory('bicycles-only', '一辆自行车的侧面', at(52, 56, 1.36, bicycle(ink))),
  {
    name: 'one-way',
    description: '蓝底的长方形，中间一个水平指向右的白色粗箭头',
    body: panel(240, 110, colour.blue, colour.white, arrow('M34 120H152', { x: 152, y: 120 }, 90, 26, ink)),
  },
  indication(
    'crosswalk',
    '白色三角形内一个行人走在黑色斑马线上',
    fill('M120 26L220 206H20Z', colour.white),
    at(78, 88, 0.86, walker(colour.black)),
    stroke('M66 184L58 200M92 184L88 200M120 184V200M148 184L152 200M174 184L182 200', colour.black, 9, 'butt'),
  ),
  indication(
    'priority-at-junction',
    '一条细的横向白线被一个向上的白色粗箭头穿过',
    rectangle(36, 128, 168, 13, ink),
    aheadArrow(120, 208, 88, 30, ink),
  ),
  indication(
    'priority-over-oncoming',
    '右边一个较大的白色箭头向上，左边一个较小的红色箭头向下',
    arrow('M150 196V96', { x: 150, y: 96 }, 0, 26, ink),
    arrow('M76 62V146', { x: 76, y: 146 }, 180, 15, colour.red),
  ),
  indication('u-turn-allowed', '从右侧向上、绕向左侧再向下的白色箭头', uTurnArrow(164, 86, 200, 54, 142, 26, ink)),
  indication(
    'bus-lane',
    '上方一辆白色公共汽车，下方一个向上的白色箭头，左右各一条白色虚线',
    dashes('M38 30V216M202 30V216', ink, 8, '28 18'),
    at(72, 26, 0.96, bus(ink, colour.blue)),
    aheadArrow(120, 212, 154, 18, ink),
  ),
  indication('parking', '中间一个白色大写字母P', lettering('P', 124, 190, 190, 108, ink)),
  {
    name: 'lanes-by-direction',
    description: '蓝底的长方形，由白色虚线分成三格，自左至右为左转、直行、右转箭头',
    body: panel(
      240,
      180,
      colour.blue,
      colour.white,
      dashes('M86 44V200M154 44V200', ink, 6, '22 14'),
      leftTurnArrow(60, 190, 90, 46, 13, ink),
      aheadArrow(120, 190, 88, 13, ink),
      rightTurnArrow(180, 190, 90, 194, 13, ink),
    ),
  },
  indication(
    'dead-end',
    '一条竖直的白色道路，顶端被一道红色横杠封住',
    rectangle(104, 88, 32, 124, ink),
    `<rect x="58" y="46" width="124" height="40" fill="${colour.red}" stroke="${ink}" stroke-width="6"/>`,
  ),
];

/** Guide signs: which kind of road, by number and colour. */
const guideSigns: readonly Drawing[] = [
  expresswayNumber(
    'road-number-national-expressway',
    'G2',
    colour.red,
    '国家高速',
    colour.white,
    '上部为红色横带，内写“国家高速”',
  ),
  expresswayNumber(
    'road-number-provincial-expressway',
    'S20',
    colour.yellow,
    '粤高速',
    colour.black,
    '上部为黄色横带，内写“粤高速”',
  ),
  roadNumber('road-number-national', 'G105', 176, colour.red, colour.white, '红底白字白边'),
  roadNumber('road-number-provincial', 'S203', 172, colour.yellow, colour.black, '黄底黑字黑边'),
  roadNumber('road-number-county', 'X008', 172, colour.white, colour.black, '白底黑字黑边'),
  {
    name: 'expressway-exit',
    description: '绿底白字的长方形，写有“出口”两字，右侧一个指向右上方的白色箭头',
    body: panel(
      240,
      124,
      colour.green,
      colour.white,
      lettering('出口', 92, 142, 66, 124, colour.white),
      group('translate(182 142) rotate(45)', aheadArrow(0, 14, -26, 14, colour.white)),
    ),
  },
];

export const blueAndGreenSigns: readonly Drawing[] = [...indicationSigns, ...guideSigns];
