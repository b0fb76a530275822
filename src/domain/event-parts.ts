import { byteLength } from './byte-length.ts';

/**
 * Bytes of an event that a client's call carries for certain: from 100 KB on `callFunction`'s reference sends to wx.cloud.CDN, a
 * cloud function's text body ends there (EXCEED_MAX_PAYLOAD_SIZE), and calls of that size came back as "data exceed max size".
 * https://developers.weixin.qq.com/miniprogram/dev/wxcloud/reference-sdk-api/functions/Cloud.callFunction.html
 * https://docs.cloudbase.net/en/error-code/EXCEED_MAX_PAYLOAD_SIZE
 */
export const LARGEST_EVENT_BYTES = 100 * 1024;

/** Of a part's text as it stands in its event, which says a little besides. */
const PART_BYTES = 90_000;
/** Parts of one input, 18 MB. */
export const MOST_PARTS = 200;

/** An input that was handed in before, part by part: what an action of the desk may be given in place of its input. */
export interface HandedIn {
  /** The key under which its parts were handed in. */
  handedIn: string;
  parts: number;
}

/** Whether an action with this input is an event that one call carries. */
export function fitsOneEvent(action: string, input: unknown): boolean {
  return byteLength(JSON.stringify({ action, input })) <= LARGEST_EVENT_BYTES;
}

/** Bytes of a unit of text within JSON: quotes and backslashes are escaped, and half a character is no character yet. */
function bytesWithin(character: string): number {
  return character === '"' || character === '\\' ? 2 : byteLength(character);
}

/** A text in parts of which each fits an event, whole characters in each. */
export function partsOf(text: string): string[] {
  const parts: string[] = [];
  let [from, at, bytes] = [0, 0, 0];
  for (const character of text) {
    const more = bytesWithin(character);
    if (bytes + more > PART_BYTES) {
      parts.push(text.slice(from, at));
      [from, bytes] = [at, 0];
    }
    at += character.length;
    bytes += more;
  }
  return from < text.length ? [...parts, text.slice(from)] : parts;
}

/**
 * Asks an action of the desk, whatever its input takes: one that no event carries is handed in part by part, and the action
 * told where it lies. All of it again is no harm.
 * @param delivery a key that nobody else makes
 */
export async function callInParts<T>(
  call: (action: string, input: unknown) => Promise<T>,
  action: string,
  input: unknown,
  delivery: () => string,
): Promise<T> {
  if (fitsOneEvent(action, input)) return call(action, input);
  const key = delivery();
  const parts = partsOf(JSON.stringify(input));
  for (const [index, text] of parts.entries()) await call('handInPart', { delivery: key, index, text });
  return call(action, { handedIn: key, parts: parts.length } satisfies HandedIn);
}
