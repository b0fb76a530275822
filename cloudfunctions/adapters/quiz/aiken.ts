import type { RawQuestion } from './raw-question.ts';
import type { ReadRecord } from './settle-bank.ts';

const OPTION = /^([A-Z])[.)]\s*(.*)$/iu;
const ANSWER = /^ANSWER\s*:\s*(.*)$/iu;
/** Not Moodle's, but common: the reason, on a line of its own below the answer. */
const REASON = /^(?:FEEDBACK|EXPLANATION|解析)\s*:\s*(.*)$/iu;

/** The marks of the format as they are typed on a Chinese keyboard: `Ａ．` `ANSWER：`. The words after them stay as they are. */
function withPlainMarks(line: string): string {
  return line.replace(/^(?:[A-Za-zＡ-Ｚａ-ｚ]\s*[.)．）、]|[A-Za-zＡ-Ｚａ-ｚ]+\s*[:：]|解析\s*[:：])/u, (mark) =>
    mark.normalize('NFKC').replace('、', '.').replace(/\s+/gu, ''),
  );
}

interface OpenRecord {
  line: number;
  stem: string[];
  options: { letter: string; text: string }[];
  afterBlank: boolean;
}

function close({ line, stem, options }: OpenRecord, answer: string | undefined): ReadRecord {
  const where = `第${line}行`;
  if (answer === undefined) return { where, why: options.length === 0 ? '题干之后没有选项' : '没有 ANSWER 行' };
  if (stem.length === 0) return { where, why: '选项之前没有题干' };
  const expected = options.findIndex(({ letter }, index) => letter.charCodeAt(0) !== 65 + index);
  if (expected >= 0) return { where, why: `选项 ${options[expected]?.letter} 的字母不按顺序` };
  const raw: RawQuestion = {
    where,
    stem: stem.join('\n'),
    options: options.map(({ text }) => ({ text })),
    answer: { by: 'word', text: answer },
  };
  return raw;
}

/** A small letter begins an option only where that option is due: `a) …` may be words of a stem as well. */
function optionIn(line: string, open: OpenRecord | undefined): { letter: string; text: string } | undefined {
  const [, mark = '', text = ''] = OPTION.exec(line) ?? [];
  if (mark === '') return undefined;
  const letter = mark.toUpperCase();
  const isDue = open !== undefined && letter.charCodeAt(0) - 65 === open.options.length;
  return mark === letter || isDue ? { letter, text } : undefined;
}

/**
 * Reads Aiken: a stem, options `A. …` or `A) …`, and `ANSWER: X`. A record ends with its answer. One that has begun also ends where,
 * after a blank line or after its options, other text begins: so a forgotten answer or a heading doesn't swallow the next question.
 */
export function readAiken(text: string): ReadRecord[] {
  const records: ReadRecord[] = [];
  let open: OpenRecord | undefined;
  const finish = (answer: string | undefined) => {
    if (open) records.push(close(open, answer));
    open = undefined;
  };
  for (const [at, raw] of text.split('\n').entries()) {
    const line = withPlainMarks(raw.trim());
    const answer = ANSWER.exec(line)?.[1];
    const reason = REASON.exec(line)?.[1];
    const last = records.at(-1);
    const option = optionIn(line, open);
    if (answer !== undefined) {
      if (open) finish(answer.trim());
      else records.push({ where: `第${at + 1}行`, why: 'ANSWER 行之前没有题目' });
    } else if (line === '') {
      if (open) open.afterBlank = true;
    } else if (reason !== undefined && open === undefined && last !== undefined && 'stem' in last) {
      last.explanation = reason;
    } else if (option) {
      // After a blank line and other options, an A begins a question whose stem is missing.
      if (open?.afterBlank && open.options.length > 0 && option.letter === 'A') finish(undefined);
      open ??= { line: at + 1, stem: [], options: [], afterBlank: false };
      open.options.push(option);
      open.afterBlank = false;
    } else {
      if (open && (open.afterBlank || open.options.length > 0)) finish(undefined);
      open ??= { line: at + 1, stem: [], options: [], afterBlank: false };
      open.stem.push(line);
    }
  }
  finish(undefined);
  return records;
}
