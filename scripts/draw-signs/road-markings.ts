import { aheadArrow, leftTurnArrow, rightTurnArrow, uTurnArrow } from './arrows.ts';
import { arrow, colour, type Drawing, dashes, fill, group, lettering, rectangle, stroke } from './drawing.ts';
import { at, bicycle } from './pictograms.ts';

/** Road markings (GB 5768.3) as small scenes seen from above; our side of the road is the right, driving upwards. */

const white = colour.white;
const yellow = colour.yellow;
const DASH = '36 30';

const tarmac = rectangle(0, 0, 240, 240, colour.asphalt);
const verges = rectangle(0, 0, 18, 240, colour.verge) + rectangle(222, 0, 18, 240, colour.verge);
const edges = stroke('M26 0V240M214 0V240', white, 4, 'butt');

function line(d: string, paint: string, width = 6): string {
  return stroke(d, paint, width, 'butt');
}

/** A car from above, centred on (x, y), heading in degrees clockwise from up. */
function car(x: number, y: number, heading: number, paint: string): string {
  const body = rectangle(-17, -33, 34, 66, paint, 10);
  const glass = fill('M-12 -12L-9 -20H9L12 -12ZM-11 18H11L9 24H-9Z', '#263238');
  const lamps = rectangle(-14, -33, 8, 4, '#fff6cf') + rectangle(6, -33, 8, 4, '#fff6cf');
  return group(`translate(${x} ${y}) rotate(${heading})`, body, glass, lamps);
}

const ours = (x: number, y: number) => car(x, y, 0, '#3f8fd2');
const oncoming = (x: number, y: number) => car(x, y, 180, '#d9dde2');
const neighbour = (x: number, y: number) => car(x, y, 0, '#d9dde2');

/** A two-way road with one lane each way; `centre` is the line between the two directions. */
function twoWay(name: string, look: string, ...centre: string[]): Drawing {
  const scene = tarmac + verges + edges + centre.join('') + oncoming(72, 74) + ours(168, 168);
  return { name, description: `俯视的双向道路，中间${look}`, body: scene };
}

/** Two lanes in one direction; `divider` is the line between them. */
function oneWay(name: string, look: string, ...divider: string[]): Drawing {
  const scene = tarmac + verges + edges + divider.join('') + neighbour(72, 76) + ours(168, 168);
  return { name, description: `俯视的同方向两条车道，中间${look}`, body: scene };
}

/** A single lane filled by what is painted on it. */
function lane(name: string, look: string, ...paint: string[]): Drawing {
  const border = line('M52 0V240M188 0V240', white, 7);
  return { name, description: `俯视的一条车道，路面上是${look}`, body: tarmac + border + paint.join('') };
}

/** The approach to a junction from below; `paint` lies on our half of the road. */
function approach(name: string, look: string, ...paint: string[]): Drawing {
  const corners = rectangle(0, 76, 26, 164, colour.verge) + rectangle(214, 76, 26, 164, colour.verge);
  const centre = line('M120 112V240', yellow, 6);
  return { name, description: `俯视的路口入口，${look}`, body: tarmac + corners + centre + paint.join('') };
}

const ZEBRA = 'M34 48V92M52 48V92M70 48V92M88 48V92M106 48V92M124 48V92M142 48V92M160 48V92M178 48V92M196 48V92';

const lines: readonly Drawing[] = [
  twoWay('marking-centre-yellow-dashed', '是一条黄色虚线', dashes('M120 0V240', yellow, 7, DASH)),
  twoWay('marking-centre-yellow-solid', '是一条黄色实线', line('M120 0V240', yellow, 7)),
  twoWay('marking-centre-double-yellow', '是两条并列的黄色实线', line('M113 0V240M127 0V240', yellow, 6)),
  twoWay(
    'marking-centre-yellow-solid-dashed',
    '左侧为黄色实线、右侧为黄色虚线，蓝色汽车行驶在虚线一侧',
    line('M113 0V240', yellow, 6),
    dashes('M127 0V240', yellow, 6, DASH),
  ),
  twoWay(
    'marking-centre-yellow-dashed-solid',
    '左侧为黄色虚线、右侧为黄色实线，蓝色汽车行驶在实线一侧',
    dashes('M113 0V240', yellow, 6, DASH),
    line('M127 0V240', yellow, 6),
  ),
  oneWay('marking-lane-white-dashed', '是一条白色虚线', dashes('M120 0V240', white, 6, DASH)),
  oneWay('marking-lane-white-solid', '是一条白色实线', line('M120 0V240', white, 6)),
  {
    name: 'marking-tidal-lane',
    description: '俯视的三条车道，中间一条车道两侧都是并列的两条黄色虚线',
    body:
      tarmac +
      verges +
      edges +
      dashes('M82 0V240M92 0V240M148 0V240M158 0V240', yellow, 5, '30 18') +
      oncoming(50, 70) +
      ours(190, 170),
  },
  {
    name: 'marking-variable-lane',
    description: '俯视的三条车道，中间车道的左右白线内侧有成排的白色斜短线，像锯齿一样',
    body:
      tarmac +
      verges +
      edges +
      line('M84 0V240M156 0V240', white, 5) +
      line(
        [10, 46, 82, 118, 154, 190, 226].map((y) => `M86 ${y}L98 ${y - 12}M154 ${y}L142 ${y - 12}`).join(''),
        white,
        5,
      ) +
      leftTurnArrow(62, 200, 140, 54, 7, white) +
      aheadArrow(186, 200, 130, 8, white),
  },
  {
    name: 'marking-bus-lane',
    description: '俯视的同方向两条车道，右侧车道以黄色虚线分隔，路面写有白色“公交专用”',
    body:
      tarmac +
      verges +
      edges +
      dashes('M124 0V240', yellow, 6, '26 22') +
      ['公', '交', '专', '用']
        .map((character, index) => lettering(character, 170, 60 + index * 52, 42, 42, white))
        .join('') +
      ours(74, 150),
  },
  {
    name: 'marking-kerb-yellow-solid',
    description: '俯视的道路右侧，路缘石旁沿路边画有一条黄色实线',
    body:
      tarmac +
      rectangle(184, 0, 56, 240, colour.pavement) +
      rectangle(176, 0, 8, 240, '#e8e4dc') +
      line('M171 0V240', yellow, 8) +
      dashes('M40 0V240', white, 6, DASH) +
      ours(106, 140),
  },
  {
    name: 'marking-kerb-yellow-dashed',
    description: '俯视的道路右侧，路缘石旁沿路边画有一条黄色虚线',
    body:
      tarmac +
      rectangle(184, 0, 56, 240, colour.pavement) +
      rectangle(176, 0, 8, 240, '#e8e4dc') +
      dashes('M171 0V240', yellow, 8, '26 20') +
      dashes('M40 0V240', white, 6, DASH) +
      ours(106, 140),
  },
  {
    name: 'marking-parking-bays',
    description: '俯视的道路右侧，路边用白色实线画出一排长方形车位，其中一个停有汽车',
    body:
      tarmac +
      rectangle(206, 0, 34, 240, colour.pavement) +
      line('M200 0H146V240H200M146 80H200M146 160H200M200 0V240', white, 5) +
      dashes('M50 0V240', white, 6, DASH) +
      neighbour(173, 120),
  },
];

const surfaces: readonly Drawing[] = [
  approach(
    'marking-stop-line',
    '右半幅路面在人行横道前有一条横向白色实线',
    line(ZEBRA, white, 9),
    line('M120 116H214', white, 10),
    ours(168, 176),
  ),
  {
    name: 'marking-crosswalk',
    description: '俯视的道路，路面上横排着一组平行的白色粗实线',
    body:
      tarmac +
      verges +
      line('M120 0V66M120 174V240', yellow, 6) +
      line(ZEBRA.replaceAll('48V92', '92V148'), white, 10) +
      ours(168, 206),
  },
  lane(
    'marking-crosswalk-ahead',
    '一个白色菱形图案',
    `<path d="M120 44L160 120L120 196L80 120Z" fill="none" stroke="${white}" stroke-width="14"/>`,
  ),
  approach(
    'marking-stop-give-way',
    '右半幅路面有两条并列的横向白色实线，线后写有白色“停”字',
    line('M120 92H214M120 110H214', white, 8),
    lettering('停', 167, 200, 66, 66, white),
  ),
  approach(
    'marking-slow-give-way',
    '右半幅路面有两条并列的横向白色虚线，线后画有白色倒三角形',
    dashes('M122 92H214M122 110H214', white, 8, '18 12'),
    `<path d="M142 148H192L167 214Z" fill="none" stroke="${white}" stroke-width="9"/>`,
  ),
  {
    name: 'marking-yellow-box',
    description: '俯视的路口，路口中间的路面上画有黄色边框和黄色交叉网格线',
    body:
      tarmac +
      [0, 186].map((x) => rectangle(x, 0, 54, 54, colour.verge) + rectangle(x, 186, 54, 54, colour.verge)).join('') +
      line('M54 120L120 54M54 186L186 54M120 186L186 120M120 54L186 120M54 54L186 186M54 120L120 186', yellow, 6) +
      `<rect x="54" y="54" width="132" height="132" fill="none" stroke="${yellow}" stroke-width="8"/>` +
      line('M120 0V44M120 196V240', yellow, 5),
  },
  {
    name: 'marking-channelising',
    description: '俯视的分岔道路，分岔处的三角地带画满白色V形斜线并以白色实线围边',
    body:
      tarmac +
      fill('M104 0L120 40L136 0Z', colour.verge) +
      line('M120 214L70 0M120 214L170 0', white, 7) +
      line('M78 34L120 76L162 34M88 78L120 110L152 78M97 118L120 141L143 118M106 156L120 170L134 156', white, 9) +
      ours(186, 180),
  },
  lane('marking-arrow-ahead', '一个向上的白色箭头', aheadArrow(120, 212, 84, 18, white)),
  lane('marking-arrow-left', '一个向上后折向左的白色箭头', leftTurnArrow(136, 212, 96, 104, 18, white)),
  lane('marking-arrow-right', '一个向上后折向右的白色箭头', rightTurnArrow(104, 212, 96, 136, 18, white)),
  lane(
    'marking-arrow-ahead-or-left',
    '一个向上、同时分出向左分支的白色箭头',
    aheadArrow(136, 212, 62, 16, white),
    arrow('M136 140H100', { x: 100, y: 140 }, -90, 16, white),
  ),
  lane(
    'marking-arrow-ahead-or-right',
    '一个向上、同时分出向右分支的白色箭头',
    aheadArrow(104, 212, 62, 16, white),
    arrow('M104 140H140', { x: 140, y: 140 }, 90, 16, white),
  ),
  lane('marking-arrow-u-turn', '一个向上绕向左再向下的白色箭头', uTurnArrow(146, 94, 212, 50, 134, 15, white)),
  lane(
    'marking-no-u-turn',
    '一个向上绕向左再向下的黄色箭头，旁边画有黄色叉形',
    uTurnArrow(150, 106, 134, 18, 70, 12, yellow),
    line('M88 158L152 222M152 158L88 222', yellow, 13),
  ),
  lane('marking-speed-limit-40', '黄色数字40', lettering('40', 120, 164, 120, 112, yellow)),
  lane('marking-cycle-lane', '一个白色自行车图形', at(66, 60, 1.08, bicycle(white))),
  {
    name: 'marking-left-turn-waiting-area',
    description: '俯视的路口，左转车道停止线前方伸入路口一条由白色虚线围成、向左弯的狭长区域，内有左转箭头',
    body:
      tarmac +
      rectangle(0, 160, 60, 80, colour.verge) +
      rectangle(214, 160, 26, 80, colour.verge) +
      line('M110 172V240', yellow, 6) +
      line('M162 172V240', white, 5) +
      line('M110 168H214', white, 9) +
      dashes('M112 160Q108 104 66 78M162 160Q156 82 92 40', white, 5, '16 10') +
      line('M62 82L94 36', white, 8) +
      leftTurnArrow(138, 232, 190, 126, 8, white) +
      group('translate(122 118) rotate(-24)', leftTurnArrow(8, 26, -10, -6, 8, white)) +
      ours(190, 206),
  },
  {
    name: 'marking-transverse-deceleration',
    description: '俯视的同方向车道，路面上横着多组间隔逐渐变密的白色虚线',
    body:
      tarmac +
      verges +
      edges +
      dashes([196, 186, 136, 126, 88, 78, 48, 38, 16, 6].map((y) => `M32 ${y}H208`).join(''), white, 5, '14 8'),
  },
];

export const roadMarkings: readonly Drawing[] = [...lines, ...surfaces];
