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
 * else by trial: UTF-8, GB18030 and Big5, whichever reads best. Bytes that are plainly UTF-8 are read as such whatever the label says, since saved
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
  const text = iconv.decode(bytes, encoding);
  // A server's default label on a Chinese page: the bytes know better.
  if (encoding === 'windows-1252') {
    const best = bestTrial(bytes);
    if (best.score > CLEARLY_CHINESE) return best.text;
  }
  return text;
}

/** The characters that make up a fifth of any Chinese text, in the simplified and in the traditional script. */
const COMMON = new Set(
  '的一是在不了有和人这中大为上个国到以地时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所然家种事成方多经么去同现当没动面起看定天分还进好小部其些主样理心本前开但因只从想实日军者意无力它与长把机十民第公此已工使情明性知全三又关点正业外将两高间由问很最重并物手应战向头文体政美相见被利什二等产或新己制身果加西斯月话合回特代内信表化老给世位次度门任常先海通教儿原东声提立及比员解水名真论处走义各入几口认条平系气题活尔更别打女变四神总何电数安少报才结反受目太量再感建务做接必场件计管期市直德资命山金指克许统区保至队形社便空决治展马科司五基眼书非则听白却界达光放强即像难且权思王象完设式色路记南品住告类求据程北边死张该交规万取拉格望觉术领共确传师观清今切院让识候带导争運為這個國時會對後來過發說們還進開關長東車門間問當處應實現動經無與樣從將見體點業兩話題變電數場計統區書聽達強難權寫記類據邊張該規領確傳觀讓識帶導爭請員號報駛駕霧橋輛線陣臺灣',
);

/** Share of common characters that no misread text reaches. */
const CLEARLY_CHINESE = 0.12;
/** Share of unreadable places beyond which a text is in another encoding. */
const MOST_BROKEN = 0.02;

interface Trial {
  text: string;
  /** How much of it reads as Chinese, less what does not read at all. */
  score: number;
}

function tryEncoding(bytes: Buffer, encoding: string): Trial {
  const text = iconv.decode(bytes, encoding);
  let letters = 0;
  let common = 0;
  let broken = 0;
  for (const character of text) {
    if (character === '\ufffd') broken += 1;
    else if (character > '\u007f') letters += 1;
    if (COMMON.has(character)) common += 1;
  }
  const all = letters + broken;
  if (all === 0) return { text, score: 0 };
  return { text, score: broken / all > MOST_BROKEN && broken > 1 ? -1 : common / all - broken / all };
}

/** UTF-8 with some broken bytes, Chinese as the mainland writes it, or as Taiwan and Hong Kong do; the first among equals. */
function bestTrial(bytes: Buffer): Trial {
  return ['utf8', 'gb18030', 'big5']
    .map((encoding) => tryEncoding(bytes, encoding))
    .reduce((best, trial) => (trial.score > best.score ? trial : best));
}

function decodeByTrial(bytes: Buffer): string {
  const { text, score } = bestTrial(bytes);
  if (score < 0) throw new UnreadableDocumentError('文件不是 UTF-8，也不是 GB18030，请注明编码');
  return text;
}

function isUtf8(label: string): boolean {
  return /^utf-?8$/i.test(label);
}
