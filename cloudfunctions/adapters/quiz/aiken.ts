import type { RawQuestion } from './raw-question.ts';
import type { ReadRecord } from './settle-bank.ts';

const OPTION = /^([A-Z])[.)]\s*(.*)$/u;
const ANSWER = /^ANSWER:\s*(.*)$/u;

interface OpenRecord {
  line: number;
  stem: string[];
  options: { letter: string; text: string }[];
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

/**
 * Reads Aiken: a stem, options `A. …` or `A) …`, and `ANSWER: X`. A record ends with its answer; one that has begun its
 * options also ends at a blank line or where other text begins, so that a forgotten answer doesn't swallow the next question.
 */
export function readAiken(text: string): ReadRecord[] {
  const records: ReadRecord[] = [];
  let open: OpenRecord | undefined;
  const finish = (answer: string | undefined) => {
    if (open) records.push(close(open, answer));
    open = undefined;
  };
  for (const [at, raw] of text.split(/\r?\n/u).entries()) {
    const line = raw.trim();
    const answer = ANSWER.exec(line)?.[1];
    const option = OPTION.exec(line);
    if (answer !== undefined) {
      if (open) finish(answer.trim());
      else records.push({ where: `第${at + 1}行`, why: 'ANSWER 行之前没有题目' });
    } else if (line === '') {
      if (open && open.options.length > 0) finish(undefined);
    } else if (option) {
      open ??= { line: at + 1, stem: [], options: [] };
      open.options.push({ letter: option[1] ?? '', text: option[2] ?? '' });
    } else {
      if (open && open.options.length > 0) finish(undefined);
      open ??= { line: at + 1, stem: [], options: [] };
      open.stem.push(line);
    }
  }
  finish(undefined);
  return records;
}
