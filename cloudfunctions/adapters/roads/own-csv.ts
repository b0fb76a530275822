import { CsvError, parse } from 'csv-parse/sync';
import { restrictionsOfChinese } from './chinese-terms.ts';
import { UnreadableDocument } from './feed-document.ts';
import type { FeedReport } from './feed-report.ts';
import { readOwnEvent } from './own-json.ts';
import { COLUMNS, stateOfWord, statusOfWord } from './own-terms.ts';
import { termTable } from './term-table.ts';

/**
 * Our own CSV: what an agency without a system keeps in a spreadsheet. The first line names the columns, in Chinese or
 * in the terms of our JSON, in any order; commas, semicolons or tabs divide; UTF-8 or GB 18030. One road per row.
 */
export function readOwnCsv(text: string, report: FeedReport): void {
  const [header, ...rows] = rowsOf(withoutExcelHint(text));
  if (!header) throw new UnreadableDocument('line 1', 'empty');
  const columns = header.fields.map((name) => COLUMNS[name] ?? name);
  for (const required of ['id', 'type']) {
    if (!columns.includes(required)) {
      throw new UnreadableDocument(
        'line 1',
        `no column ${required} (${chineseOf(required)}): not our CSV of road events`,
      );
    }
  }
  report.version = '1';
  refuseCutShort(text, rows.at(-1), columns.length);
  report.each(
    rows.map((row) => ({ ...eventOf(columns, row.fields), line: row.line, fieldCount: row.fields.length })),
    (index) => `line ${rows[index]?.line ?? index + 2}`,
    ({ line, fieldCount, ...event }, where) => {
      if (fieldCount > columns.length)
        report.warn(where, `${fieldCount - columns.length} fields more than columns: left out`);
      return [readOwnEvent(event, where, report)];
    },
  );
}

/** Excel may put its divider on a line of its own before the columns' names: `sep=;`. */
function withoutExcelHint(text: string): string {
  return text.replace(/^sep=.\r?\n/iu, '');
}

interface Row {
  line: number;
  fields: string[];
}

function rowsOf(text: string): Row[] {
  try {
    const records: { record: string[]; info: { lines: number } }[] = parse(text, {
      delimiter: delimiterOf(text),
      info: true,
      relax_column_count: true,
      relax_quotes: false,
      skip_empty_lines: true,
      skip_records_with_empty_values: true,
      trim: true,
    }) as never;
    return records.map(({ record, info }) => ({ line: info.lines, fields: record }));
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = Number(error.lines ?? 0);
    const why = error.code === 'CSV_QUOTE_NOT_CLOSED' ? 'a quote is not closed: cut short?' : 'not valid CSV';
    throw new UnreadableDocument(line > 0 ? `line ${line}` : 'document', why);
  }
}

/** The divider that the first line has most of. */
function delimiterOf(text: string): string {
  const [first = ''] = text.split(/\r?\n/u, 1);
  const counts = [',', '\t', ';', '，'].map((delimiter) => ({ delimiter, count: first.split(delimiter).length }));
  counts.sort((one, other) => other.count - one.count);
  return counts[0]?.delimiter ?? ',';
}

/** A last line without its end and with fewer fields than the others is where a download broke off. */
function refuseCutShort(text: string, last: Row | undefined, columns: number): void {
  if (last && last.fields.length < columns && !/[\r\n]\s*$/u.test(text)) {
    throw new UnreadableDocument(`line ${last.line}`, `breaks off after ${last.fields.length} of ${columns} fields`);
  }
}

const ROAD_FIELDS = termTable<string>({
  roadCode: 'code',
  roadName: 'name',
  direction: 'direction',
  from: 'from',
  to: 'to',
  stake: 'stake',
});

/** A row in the form of our JSON. */
function eventOf(columns: readonly string[], fields: readonly string[]): Record<string, unknown> {
  const event: Record<string, unknown> = {};
  const road: Record<string, unknown> = {};
  columns.forEach((column, index) => {
    const value = fields[index];
    if (value === undefined || value === '') return;
    const roadField = ROAD_FIELDS[column];
    if (roadField === undefined) event[column] = value;
    else road[roadField] = value;
  });
  // 状态 is what some write over 封闭 and 占道: how the road is, not how the event is.
  const { status } = event;
  if (typeof status === 'string' && statusOfWord(status) === null && stateOfWord(status) !== null) {
    event.state ??= status;
    delete event.status;
  }
  if (Object.keys(road).length > 0)
    event.roads = [{ ...road, ...(event.state === undefined ? {} : { state: event.state }) }];
  const restrictions = restrictionsOfChinese(`${event.headline ?? ''}。${event.description ?? ''}`);
  if (restrictions.length > 0) event.restrictions = restrictions;
  return event;
}

function chineseOf(column: string): string {
  return Object.keys(COLUMNS).find((name) => COLUMNS[name] === column) ?? column;
}
