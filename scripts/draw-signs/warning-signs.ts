import { circulation } from './arrows.ts';
import { arrow, colour, type Drawing, disc, fill, lettering, rectangle, stroke } from './drawing.ts';
import {
  at,
  bicycle,
  carFront,
  carRear,
  children,
  digger,
  locomotive,
  mirrored,
  signalHead,
  walker,
} from './pictograms.ts';
import { warningPlate } from './plates.ts';

const ink = colour.black;
const road = (d: string, width = 16) => stroke(d, ink, width, 'butt');

function warning(name: string, symbol: string, ...body: string[]): Drawing {
  return { name, description: `黄底黑边、顶角朝上的等边三角形，图案为${symbol}`, body: warningPlate(...body) };
}

const WAVES = 'M62 178q8 -9 16 0t16 0 16 0 16 0 16 0 16 0 16 0';

export const warningSigns: readonly Drawing[] = [
  warning('crossroads', '两条道路垂直相交成的黑色十字', road('M120 92V190M76 146H164', 18)),
  warning('t-junction', '一条竖直道路顶在一条横向道路上的黑色T字', road('M120 130V190M80 130H160', 18)),
  warning('y-junction', '一条道路向前分成左右两岔的黑色Y字', road('M120 190V146M123 150L92 106M117 150L148 106', 18)),
  warning('roundabout-ahead', '三个首尾相随、逆时针环绕的黑色箭头', circulation({ x: 120, y: 147 }, 31, 11, ink)),
  warning(
    'bend-left',
    '先向上、随即急转向左的黑色箭头',
    arrow('M146 190V156Q146 124 116 124H106', { x: 106, y: 124 }, -90, 15, ink),
  ),
  warning(
    'bend-right',
    '先向上、随即急转向右的黑色箭头',
    arrow('M94 190V156Q94 124 124 124H134', { x: 134, y: 124 }, 90, 15, ink),
  ),
  warning(
    'reverse-bend',
    '先拐向左、再拐向右然后向上的黑色箭头',
    arrow(
      'M142 190V178Q142 162 124 158L112 154Q98 150 98 136Q98 124 112 120Q120 117 120 108V106',
      { x: 120, y: 106 },
      0,
      13,
      ink,
    ),
  ),
  warning(
    'winding-road',
    '左右连续弯曲多次后向上的黑色箭头',
    arrow(
      'M120 192Q120 184 110 180Q92 174 110 166L132 158Q150 150 132 142L112 134Q96 126 112 119Q120 116 120 104V102',
      { x: 120, y: 102 },
      0,
      11,
      ink,
    ),
  ),
  warning(
    'narrows-both-sides',
    '左右两条黑色路边线同时向中间收拢',
    road('M82 192V168L106 132V96M158 192V168L134 132V96', 13),
  ),
  warning('narrows-right', '左侧路边线笔直，右侧路边线向左收拢', road('M98 192V100M158 192V168L130 132V96', 13)),
  warning(
    'narrow-bridge',
    '左右两条黑色线中段靠拢、两端向外张开',
    road('M84 104L102 122V168L84 190M156 104L138 122V168L156 190', 12),
  ),
  warning(
    'two-way-traffic',
    '并列的两个黑色箭头，左边的向下，右边的向上',
    arrow('M102 108V166', { x: 102, y: 166 }, 180, 12, ink),
    arrow('M138 190V130', { x: 138, y: 130 }, 0, 12, ink),
  ),
  warning('pedestrians', '一个迈步行走的黑色人形', at(72, 92, 0.98, walker(ink))),
  warning('children', '一大一小两个牵手奔跑的黑色儿童人形', at(72, 92, 0.98, children(ink))),
  warning('signals-ahead', '竖排的红、黄、绿三色灯', at(72, 92, 0.98, signalHead())),
  warning(
    'falling-rocks',
    '陡峭的山体一侧有石块滚落',
    fill('M62 192V186L98 108L108 118L104 132L118 146L114 160L128 170L130 192Z', ink),
    fill('M124 108L138 112L136 126L122 124Z', ink),
    fill('M138 142L156 140L158 156L142 158Z', ink),
    fill('M146 174L168 170L174 190L148 191Z', ink),
  ),
  warning(
    'crosswind',
    '一根立杆上被风吹得鼓起的风向袋',
    rectangle(82, 100, 7, 92, ink),
    fill('M94 100L112 104V136L94 140Z', ink),
    fill('M118 105L134 110V132L118 135Z', ink),
    fill('M140 112L156 117V126L140 130Z', ink),
  ),
  warning(
    'slippery-road',
    '一辆汽车的背影，车后有两道交叉弯曲的轮胎滑痕',
    at(88, 86, 0.64, carRear(ink, colour.yellow, colour.yellow)),
    stroke('M104 150Q86 158 104 168Q120 177 102 191M138 150Q120 158 138 168Q154 177 136 191', ink, 7),
  ),
  warning('uneven-road', '路面剖面上两个相连的凸起', fill('M66 182Q92 106 120 172Q148 106 174 182V190H66Z', ink)),
  warning(
    'raised-road',
    '路面剖面上一个凸起',
    fill('M64 180H82Q98 178 106 152Q120 122 134 152Q142 178 158 180H176V191H64Z', ink),
  ),
  warning(
    'dip',
    '路面剖面上一个凹陷',
    fill('M70 150H86Q98 152 104 166Q120 192 136 166Q142 152 154 150H170L176 191H64Z', ink),
  ),
  warning(
    'ford',
    '一辆汽车的正面，车轮以下是波浪形水面',
    at(83, 84, 0.74, carFront(ink, colour.yellow)),
    stroke(WAVES, ink, 7),
    stroke(WAVES.replace('178', '191'), ink, 6),
  ),
  warning(
    'level-crossing-gated',
    '一段黑色的栅栏',
    road('M84 118V190M108 118V190M132 118V190M156 118V190', 11),
    road('M74 140H166M74 170H166', 10),
  ),
  warning('level-crossing-open', '一台冒烟的蒸汽机车侧面', at(70, 92, 1, locomotive(ink, colour.yellow))),
  warning('bicycles', '一辆黑色自行车侧面', at(68, 92, 1.04, bicycle(ink))),
  warning('danger', '一个黑色感叹号', fill('M109 88H131L126 158H114Z', ink), disc({ x: 120, y: 177 }, 12, ink)),
  warning('roadworks', '一个人手持铁锹对着土堆作业', at(74, 90, 1, mirrored(digger(ink)))),
  warning('slow', '一个黑色的“慢”字', lettering('慢', 120, 180, 74, 74, ink)),
  warning(
    'merge-right',
    '一支向上的粗箭头，右下方一条较细的线汇入其中',
    arrow('M114 192V122', { x: 114, y: 122 }, 0, 17, ink),
    road('M152 190V176L118 142', 11),
  ),
  warning(
    'tunnel',
    '一个拱形洞口',
    fill('M72 190V150A48 48 0 0 1 168 150V190H148V152A28 28 0 0 0 92 152V190Z', ink),
    fill('M114 140H126L138 190H102Z', ink),
  ),
  warning(
    'queue-ahead',
    '前后排成一列的三辆汽车背影',
    at(104, 76, 0.32, carRear(ink, colour.yellow, colour.red)),
    at(97, 104, 0.46, carRear(ink, colour.yellow, colour.red)),
    at(88, 140, 0.64, carRear(ink, colour.yellow, colour.red)),
  ),
];
