import { arrow, fill, group, type Point, stroke } from './drawing.ts';

/** Turning and circulating arrows shared by several classes of sign. */

/** Bottom to top. */
export function aheadArrow(x: number, from: number, to: number, width: number, paint: string): string {
  return arrow(`M${x} ${from}V${to}`, { x, y: to }, 0, width, paint);
}

/** Up, then a right angle to the left; the corner stands at (x, y). */
export function leftTurnArrow(x: number, from: number, y: number, to: number, width: number, paint: string): string {
  return arrow(`M${x} ${from}V${y + 14}Q${x} ${y} ${x - 14} ${y}H${to}`, { x: to, y }, -90, width, paint);
}

/** Up, then a right angle to the right; the corner stands at (x, y). */
export function rightTurnArrow(x: number, from: number, y: number, to: number, width: number, paint: string): string {
  return arrow(`M${x} ${from}V${y + 14}Q${x} ${y} ${x + 14} ${y}H${to}`, { x: to, y }, 90, width, paint);
}

/** Up on the right, over to the left, and back down. */
export function uTurnArrow(
  right: number,
  left: number,
  bottom: number,
  top: number,
  tip: number,
  width: number,
  paint: string,
): string {
  const radius = Math.round((right - left) / 2);
  const d = `M${right} ${bottom}V${top + radius}A${radius} ${radius} 0 0 0 ${left} ${top + radius}V${tip}`;
  return arrow(d, { x: left, y: tip }, 180, width, paint);
}

function onCircle(centre: Point, radius: number, degrees: number): Point {
  const radians = (degrees * Math.PI) / 180;
  return { x: Math.round(centre.x + radius * Math.cos(radians)), y: Math.round(centre.y - radius * Math.sin(radians)) };
}

/** Three arrows chasing each other anticlockwise, as traffic on the right goes round. */
export function circulation(centre: Point, radius: number, width: number, paint: string): string {
  const parts = [90, 210, 330].map((start) => {
    const from = onCircle(centre, radius, start - 18);
    const to = onCircle(centre, radius, start + 58);
    const arc = stroke(`M${from.x} ${from.y}A${radius} ${radius} 0 0 0 ${to.x} ${to.y}`, paint, width, 'butt');
    const half = Math.round(width * 1.3);
    const head = fill(`M${-half} 2L0 ${-Math.round(width * 1.9)}L${half} 2Z`, paint);
    return arc + group(`translate(${to.x} ${to.y}) rotate(${-(start + 58 + 12)})`, head);
  });
  return parts.join('');
}
