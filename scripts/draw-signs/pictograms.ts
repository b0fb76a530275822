import { colour, disc, fill, group, rectangle, ring, stroke } from './drawing.ts';

/*
 * Symbols on a 100 x 100 box, origin top left, in one colour; place them with `at`. `ground` is the colour
 * behind a symbol, for windows and gaps.
 */

/** Places a 100 x 100 symbol with its box's top left corner at (x, y), scaled. */
export function at(x: number, y: number, scale: number, symbol: string): string {
  return group(`translate(${x} ${y}) scale(${scale})`, symbol);
}

/** The same symbol facing the other way, still in its box. */
export function mirrored(symbol: string): string {
  return group('translate(100 0) scale(-1 1)', symbol);
}

/** A walker stepping to the left. */
export function walker(paint: string): string {
  return (
    disc({ x: 52, y: 11 }, 10, paint) +
    fill('M44 25Q52 20 60 25L65 56Q56 62 46 57Z', paint) +
    stroke('M47 30L31 42L26 57M59 30L70 44L79 52', paint, 8) +
    stroke('M51 55L44 74L24 95M58 55L67 75L76 97', paint, 10)
  );
}

/** Two children running to the left, the taller leading the smaller by the hand. */
export function children(paint: string): string {
  const tall =
    disc({ x: 31, y: 13 }, 10, paint) +
    fill('M24 27Q32 22 40 27L45 58H22Z', paint) +
    stroke('M27 32L14 42L4 38M38 32L52 50', paint, 7) +
    stroke('M29 57L22 76L5 88M39 57L43 76L54 93', paint, 8);
  const small =
    disc({ x: 74, y: 30 }, 9, paint) +
    fill('M68 42Q74 39 81 42L86 65H66Z', paint) +
    stroke('M70 46L53 51M80 46L92 57', paint, 6) +
    stroke('M71 64L66 80L54 93M80 64L85 79L97 90', paint, 7);
  return tall + small;
}

/** A bicycle seen from its left side. */
export function bicycle(paint: string): string {
  return (
    ring({ x: 21, y: 68 }, 18, paint, 6) +
    ring({ x: 79, y: 68 }, 18, paint, 6) +
    stroke('M21 68L36 38H68L49 68H21M79 68L66 26M36 38L49 68M66 26L55 24M36 38L33 30M25 29H42', paint, 6)
  );
}

/** A motorcycle facing left. */
export function motorcycle(paint: string, ground: string): string {
  return (
    ring({ x: 19, y: 70 }, 15, paint, 9) +
    ring({ x: 81, y: 70 }, 15, paint, 9) +
    fill('M30 40Q42 30 56 40L92 34L96 42L74 52L64 76H40L30 56Z', paint) +
    disc({ x: 51, y: 62 }, 6, ground) +
    stroke('M19 70L36 28M28 24L46 27', paint, 6) +
    disc({ x: 30, y: 39 }, 7, paint) +
    stroke('M54 77L88 80', paint, 6)
  );
}

/** A car seen from the front. */
export function carFront(paint: string, ground: string): string {
  return (
    fill('M8 46Q12 40 20 39L28 18Q30 13 36 13H64Q70 13 72 18L80 39Q88 40 92 46V78H8Z', paint) +
    fill('M30 37L36 22H64L70 37Z', ground) +
    disc({ x: 22, y: 55 }, 7, ground) +
    disc({ x: 78, y: 55 }, 7, ground) +
    rectangle(36, 52, 28, 7, ground) +
    rectangle(12, 76, 18, 15, paint, 3) +
    rectangle(70, 76, 18, 15, paint, 3)
  );
}

/** A car seen from behind, low and plain: for a queue. */
export function carRear(paint: string, ground: string, light: string): string {
  return (
    fill('M6 44L22 40L30 16H70L78 40L94 44V80H6Z', paint) +
    fill('M32 38L38 23H62L68 38Z', ground) +
    rectangle(12, 50, 18, 10, light) +
    rectangle(70, 50, 18, 10, light) +
    rectangle(12, 78, 16, 12, paint) +
    rectangle(72, 78, 16, 12, paint)
  );
}

/** A lorry facing left. */
export function lorry(paint: string, ground: string): string {
  const wheel = (x: number) => disc({ x, y: 76 }, 12, ground) + disc({ x, y: 76 }, 9, paint);
  return (
    rectangle(34, 24, 66, 44, paint) +
    fill('M0 72V50L9 34H30V72Z', paint) +
    fill('M8 50L14 40H24V50Z', ground) +
    rectangle(0, 66, 100, 8, paint) +
    wheel(18) +
    wheel(62) +
    wheel(85)
  );
}

/** A bus facing left. */
export function bus(paint: string, ground: string): string {
  const wheel = (x: number) => disc({ x, y: 76 }, 12, ground) + disc({ x, y: 76 }, 9, paint);
  const windows = [22, 40, 58, 76].map((x) => rectangle(x, 33, 14, 16, ground)).join('');
  return rectangle(2, 24, 96, 50, paint, 6) + rectangle(6, 33, 11, 24, ground) + windows + wheel(24) + wheel(76);
}

/** A tractor facing left. */
export function tractor(paint: string, ground: string): string {
  return (
    fill('M8 44H50V20H88V30H82V60H8Z', paint) +
    rectangle(57, 28, 18, 18, ground) +
    rectangle(22, 22, 6, 24, paint) +
    disc({ x: 72, y: 66 }, 28, ground) +
    disc({ x: 72, y: 66 }, 24, paint) +
    disc({ x: 72, y: 66 }, 8, ground) +
    disc({ x: 20, y: 74 }, 17, ground) +
    disc({ x: 20, y: 74 }, 14, paint) +
    disc({ x: 20, y: 74 }, 5, ground)
  );
}

/** A steam locomotive facing left. */
export function locomotive(paint: string, ground: string): string {
  const wheel = (x: number, y: number, radius: number) =>
    disc({ x, y }, radius + 3, ground) + disc({ x, y }, radius, paint);
  return (
    rectangle(14, 40, 56, 26, paint, 6) +
    fill('M62 20H98V27H94V70H62Z', paint) +
    rectangle(70, 30, 16, 16, ground) +
    fill('M18 20H34L30 42H22Z', paint) +
    disc({ x: 48, y: 39 }, 8, paint) +
    fill('M2 80L14 62H98V72H16Z', paint) +
    wheel(32, 78, 9) +
    wheel(54, 78, 9) +
    wheel(80, 75, 12) +
    fill('M30 12Q34 2 44 8Q52 0 60 7Q68 12 58 15Q46 20 38 14Z', paint)
  );
}

/** A bugle: the horn of the sign, mouth to the left. */
export function bugle(paint: string): string {
  return (
    fill('M4 22Q16 42 46 44H92V56H46Q16 58 4 78Z', paint) +
    stroke('M40 54Q40 76 58 76H68Q84 76 84 60V46', paint, 7) +
    rectangle(90, 40, 8, 20, paint, 3)
  );
}

/** A person shovelling at a heap. */
export function digger(paint: string): string {
  return (
    disc({ x: 45, y: 14 }, 10, paint) +
    fill('M46 26L64 32L70 58L54 62Z', paint) +
    stroke('M52 32L38 50L24 52M60 36L54 58L40 58', paint, 7) +
    stroke('M57 58L48 76L52 96M67 56L78 74L84 96', paint, 9) +
    stroke('M58 44L16 66', paint, 5) +
    fill('M20 58L26 70L8 76Z', paint) +
    fill('M0 98Q16 66 36 98Z', paint)
  );
}

/** Three lamps in a housing; the colours are the lamps' own. */
export function signalHead(): string {
  return (
    rectangle(32, 0, 36, 100, colour.black, 8) +
    disc({ x: 50, y: 19 }, 12, colour.red) +
    disc({ x: 50, y: 50 }, 12, colour.amber) +
    disc({ x: 50, y: 81 }, 12, colour.green)
  );
}
