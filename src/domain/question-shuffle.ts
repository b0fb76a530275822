/** A source of numbers in [0, 1) that gives the same ones for the same seed, on every machine. */
export type Draw = () => number;

/** sfc32 over a hash of the seed's text (Chris Doty-Humphrey's generator; public domain, passes PractRand). */
export function seededDraw(seed: string): Draw {
  let a = 0x9e3779b9;
  let b = 0x243f6a88;
  let c = 0xb7e15162;
  let counter = 1;
  for (let at = 0; at < seed.length; at++) {
    const code = seed.charCodeAt(at);
    a = Math.imul(a ^ code, 0x85ebca6b);
    b = Math.imul(b ^ code, 0xc2b2ae35) + a;
    c = Math.imul(c ^ code, 0x27d4eb2f) + b;
  }
  const next = () => {
    const mixed = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + mixed;
    return (mixed >>> 0) / 0x1_0000_0000;
  };
  // The first numbers still resemble the seed.
  for (let round = 0; round < 15; round++) next();
  return next;
}

/** A shuffled copy (Fisher and Yates). */
export function shuffle<T>(items: readonly T[], draw: Draw): T[] {
  const shuffled = [...items];
  for (let at = shuffled.length - 1; at > 0; at--) {
    const other = Math.floor(draw() * (at + 1));
    [shuffled[at], shuffled[other]] = [shuffled[other] as T, shuffled[at] as T];
  }
  return shuffled;
}
