/** A document as it came over the wire: bytes or text, made text and parsed, or refused with the place that is wrong. */

/** No feed that we know is over 20 MB; beyond this a document would not fit into a function's memory as objects. */
const LARGEST_DOCUMENT_BYTES = 64 * 1024 * 1024;

/** A document that can't be used as a whole. */
export class UnreadableDocument extends Error {
  override readonly name = 'UnreadableDocument';

  constructor(
    /** `document`, `line 3, column 14`, or a path in the document. */
    readonly where: string,
    readonly why: string,
  ) {
    super(`${where}: ${why}`);
  }
}

/**
 * Text of a document: by its byte order mark, its XML declaration, else UTF-8, else GB 18030 (what spreadsheets in
 * China save). Line ends are left alone.
 *
 * @throws {UnreadableDocument}
 */
export function decodeDocument(document: Uint8Array | string): string {
  if (document.length > LARGEST_DOCUMENT_BYTES) {
    throw new UnreadableDocument('document', `larger than ${LARGEST_DOCUMENT_BYTES / 1024 / 1024} MB`);
  }
  const text = typeof document === 'string' ? document : decodeBytes(document);
  const unmarked = text.startsWith('\uFEFF') ? text.slice(1) : text;
  if (unmarked.trim() === '') throw new UnreadableDocument('document', 'empty');
  return unmarked;
}

/** @throws {UnreadableDocument} naming line and column */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    if (/end of JSON input|Unterminated string/u.test(message)) {
      throw new UnreadableDocument(placeOf(text, text.length), 'JSON breaks off here: the document is cut short');
    }
    const position = /position (\d+)/u.exec(message)?.[1];
    const where = position === undefined ? 'document' : placeOf(text, Number(position));
    throw new UnreadableDocument(where, startsLikeMarkup(text) ? 'not JSON but markup' : 'not valid JSON');
  }
}

/** `line 12, column 5`, both from 1. */
export function placeOf(text: string, offset: number): string {
  const before = text.slice(0, offset);
  const line = before.split('\n').length;
  return `line ${line}, column ${offset - before.lastIndexOf('\n')}`;
}

function startsLikeMarkup(text: string): boolean {
  return text.trimStart().startsWith('<');
}

function decodeBytes(bytes: Uint8Array): string {
  const label = markedEncoding(bytes) ?? declaredEncoding(bytes);
  if (label !== null) return decodeAs(bytes, label);
  try {
    return decodeAs(bytes, 'utf-8');
  } catch {
    return decodeAs(bytes, 'gb18030');
  }
}

function decodeAs(bytes: Uint8Array, label: string): string {
  let decoder: TextDecoder;
  try {
    decoder = new TextDecoder(label, { fatal: true });
  } catch {
    throw new UnreadableDocument('document', `declares the encoding ${label}, which is unknown here`);
  }
  try {
    return decoder.decode(bytes);
  } catch {
    throw new UnreadableDocument('document', `not text in ${label}`);
  }
}

function markedEncoding(bytes: Uint8Array): string | null {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8';
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return null;
}

function declaredEncoding(bytes: Uint8Array): string | null {
  const head = String.fromCharCode(...bytes.subarray(0, 200));
  return /^\s*<\?xml[^>]*\sencoding\s*=\s*["']([A-Za-z0-9._-]+)["']/u.exec(head)?.[1] ?? null;
}
