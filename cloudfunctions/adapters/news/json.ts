import { UnreadableDocumentError } from './decode.ts';

export type JsonRecord = Readonly<Record<string, unknown>>;

/** @throws UnreadableDocumentError that says whether the document is something else, or JSON that ends too early. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (!/^\s*[{[]/.test(text)) {
      throw new UnreadableDocumentError(/^\s*</.test(text) ? '这是网页或 XML，不是 JSON' : '不是 JSON');
    }
    const message = error instanceof Error ? error.message : String(error);
    const position = Number(/at position (\d+)/.exec(message)?.[1] ?? Number.NaN);
    const isCut = /end of JSON|Unterminated/.test(message) || position >= text.trimEnd().length;
    throw new UnreadableDocumentError(isCut ? '文件不完整：JSON 在中间断开' : `JSON 有误：${message.slice(0, 120)}`);
  }
}

export function isRecord(value: unknown): value is JsonRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function recordOf(record: JsonRecord, name: string): JsonRecord | undefined {
  const value = record[name];
  return isRecord(value) ? value : undefined;
}

export function listOf(record: JsonRecord, name: string): readonly unknown[] | undefined {
  const value = record[name];
  return Array.isArray(value) ? value : undefined;
}

/** A text, or a number as text; undefined for what is empty or neither. */
export function textOf(record: JsonRecord, name: string): string | undefined {
  const value = record[name];
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value !== '' ? value : undefined;
}
