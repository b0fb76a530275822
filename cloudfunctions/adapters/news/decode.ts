import iconv from 'iconv-lite';

/** The document is no text that we can read; the message says why. */
export class UnreadableDocumentError extends Error {
  override name = 'UnreadableDocumentError';
}

/** The largest whole WeChat page seen is 4 MB. */
const MAX_DOCUMENT_BYTES = 32_000_000;
/** Declarations stand at the beginning: XML's at once, HTML's within the first kilobytes. */
const DECLARATION_BYTES = 4096;

/** Labels that mean more than they say: pages that call themselves GB2312 use all of GB18030. */
const WIDER: Readonly<Record<string, string>> = {
  gb2312: 'gb18030',
  'gb_2312-80': 'gb18030',
  'x-gbk': 'gb18030',
  gbk: 'gb18030',
  'iso-8859-1': 'windows-1252',
  'us-ascii': 'windows-1252',
  ascii: 'windows-1252',
};

/** Beginnings of files that are often taken for a saved page. */
const BINARY: readonly (readonly [magic: string, name: string])[] = [
  ['PK\u0003\u0004', 'ZIP 或 Office 文件'],
  ['\u001f\u008b', 'gzip 压缩文件'],
  ['%PDF-', 'PDF 文件'],
  ['\u0089PNG', 'PNG 图片'],
  ['\u00ff\u00d8\u00ff', 'JPEG 图片'],
  ['bplist', 'Safari 网页归档'],
];

/**
 * The text of a document. Its encoding by byte order mark, else by the HTTP charset, else by its own XML or HTML declaration,
 * else by trial: UTF-8, then GB18030. Bytes that are plainly UTF-8 are read as such whatever the label says, since saved
 * pages are often transcoded without it.
 * @throws UnreadableDocumentError for a document that is too large, binary, or text in no encoding that fits.
 */
export function decodeDocument(document: Uint8Array | string, charset?: string): string {
  if (document.length > MAX_DOCUMENT_BYTES) {
    const size = (document.length / 1_000_000).toFixed(1);
    throw new UnreadableDocumentError(`文件有 ${size} MB，超过 ${MAX_DOCUMENT_BYTES / 1_000_000} MB`);
  }
  if (typeof document === 'string') return document.replace(/^\ufeff/, '');
  const bytes = Buffer.from(document.buffer, document.byteOffset, document.byteLength);
  const head = bytes.toString('latin1', 0, DECLARATION_BYTES);
  const binary = BINARY.find(([magic]) => head.startsWith(magic));
  if (binary !== undefined) throw new UnreadableDocumentError(`这是${binary[1]}，不是文本`);
  const marked = findByteOrderMark(head);
  if (marked !== undefined) return iconv.decode(bytes, marked);
  if (head.includes('\0')) throw new UnreadableDocumentError('文件含有空字节，不是文本');
  const utf8 = decodeUtf8(bytes);
  const label = charset ?? findDeclaration(head);
  if (utf8 !== undefined && (label === undefined || isUtf8(label) || hasEvidence(utf8))) return utf8;
  if (label !== undefined && !isUtf8(label)) return decodeAs(bytes, label);
  return decodeByTrial(bytes);
}

function findByteOrderMark(head: string): string | undefined {
  if (head.startsWith('\u00ef\u00bb\u00bf')) return 'utf8';
  if (head.startsWith('\u00ff\u00fe')) return 'utf16-le';
  if (head.startsWith('\u00fe\u00ff')) return 'utf16-be';
  return undefined;
}

function findDeclaration(head: string): string | undefined {
  const xml = /^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{1,40})["']/i.exec(head);
  const meta = /<meta[^>]{0,300}?charset\s*=\s*["']?([\w.:-]{1,40})/i.exec(head);
  return xml?.[1] ?? meta?.[1];
}

/** Strict, except that a document which is cut within its last character is still UTF-8. */
function decodeUtf8(bytes: Buffer): string | undefined {
  for (let cut = 0; cut <= Math.min(3, bytes.length); cut += 1) {
    try {
      return new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(0, bytes.length - cut));
    } catch {
      // Not this far: try without the last byte.
    }
  }
  return undefined;
}

/** Text of another encoding passes for UTF-8 by chance only while it is very short. */
function hasEvidence(text: string): boolean {
  return (text.match(/[^\0-\x7f]/g) ?? []).length >= 4;
}

function decodeAs(bytes: Buffer, label: string): string {
  const name = label.toLowerCase();
  const encoding = WIDER[name] ?? name;
  if (!iconv.encodingExists(encoding)) throw new UnreadableDocumentError(`不认识的编码 ${label}`);
  return iconv.decode(bytes, encoding);
}

function decodeByTrial(bytes: Buffer): string {
  const text = iconv.decode(bytes, 'gb18030');
  const broken = text.match(/\ufffd/g)?.length ?? 0;
  if (broken > 1) throw new UnreadableDocumentError('文件不是 UTF-8，也不是 GB18030，请注明编码');
  return text;
}

function isUtf8(label: string): boolean {
  return /^utf-?8$/i.test(label);
}
