/** What a poster says. */
export interface PosterContent {
  title: string;
  agency: string;
  /** The channel's name. */
  channel: string;
  /** When it was published, in words. */
  published: string;
  digest: string;
}

export interface Font {
  /** Pixels of the poster. */
  size: number;
  weight: 400 | 700;
}

/** How wide a text is set, in pixels of the poster. */
export type Measure = (text: string, font: Font) => number;

interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface TextMark {
  text: string;
  x: number;
  /** The top of the letters' box. */
  y: number;
  font: Font;
  color: string;
  /** `right`: `x` is where it ends. */
  align: 'left' | 'right';
}

/** A poster as it is drawn: boxes first, then texts, then the code. */
export interface PosterPlan {
  width: number;
  height: number;
  boxes: (Box & { color: string; radius: number })[];
  texts: TextMark[];
  code: Box;
}

/** The poster is a printed sign: by day and by night the same, in the colours of GB 5768. */
const GREEN = '#00693e';
const WHITE = '#ffffff';
const INK = '#151a18';
const QUIET = '#56605b';
const LINE = '#dfe4e1';

const WIDTH = 750;
const MARGIN = 48;
const COLUMN = WIDTH - 2 * MARGIN;
const CODE = 220;

const TITLE: Font = { size: 50, weight: 700 };
const TEXT: Font = { size: 32, weight: 400 };
const SMALL: Font = { size: 26, weight: 400 };

/** Marks that no line begins with (GB/T 15834). */
const NEVER_FIRST = /^[，。、；：！？）》」』】〉”’…—·,.;:!?)%℃]/u;

/** Marks that no line ends with. */
const NEVER_LAST = /[（《「『【〈“‘([]$/u;

/** What is never parted: a word or a number of Latin letters, with its marks. */
const UNIT = /[A-Za-z0-9+.%/:-]+|[\s\S]/gu;

/** The text in lines of at most this width; what is beyond the last line ends in “…”. */
export function breakLines(
  text: string,
  { width, most, font, measure }: { width: number; most: number; font: Font; measure: Measure },
): string[] {
  const units = text.replace(/\s+/g, ' ').trim().match(UNIT) ?? [];
  const lines: string[] = [];
  let line = '';
  // A word that is longer than a line is parted all the same.
  const pieces = units.flatMap((unit) => (measure(unit, font) > width ? [...unit] : [unit]));
  for (const piece of pieces) {
    if (line === '' || measure(line + piece, font) <= width) {
      line += piece;
      continue;
    }
    if (NEVER_FIRST.test(piece)) {
      // The mark takes the character before it along.
      const last = [...line].at(-1) ?? '';
      lines.push(line.slice(0, line.length - last.length));
      line = last + piece;
    } else {
      // A mark that opens something goes with what it opens.
      const opened = NEVER_LAST.exec(line)?.[0] ?? '';
      lines.push(line.slice(0, line.length - opened.length));
      line = opened + (piece === ' ' ? '' : piece);
    }
  }
  if (line !== '') lines.push(line);
  if (lines.length <= most) return lines;
  const kept = lines.slice(0, most);
  let last = kept[most - 1] ?? '';
  while (last !== '' && measure(`${last}…`, font) > width) last = [...last].slice(0, -1).join('');
  return [...kept.slice(0, -1), `${last}…`];
}

/** Fewer characters than this look lost on a line of their own. */
const LOST = 3;

/** A title's lines; where the last one would hold a character or two, the lines before it give some. */
export function breakTitle(text: string, room: Parameters<typeof breakLines>[1]): string[] {
  const lines = breakLines(text, room);
  const last = [...(lines.at(-1) ?? '')];
  if (lines.length < 2 || last.length >= LOST || last.at(-1) === '…') return lines;
  const narrower = breakLines(text, { ...room, width: room.width - LOST * room.font.size });
  return narrower.length === lines.length ? narrower : lines;
}

/** Where everything of a poster stands. */
export function planPoster(content: PosterContent, measure: Measure): PosterPlan {
  const boxes: PosterPlan['boxes'] = [];
  const texts: TextMark[] = [];
  const write = (text: string, x: number, y: number, font: Font, color: string, align: TextMark['align'] = 'left') =>
    texts.push({ text, x, y, font, color, align });
  const writeLines = (text: string, y: number, font: Font, most: number, color: string): number => {
    const height = font.size * 1.5;
    const room = { width: COLUMN, most, font, measure };
    const lines = font === TITLE ? breakTitle(text, room) : breakLines(text, room);
    for (const [at, line] of lines.entries()) write(line, MARGIN, y + at * height, font, color);
    return y + lines.length * height;
  };

  // The sign that says where this comes from.
  boxes.push({ x: 24, y: 24, width: WIDTH - 48, height: 116, color: GREEN, radius: 12 });
  boxes.push({ x: 30, y: 30, width: WIDTH - 60, height: 104, color: WHITE, radius: 9 });
  boxes.push({ x: 34, y: 34, width: WIDTH - 68, height: 96, color: GREEN, radius: 7 });
  write('交通安全微发布', MARGIN + 12, 60, { size: 40, weight: 700 }, WHITE);
  write(content.channel, WIDTH - MARGIN - 12, 66, { size: 30, weight: 700 }, WHITE, 'right');

  let y = writeLines(content.title, 188, TITLE, 4, INK) + 16;
  const [agency = ''] = breakLines(content.agency, {
    width: COLUMN,
    most: 1,
    font: { size: 32, weight: 700 },
    measure,
  });
  write(agency, MARGIN, y, { size: 32, weight: 700 }, GREEN);
  write(content.published, MARGIN, y + 46, SMALL, QUIET);
  y += 108;
  if (content.digest !== '') {
    boxes.push({ x: MARGIN, y, width: COLUMN, height: 2, color: LINE, radius: 0 });
    y = writeLines(content.digest, y + 32, TEXT, 5, INK) + 8;
  }
  y += 24;
  boxes.push({ x: 0, y, width: WIDTH, height: 2, color: LINE, radius: 0 });
  const code: Box = { x: MARGIN, y: y + 40, width: CODE, height: CODE };
  const words = MARGIN + CODE + 36;
  write('微信扫码看全文', words, code.y + 34, { size: 36, weight: 700 }, INK);
  write('内容如有更正，扫码所见为准', words, code.y + 96, SMALL, QUIET);
  write('无需登录', words, code.y + 138, SMALL, QUIET);
  return { width: WIDTH, height: code.y + CODE + 48, boxes, texts, code };
}
