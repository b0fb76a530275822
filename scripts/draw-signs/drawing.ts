/** One drawing of the bank: the file's name and what an eye sees (never what it means: that is the question). */
export interface Drawing {
  /** File name without extension, kebab-case. */
  name: string;
  /** Chinese description of shape and colour, for a reader who can't see the picture. Written into the SVG's <desc>. */
  description: string;
  /** SVG content on a 240 x 240 canvas, origin top left. */
  body: string;
}

export interface Point {
  x: number;
  y: number;
}

/** Signal colours of GB 5768.2: the eye tells a plate's class by them before it reads the symbol. */
export const colour = {
  black: '#161616',
  white: '#fff',
  red: '#d5152b',
  yellow: '#ffc800',
  blue: '#0a55a5',
  green: '#00833e',
  amber: '#f5a800',
  asphalt: '#4b4f55',
  verge: '#8fae7c',
  pavement: '#c9c5bd',
} as const;

/** A heavy sans that every phone and desktop with Chinese has under one of these names. */
const FONT = "'PingFang SC','Noto Sans CJK SC','Microsoft YaHei',sans-serif";

/** Wraps a drawing into a complete SVG file. The same drawing always gives the same bytes. */
export function toSvg(drawing: Drawing): string {
  const head = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 240 240" width="240" height="240">';
  return `${head}<desc>${drawing.description}</desc>${drawing.body}</svg>\n`;
}

export function group(transform: string, ...content: string[]): string {
  return `<g transform="${transform}">${content.join('')}</g>`;
}

export function fill(d: string, paint: string): string {
  return `<path d="${d}" fill="${paint}"/>`;
}

/** A stroked, unfilled path; `cap` is butt for road lines and bars, round for limbs and curves. */
export function stroke(d: string, paint: string, width: number, cap: 'butt' | 'round' = 'round'): string {
  const join = cap === 'round' ? 'round' : 'miter';
  return `<path d="${d}" fill="none" stroke="${paint}" stroke-width="${width}" stroke-linecap="${cap}" stroke-linejoin="${join}"/>`;
}

export function dashes(d: string, paint: string, width: number, pattern: string): string {
  return `<path d="${d}" fill="none" stroke="${paint}" stroke-width="${width}" stroke-dasharray="${pattern}"/>`;
}

export function rectangle(x: number, y: number, width: number, height: number, paint: string, radius = 0): string {
  const rounding = radius > 0 ? ` rx="${radius}"` : '';
  return `<rect x="${x}" y="${y}" width="${width}" height="${height}"${rounding} fill="${paint}"/>`;
}

export function disc(centre: Point, radius: number, paint: string): string {
  return `<circle cx="${centre.x}" cy="${centre.y}" r="${radius}" fill="${paint}"/>`;
}

export function ring(centre: Point, radius: number, paint: string, width: number): string {
  return `<circle cx="${centre.x}" cy="${centre.y}" r="${radius}" fill="none" stroke="${paint}" stroke-width="${width}"/>`;
}

/** Text centred on x with its baseline at y, set to exactly `width` so that every font gives the same picture. */
export function lettering(text: string, x: number, y: number, size: number, width: number, paint: string): string {
  return `<text x="${x}" y="${y}" font-family="${FONT}" font-weight="700" font-size="${size}" text-anchor="middle" textLength="${width}" lengthAdjust="spacingAndGlyphs" fill="${paint}">${text}</text>`;
}

/**
 * An arrow: a shaft along `d` and a triangular head whose base stands on `end`, pointing to `heading`
 * (degrees clockwise from straight up).
 */
export function arrow(d: string, end: Point, heading: number, width: number, paint: string): string {
  const half = Math.round(width * 1.35);
  const length = Math.round(width * 1.9);
  const head = fill(`M${-half} 1L0 ${-length}L${half} 1Z`, paint);
  return stroke(d, paint, width, 'butt') + group(`translate(${end.x} ${end.y}) rotate(${heading})`, head);
}
