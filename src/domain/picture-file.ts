/** Bytes of a picture that the desk takes: every reader of the post loads it. */
export const MAX_PICTURE_BYTES = 1024 * 1024;

const startsWith = (bytes: Uint8Array, at: number, ...wanted: number[]) =>
  wanted.every((byte, place) => bytes[at + place] === byte);
const letters = (text: string) => [...text].map((letter) => letter.charCodeAt(0));

/**
 * Whether a file is of a kind that every phone shows, by what it begins with (RFC 9649 for WebP, ISO 10918-1 for JPEG, the PNG
 * specification's signature): its name says what its sender likes.
 */
export function isPicture(bytes: Uint8Array): boolean {
  if (startsWith(bytes, 0, 0xff, 0xd8, 0xff)) return true;
  if (startsWith(bytes, 0, 0x89, ...letters('PNG\r\n'), 0x1a, 0x0a)) return true;
  return startsWith(bytes, 0, ...letters('RIFF')) && startsWith(bytes, 8, ...letters('WEBP'));
}
