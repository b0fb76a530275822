import { deflateSync } from 'node:zlib';

/** So many steps from nothing to full colour: what four bits tell apart, and more than an eye does at an icon's edge. */
const STEPS = 16;

function crc32(bytes: Uint8Array): number {
  let crc = ~0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}

function chunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length, 0);
  body.copy(framed, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
}

/**
 * A PNG of one colour, of which only the opacity varies: a palette of sixteen steps, a fifth of the same in RGBA.
 * https://www.w3.org/TR/png-3/
 * @param alpha opacity of each pixel, 0 to 255, row by row
 * @param colour `#rrggbb`
 */
export function encodeFlatPng(alpha: readonly number[], width: number, colour: string): Buffer {
  const height = alpha.length / width;
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([4, 3], 8); // four bits a pixel, by palette
  const steps = Array.from({ length: STEPS }, (_, step) => Math.round((step * 255) / (STEPS - 1)));
  const rgb = Buffer.from(colour.slice(1), 'hex');
  const perRow = Math.ceil(width / 2);
  const rows = Buffer.alloc((perRow + 1) * height);
  alpha.forEach((value, at) => {
    const [row, column] = [Math.floor(at / width), at % width];
    const step = Math.round((value * (STEPS - 1)) / 255);
    const place = row * (perRow + 1) + 1 + (column >> 1);
    rows[place] = (rows[place] ?? 0) | (column % 2 === 0 ? step << 4 : step);
  });
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('PLTE', Buffer.concat(steps.map(() => rgb))),
    chunk('tRNS', Buffer.from(steps)),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}
