import { lettersOf, truthOf } from './answer-words.ts';
import type { RawOption, RawQuestion } from './raw-question.ts';
import { listOf } from './record-fields.ts';
import type { ReadRecord } from './settle-bank.ts';

/** Lines of the usual Chinese template, as Word documents are pasted: fields by name, options by letter. */
const FIELD =
  /^[【[]?(正确答案|标准答案|参考答案|答案|答案解析|解析|试题解析|题目解析|难度|难易程度|章节|知识点|考点|图片|法规依据|依据)[】\]]?\s*[：:]?\s*(.*)$/u;
const NUMBERED = /^(?:第)?(\d{1,5})(?:题)?\s*[.．、:：)）](?!\d)\s*(.*)$/u;
const OPTION = /^([A-Za-zＡ-Ｚａ-ｚ])\s*[.．、:：)）]\s*(.*)$/u;
/** `A 减速`: only where that letter is due, since words may begin with one. */
const SPACED_OPTION = /^([A-ZＡ-Ｚ])\s+(\S.*)$/u;
/** Options that share a line: `A. 停车 B. 减速 C. 加速`. */
const NEXT_OPTION = /\s+(?=[B-ZＢ-Ｚ]\s*[.．、:：)）])/gu;
const SECTION =
  /^[一二三四五六七八九十]+\s*[、.．]\s*(单选题|多选题|判断题|单项选择题|多项选择题|选择题|填空题|简答题|问答题)/u;
const KIND =
  /^\s*[[【(（]\s*(单选题?|多选题?|判断题?|单项选择题?|多项选择题?|不定项选择题?|填空题|简答题|问答题|论述题|案例题)\s*[\]】)）]\s*(?:[(（](?:系统|人工)评分[)）])?\s*/u;
/** The answer within the stem: `……（正确）`, `……（ AB ）。` */
const STEM_ANSWER =
  /[(（]\s*([A-Za-z][A-Za-z\s;；,，、]*|正确|错误|对|错|是|否|同意|不同意|√|×|✓|✗)\s*[)）]\s*([。．.？?！!]?)\s*$/u;

type FieldName = 'stem' | 'option' | 'answer' | 'explanation' | 'difficulty' | 'chapter' | 'points' | 'picture' | 'law';

const FIELD_NAMES: readonly [RegExp, FieldName][] = [
  [/解析/u, 'explanation'],
  [/答案/u, 'answer'],
  [/难/u, 'difficulty'],
  [/章节/u, 'chapter'],
  [/知识点|考点/u, 'points'],
  [/图片/u, 'picture'],
  [/依据/u, 'law'],
];

interface OpenRecord {
  line: number;
  number: number | undefined;
  kindWord: string | undefined;
  fields: Map<FieldName, string>;
  options: { letter: string; text: string }[];
  /** Where a line without a name of its own goes on. */
  last: FieldName;
  /** The last number of a list within the explanation. */
  listed: number | undefined;
}

function begin(line: number, number: number | undefined, text: string, sectionKind: string | undefined): OpenRecord {
  const kind = KIND.exec(text);
  return {
    line,
    number,
    kindWord: kind?.[1] ?? sectionKind,
    fields: new Map([['stem', kind ? text.slice(kind[0].length) : text]]),
    options: [],
    last: 'stem',
    listed: undefined,
  };
}

function addField(record: OpenRecord, name: FieldName, value: string): void {
  const known = record.fields.get(name);
  record.fields.set(name, known === undefined || known === '' ? value : `${known}\n${value}`);
  record.last = name;
}

const letterOf = (mark: string) => mark.normalize('NFKC').toUpperCase();

function isDueOption(record: OpenRecord, line: string): boolean {
  const mark = SPACED_OPTION.exec(line)?.[1];
  return mark !== undefined && letterOf(mark).charCodeAt(0) - 65 === record.options.length;
}

function addOptions(record: OpenRecord, line: string): void {
  for (const part of line.split(NEXT_OPTION)) {
    const [, mark = '', text = ''] = OPTION.exec(part) ?? SPACED_OPTION.exec(part) ?? [];
    record.options.push({ letter: letterOf(mark), text });
  }
  record.last = 'option';
}

function continueRecord(record: OpenRecord, line: string): void {
  const option = record.options.at(-1);
  if (record.last === 'option' && option) option.text = `${option.text}\n${line}`;
  else addField(record, record.last, line);
}

/** Whether two words give one answer: `AB` and `B、A`, `对` and `√`. */
function saysSame(one: string, other: string): boolean {
  const letters = [one, other].map((word) =>
    lettersOf(word)
      ?.sort((a, b) => a - b)
      .join(),
  );
  if (letters[0] !== undefined && letters[1] !== undefined) return letters[0] === letters[1];
  return truthOf(one) === truthOf(other);
}

function close(record: OpenRecord): ReadRecord {
  const where = `第${record.line}行`;
  const { fields, options } = record;
  const misplaced = options.findIndex(({ letter }, index) => letter !== String.fromCharCode(65 + index));
  if (misplaced >= 0) return { where, why: `选项 ${options[misplaced]?.letter} 的字母不按顺序` };
  let stem = fields.get('stem') ?? '';
  let answer = fields.get('answer');
  const inStem = STEM_ANSWER.exec(stem);
  const word = inStem?.[1]?.trim() ?? '';
  // A single letter in brackets belongs to the stem unless there are options for it.
  if (inStem && (options.length > 0 ? lettersOf(word) !== undefined : truthOf(word) !== undefined)) {
    if (answer !== undefined && !saysSame(answer, word)) {
      return { where, why: `题干里的答案“${word}”与答案栏的“${answer.trim().slice(0, 20)}”不同` };
    }
    answer ??= word;
    stem = `${stem.slice(0, inStem.index)}${options.length > 0 ? '（ ）' : ''}${inStem[2] ?? ''}`;
  }
  const read: RawOption[] = options.map(({ text }) => ({ text }));
  const raw: RawQuestion = {
    where,
    stem,
    options: read,
    answer: answer === undefined ? { by: 'nothing' } : { by: 'word', text: answer },
    ...(record.kindWord !== undefined && { kindWord: record.kindWord }),
    ...(fields.has('explanation') && { explanation: fields.get('explanation') ?? '' }),
    ...(fields.has('difficulty') && { difficulty: fields.get('difficulty') ?? '' }),
    ...(fields.has('chapter') && { chapter: fields.get('chapter') ?? '' }),
    ...(fields.has('points') && { points: listOf(fields.get('points') ?? '') }),
    ...(fields.has('picture') && { picture: fields.get('picture') ?? '' }),
    ...(fields.has('law') && { lawText: fields.get('law') ?? '' }),
  };
  if (options.length === 0 && answer === undefined) return { where, why: '既没有选项也没有答案' };
  return raw;
}

/** Whether the record is a statement that has said whether it is true: `雪天要缓踩制动（√）`. */
function isSettled({ last, fields }: OpenRecord): boolean {
  return last === 'stem' && truthOf(STEM_ANSWER.exec(fields.get('stem') ?? '')?.[1] ?? '') !== undefined;
}

/** Whether a numbered line begins a question, or is a list within the explanation of the one before. */
function beginsNext(open: OpenRecord | undefined, number: number, afterBlank: boolean): boolean {
  if (open === undefined || afterBlank) return true;
  const listed = open.last === 'explanation' && number === (open.listed ?? 0) + 1;
  if (listed && (open.listed !== undefined || number !== (open.number ?? 0) + 1)) {
    open.listed = number;
    return false;
  }
  return open.last !== 'explanation' || number === (open.number ?? 0) + 1;
}

/**
 * Reads the usual Chinese text template: numbered or blank-line separated questions, options `A.` `A、`, fields `答案：` `解析：`, the
 * kind in brackets or as a section's heading, the answer in its field or in brackets at the stem's end.
 */
export function readChineseText(text: string): ReadRecord[] {
  const records: ReadRecord[] = [];
  let open: OpenRecord | undefined;
  let sectionKind: string | undefined;
  let afterBlank = true;
  const start = (next: OpenRecord | undefined) => {
    if (open) records.push(close(open));
    open = next;
  };
  for (const [at, raw] of text.split('\n').entries()) {
    const line = raw
      .replace(/[\u200b\ufeff]/gu, '')
      .replaceAll('\u3000', ' ')
      .trim();
    const section = SECTION.exec(line)?.[1];
    const field = FIELD.exec(line);
    // `【判断】5. …` as well as `5. 【判断】…`.
    const kindFirst = KIND.exec(line)?.[0] ?? '';
    const numbered = NUMBERED.exec(line.slice(kindFirst.length));
    const answered = open !== undefined && (open.fields.has('answer') || open.options.length > 0);
    if (line === '') {
      afterBlank = true;
      continue;
    }
    if (section !== undefined) {
      start(undefined);
      sectionKind = section;
    } else if (open && field && (field[2] !== '' || /[：:】\]]/u.test(line))) {
      const name = FIELD_NAMES.find(([pattern]) => pattern.test(field[1] ?? ''))?.[1] ?? 'explanation';
      addField(open, name, field[2] ?? '');
    } else if (open && open.last !== 'explanation' && (OPTION.test(line) || isDueOption(open, line))) {
      addOptions(open, line);
    } else if (numbered && beginsNext(open, Number(numbered[1]), afterBlank)) {
      start(begin(at + 1, Number(numbered[1]), `${kindFirst}${numbered[2] ?? ''}`, sectionKind));
    } else if (open === undefined || (afterBlank && answered) || isSettled(open)) {
      start(begin(at + 1, undefined, line, sectionKind));
    } else {
      continueRecord(open, line);
    }
    afterBlank = false;
  }
  start(undefined);
  return records;
}
