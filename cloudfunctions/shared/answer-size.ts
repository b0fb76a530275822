/** Bytes of an answer's list: WeChat refuses an answer of more than 1 MB (-604001), and what stands around the list has room. */
export const MOST_LIST_BYTES = 900_000;

/** The first of these that take at most so many bytes together as JSON; the first one in any case. */
export function fittingStart<T>(items: readonly T[], most = MOST_LIST_BYTES): T[] {
  let bytes = 0;
  const end = items.findIndex((item, at) => {
    bytes += Buffer.byteLength(JSON.stringify(item)) + 1;
    return bytes > most && at > 0;
  });
  return end === -1 ? [...items] : items.slice(0, end);
}
