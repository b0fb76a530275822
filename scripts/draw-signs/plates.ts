import { colour, disc, fill, ring, stroke } from './drawing.ts';

const CENTRE = { x: 120, y: 120 };

/** Warning: yellow equilateral triangle, apex up, black border (GB 5768.2). The symbol fits about x 75-165, y 85-190. */
export function warningPlate(...symbol: string[]): string {
  const rim = `<path d="M120 25L222 204H18Z" fill="${colour.yellow}" stroke="${colour.yellow}" stroke-width="30" stroke-linejoin="round"/>`;
  const border = `<path d="M120 30L217 200H23Z" fill="${colour.yellow}" stroke="${colour.black}" stroke-width="13" stroke-linejoin="round"/>`;
  return rim + border + symbol.join('');
}

/** White disc under a red ring; the black symbol comes on top. */
export function redRing(...symbol: string[]): string {
  return disc(CENTRE, 116, colour.white) + ring(CENTRE, 103, colour.red, 22) + symbol.join('');
}

/** Prohibition with the bar from upper left to lower right; the symbol lies over the bar (图形压杠). */
export function prohibition(...symbol: string[]): string {
  return redRing(stroke('M47 47L193 193', colour.red, 20, 'butt'), ...symbol);
}

/** End of a restriction: white, thin black ring, thin black bars from upper right to lower left. */
export function restrictionEnd(...symbol: string[]): string {
  const bars = [-15, 0, 15].map((shift) => `M${193 + shift} ${47 + shift}L${47 + shift} ${193 + shift}`).join('');
  return (
    disc(CENTRE, 116, colour.white) +
    ring(CENTRE, 110, colour.black, 9) +
    stroke(bars, colour.black, 4, 'butt') +
    symbol.join('')
  );
}

/** No stopping / no parking: blue disc, red ring, with one red bar or two. */
export function parkingBan(bars: 1 | 2): string {
  const cross = bars === 2 ? 'M48 48L192 192M192 48L48 192' : 'M48 48L192 192';
  return disc(CENTRE, 110, colour.blue) + stroke(cross, colour.red, 22, 'butt') + ring(CENTRE, 104, colour.red, 22);
}

/** Mandatory: blue disc with a thin white rim. */
export function blueDisc(...symbol: string[]): string {
  return disc(CENTRE, 116, colour.blue) + ring(CENTRE, 110, colour.white, 4) + symbol.join('');
}

/** Square plate with a white line inside its edge: blue for indication and ordinary roads, green for expressways. */
export function squarePlate(ground: string, ...symbol: string[]): string {
  return panel(240, 240, ground, colour.white, ...symbol);
}

/** A plate of the given size centred on the canvas; `line` colours the line inside its edge. */
export function panel(width: number, height: number, ground: string, line: string, ...symbol: string[]): string {
  const x = (240 - width) / 2 + 4;
  const y = (240 - height) / 2 + 4;
  const plate = `<rect x="${x}" y="${y}" width="${width - 8}" height="${height - 8}" rx="14" fill="${ground}"/>`;
  const inner = `<rect x="${x + 6}" y="${y + 6}" width="${width - 20}" height="${height - 20}" rx="9" fill="none" stroke="${line}" stroke-width="4"/>`;
  return plate + inner + symbol.join('');
}

/** Stop: red octagon with a white line inside its edge. */
export function octagon(...symbol: string[]): string {
  const edge = 'M72 4H168L236 72V168L168 236H72L4 168V72Z';
  const line = stroke('M76 14H164L226 76V164L164 226H76L14 164V76Z', colour.white, 6);
  return fill(edge, colour.red) + line + symbol.join('');
}

/** Give way: white triangle, apex down, under a red border. */
export function invertedTriangle(...symbol: string[]): string {
  const plate = `<path d="M22 42H218L120 212Z" fill="${colour.white}" stroke="${colour.red}" stroke-width="26" stroke-linejoin="round"/>`;
  return plate + symbol.join('');
}
