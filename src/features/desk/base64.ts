const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** A text's UTF-8 as base64: WeChat has neither `btoa` nor `TextEncoder`. */
export function base64OfText(text: string): string {
  const bytes = [...unescape(encodeURIComponent(text))].map((unit) => unit.charCodeAt(0));
  let out = '';
  for (let at = 0; at < bytes.length; at += 3) {
    const [one = 0, two, three] = bytes.slice(at, at + 3);
    const group = (one << 16) | ((two ?? 0) << 8) | (three ?? 0);
    out += ALPHABET[group >> 18];
    out += ALPHABET[(group >> 12) & 63];
    out += two === undefined ? '=' : ALPHABET[(group >> 6) & 63];
    out += three === undefined ? '=' : ALPHABET[group & 63];
  }
  return out;
}
