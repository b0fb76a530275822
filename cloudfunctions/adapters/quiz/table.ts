import { parse } from 'csv-parse/sync';
import type ExcelJS from 'exceljs';
import { UnreadableDocument } from '#functions/adapters/roads/feed-document';
import { truthOf } from './answer-words.ts';
import type { RawAnswer, RawOption, RawQuestion } from './raw-question.ts';
import { listOf } from './record-fields.ts';
import type { ReadRecord } from './settle-bank.ts';

/** A row of a sheet, as text. */
interface TableRow {
  where: string;
  cells: string[];
}

type Column =
  | 'kind'
  | 'stem'
  | 'options'
  | 'answer'
  | 'explanation'
  | 'subject'
  | 'chapter'
  | 'difficulty'
  | 'points'
  | 'picture'
  | 'law'
  | 'id'
  | 'vehicles';

const COLUMNS: readonly [RegExp, Column][] = [
  [/^(题型|类型|试题类型|题目类型|type|kind)$/iu, 'kind'],
  [/^(题干|题目|试题|问题|题文|(试题|题目|问题)(题干|内容|名称|描述)|questions?|questiontext|stem|title)$/iu, 'stem'],
  [/^(选项|备选项|全部选项|选项内容|题目选项|试题选项|options|choices)$/iu, 'options'],
  [
    /^(答案|正确答案|标准答案|参考答案|正确选项|试题答案|题目答案|answers?|correct|(correct|right)answers?|key)$/iu,
    'answer',
  ],
  [/^(解析|答案解析|试题解析|题目解析|详解|说明|explanation|explains?|analysis)$/iu, 'explanation'],
  [/^(科目|subject)$/iu, 'subject'],
  [/^(章节|所属章节|分类|章|chapter|category|section)$/iu, 'chapter'],
  [/^(难度|难易度|难易程度|difficulty|level)$/iu, 'difficulty'],
  [/^(知识点|考点|标签|points|tags)$/iu, 'points'],
  [/^(图片|题图|图|picture|image|image.?name|pic)$/iu, 'picture'],
  [/^(法规依据|法律依据|依据|law)$/iu, 'law'],
  [/^(编号|题号|试题编号|id|code)$/iu, 'id'],
  [/^(车型|准驾车型|适用车型|vehicle.?class(es)?)$/iu, 'vehicles'],
];
const OPTION_COLUMN = /^(?:选项|答案选项|备选答案|备选项|答案|option|choice|item|answer)?([A-Z]|\d{1,2})(?:选项)?$/iu;

interface Heading {
  columns: Map<Column, number>;
  options: number[];
  /** The heading's own word over the stems: a row that says it again is a heading's second line. */
  stemWord: string;
}

function readHeading(cells: readonly string[]): Heading | undefined {
  const columns = new Map<Column, number>();
  const options: { order: number; column: number }[] = [];
  for (const [column, cell] of cells.entries()) {
    // `Question - max 120 characters`, `正确答案（必填）*`
    const name = cell
      .normalize('NFKC')
      .replace(/\s+-\s.*$/u, '')
      .replace(/[（(].*[)）]|[*＊\s：:_]/gu, '');
    const known = COLUMNS.find(([pattern]) => pattern.test(name))?.[1];
    const option = OPTION_COLUMN.exec(name)?.[1];
    if (known === 'options' && columns.has('options')) {
      // One heading over several columns: a merged cell says its word in each.
      const first = columns.get('options') ?? column;
      if (options.length === 0) options.push({ order: 1, column: first });
      options.push({ order: options.length + 1, column });
    } else if (known !== undefined && !columns.has(known)) columns.set(known, column);
    else if (option !== undefined) {
      options.push({ order: /\d/u.test(option) ? Number(option) : option.toUpperCase().charCodeAt(0) - 64, column });
    }
  }
  if (!columns.has('stem') || !columns.has('answer')) return undefined;
  options.sort((a, b) => a.order - b.order);
  return {
    columns,
    options: options.map(({ column }) => column),
    stemWord: cells[columns.get('stem') ?? -1]?.trim() ?? '',
  };
}

/** Options in one cell: lines, or `A.停车 B.减速`, or bars. */
function splitOptions(cell: string): RawOption[] {
  const lettered = cell
    .split(/(?:^|[\s;；|]+)(?=[A-Z]\s*[.．、:：)）])/u)
    .map((part) => part.trim())
    .filter((part) => part !== '');
  const parts = lettered.length > 1 ? lettered : cell.split(/\r?\n|\||;|；/u).map((part) => part.trim());
  return parts.map((text) => ({ text }));
}

function answerOf(cell: string): RawAnswer {
  const text = cell.trim();
  if (text === '') return { by: 'nothing' };
  if (/^\d+(?:[\s,，;；、|]+\d+)*$/u.test(text))
    return { by: 'number', numbers: text.split(/[\s,，;；、|]+/u).map(Number) };
  return { by: 'word', text };
}

function readRow(row: TableRow, { columns, options }: Heading): ReadRecord {
  const cell = (column: Column) => row.cells[columns.get(column) ?? -1]?.trim() ?? '';
  const given = options.map((column): RawOption => ({ text: row.cells[column] ?? '' }));
  const answer = answerOf(cell('answer'));
  const raw: RawQuestion = {
    where: row.where,
    stem: cell('stem'),
    options: given.length > 0 ? given : splitOptions(cell('options')),
    // Spreadsheets keep 正确 as a truth value when somebody types TRUE.
    answer:
      answer.by === 'word' && /^(true|false)$/iu.test(answer.text)
        ? { by: 'word', text: truthOf(answer.text) ? '正确' : '错误' }
        : answer,
    kindWord: cell('kind'),
    picture: cell('picture'),
    explanation: cell('explanation'),
    subject: cell('subject'),
    chapter: cell('chapter'),
    difficulty: cell('difficulty'),
    points: listOf(cell('points')),
    lawText: cell('law'),
    externalId: cell('id'),
    ...(cell('vehicles') !== '' && { vehicleClasses: listOf(cell('vehicles')) }),
  };
  if (raw.stem === '') return { where: row.where, why: '题干为空' };
  return raw;
}

/** The heading stands in one of the first rows, below a title or instructions. */
const ROWS_BEFORE_HEADING = 10;

function readRows(rows: readonly TableRow[], sheet: string): ReadRecord[] {
  const filled = rows.filter(({ cells }) => cells.some((cell) => cell.trim() !== ''));
  for (const [at, row] of filled.slice(0, ROWS_BEFORE_HEADING).entries()) {
    const heading = readHeading(row.cells);
    if (heading) {
      const isHeading = ({ cells }: TableRow) => cells[heading.columns.get('stem') ?? -1]?.trim() === heading.stemWord;
      return filled
        .slice(at + 1)
        .filter((one) => !isHeading(one))
        .map((one) => readRow(one, heading));
    }
  }
  throw new UnreadableDocument(sheet, `前 ${ROWS_BEFORE_HEADING} 行里没有含“题干”和“答案”的表头`);
}

/**
 * Reads CSV, with commas, semicolons or tabs. A line that is broken (a quote left open, say) is refused and takes no other with it.
 *
 * @throws {UnreadableDocument} where there is no heading
 */
export function readCsv(text: string): ReadRecord[] {
  const broken: ReadRecord[] = [];
  const firstLine = text.slice(0, text.indexOf('\n') < 0 ? text.length : text.indexOf('\n'));
  const delimiter =
    [',', '\t', ';', '，'].sort((a, b) => firstLine.split(b).length - firstLine.split(a).length)[0] ?? ',';
  const parsed = parse(text, {
    delimiter,
    info: true,
    relax_column_count: true,
    skip_empty_lines: true,
    skip_records_with_error: true,
    on_skip: (error) => {
      broken.push({ where: `第${error?.lines ?? '?'}行`, why: `这一行不是完整的 CSV：${error?.code ?? '格式错误'}` });
      return undefined;
    },
  }) as unknown as { record: string[]; info: { lines: number } }[];
  // `lines` is the last line of a record that may span several.
  const rows = parsed.map(({ record, info }) => ({ where: `第${info.lines}行`, cells: record }));
  if (rows.length === 0 && broken.length > 0) throw new UnreadableDocument('document', '没有一行是完整的 CSV');
  return [...readRows(rows, '表格'), ...broken];
}

function cellText(value: ExcelJS.CellValue): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return value.toISOString();
  if (typeof value !== 'object') return String(value);
  if ('richText' in value) return value.richText.map(({ text }) => text).join('');
  if ('text' in value) return cellText(value.text as ExcelJS.CellValue);
  if ('result' in value) return cellText(value.result as ExcelJS.CellValue);
  return '';
}

/** The first bytes of a zip archive, which an .xlsx file is, and of the format before it. */
const isZip = (bytes: Uint8Array) => bytes[0] === 0x50 && bytes[1] === 0x4b;
const isOldExcel = (bytes: Uint8Array) => bytes[0] === 0xd0 && bytes[1] === 0xcf;

/**
 * Reads every sheet of an Excel workbook that has rows.
 *
 * @throws {UnreadableDocument}
 */
export async function readWorkbook(bytes: Uint8Array): Promise<ReadRecord[]> {
  if (isOldExcel(bytes)) throw new UnreadableDocument('document', '是旧版 .xls，请另存为 .xlsx');
  if (!isZip(bytes)) throw new UnreadableDocument('document', '不是 .xlsx 工作簿');
  // Loaded with the first workbook: it is half of what a start of the desk costs, and few workbooks come.
  const { default: excel } = await import('exceljs');
  const workbook = new excel.Workbook();
  try {
    // exceljs declares a Buffer of its own that no Buffer of Node fits.
    await workbook.xlsx.load(bytes as unknown as Parameters<typeof workbook.xlsx.load>[0]);
  } catch (error) {
    throw new UnreadableDocument('document', `工作簿打不开：${error instanceof Error ? error.message : String(error)}`);
  }
  return workbook.worksheets.flatMap((sheet) => {
    const rows: TableRow[] = [];
    sheet.eachRow((row, number) => {
      const cells = Array.from({ length: row.cellCount }, (_, at) => cellText(row.getCell(at + 1).value));
      rows.push({ where: workbook.worksheets.length > 1 ? `${sheet.name} 第${number}行` : `第${number}行`, cells });
    });
    return rows.length === 0 ? [] : readRows(rows, `工作表 ${sheet.name}`);
  });
}
