import { decodeDocument, UnreadableDocument } from '#functions/adapters/roads/feed-document';
import { readAiken } from './aiken.ts';
import type { BankOptions, ParsedBank } from './bank-document.ts';
import { readChineseText } from './chinese-text.ts';
import { readGift } from './gift.ts';
import { readJsonBank } from './json-bank.ts';
import { readQti } from './qti.ts';
import { type ReadRecord, settleBank } from './settle-bank.ts';
import { readCsv, readWorkbook } from './table.ts';

/** Formats of question banks; `name` is what an editor chooses by. */
export const BANK_FORMATS = [
  { id: 'gift', name: 'Moodle GIFT' },
  { id: 'aiken', name: 'Moodle Aiken' },
  { id: 'qti', name: 'QTI 2.x / 3.0' },
  { id: 'chinese-text', name: '中文文本模板' },
  { id: 'excel', name: 'Excel（.xlsx）' },
  { id: 'csv', name: 'CSV' },
  { id: 'json', name: 'JSON 或 JavaScript 数组' },
] as const;

export type BankFormat = (typeof BANK_FORMATS)[number]['id'];

/** The format that a document is in, by its beginning and its lines; undefined where nothing speaks for one. */
export function detectFormat(document: Uint8Array | string): BankFormat | undefined {
  if (typeof document !== 'string' && document[0] === 0x50 && document[1] === 0x4b) return 'excel';
  const text = decodeDocument(document);
  if (/^\s*</u.test(text)) return 'qti';
  if (/^\s*[[{]/u.test(text) || /^\s*(?:\/[/*][\s\S]*?)?(?:export\s|module\.exports|const\s|var\s|let\s)/u.test(text))
    return 'json';
  if (/^\s*ANSWER\s*[:：]/imu.test(text)) return 'aiken';
  if (/^[^\n]*(题干|题目|question|stem)[^\n]*[,;\t，][^\n]*(答案|answer|correct)/imu.test(text.slice(0, 5000)))
    return 'csv';
  if (/\{[^{}]*(?:[=~#]|\b(?:T|F|TRUE|FALSE)\b)[^{}]*\}/u.test(text)) return 'gift';
  if (/^[【[]?(?:正确|标准|参考)?答案[】\]]?\s*[：:]|[(（]\s*(?:正确|错误|对|错|[A-H]+)\s*[)）]/mu.test(text))
    return 'chinese-text';
  return undefined;
}

async function readRecords(document: Uint8Array | string, format: BankFormat): Promise<ReadRecord[]> {
  if (format === 'excel') {
    if (typeof document === 'string') throw new UnreadableDocument('document', '工作簿不能当作文本读入');
    return readWorkbook(document);
  }
  // Line ends of Windows and of old Macintoshes, made one: a line is a place that a report names.
  const text = decodeDocument(document).replace(/\r\n?/gu, '\n');
  switch (format) {
    case 'gift':
      return readGift(text);
    case 'aiken':
      return readAiken(text);
    case 'qti':
      return readQti(text);
    case 'chinese-text':
      return readChineseText(text);
    case 'csv':
      return readCsv(text);
    case 'json':
      return readJsonBank(text);
  }
}

/**
 * Reads a question bank. Pure: the same document and options give the same bank. A document of which nothing can be read is
 * one rejection that says why.
 */
export async function readBank(
  document: Uint8Array | string,
  options: BankOptions,
  format: BankFormat | undefined = undefined,
): Promise<ParsedBank> {
  try {
    const known = format ?? detectFormat(document);
    if (known === undefined) throw new UnreadableDocument('document', '看不出是哪种格式，请指定');
    const records = await readRecords(document, known);
    if (records.length === 0) throw new UnreadableDocument('document', '没有题目');
    return settleBank(records, options);
  } catch (error) {
    if (!(error instanceof UnreadableDocument)) throw error;
    const where = error.where === 'document' ? '整个文件' : error.where;
    return { questions: [], duplicates: [], rejected: [{ where, why: error.why }], warnings: [] };
  }
}
