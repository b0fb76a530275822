import type { Rejection } from '#domain/post';
import { canonicalAnswer, canonicalContent } from '#domain/question-content';
import { type BankOptions, type BankQuestion, type ParsedBank, RefusedRecord } from './bank-document.ts';
import { type AnswerBase, composeQuestion } from './compose-question.ts';
import type { RawQuestion } from './raw-question.ts';

/** A record that was read, or why it could not be. */
export type ReadRecord = RawQuestion | Rejection;

const isRefused = (record: ReadRecord): record is Rejection => 'why' in record;

/**
 * Whether numbers as answers count from 0 or from 1: a 0 tells, and so does a number that equals the number of options.
 * Where both occur, or neither, nothing is assumed: an answer off by one teaches the wrong thing.
 */
function findAnswerBase(records: readonly RawQuestion[]): AnswerBase {
  const numbers = records.flatMap(({ answer }) => (answer.by === 'number' ? answer.numbers : []));
  // No document has options up to the sixteenth in each of its questions.
  if (numbers.length > 0 && numbers.every((number) => number > 0 && number % 16 === 0)) return 'flags';
  let zero = false;
  let last = false;
  for (const { answer, options } of records) {
    if (answer.by !== 'number') continue;
    const filled = options.filter(({ text, picture }) => text.trim() !== '' || picture !== undefined).length;
    if (filled === 0) continue;
    zero ||= answer.numbers.includes(0);
    last ||= answer.numbers.includes(filled);
  }
  return zero === last ? 'unknown' : zero ? 0 : 1;
}

/**
 * Turns records into a bank: composes each, then takes copies out. Of copies that agree the first stands; copies that
 * disagree about the answer are all refused, since nobody here knows which is right.
 */
export function settleBank(records: readonly ReadRecord[], options: BankOptions): ParsedBank {
  const bank: ParsedBank = { questions: [], duplicates: [], rejected: [], warnings: [] };
  const base =
    options.answersCountFrom ?? findAnswerBase(records.filter((record): record is RawQuestion => !isRefused(record)));
  const groups = new Map<string, BankQuestion[]>();
  for (const record of records) {
    if (isRefused(record)) {
      bank.rejected.push(record);
      continue;
    }
    try {
      const draft = composeQuestion(record, options, base);
      const content = canonicalContent(draft);
      groups.set(content, [...(groups.get(content) ?? []), { where: record.where, draft }]);
    } catch (error) {
      if (!(error instanceof RefusedRecord)) throw error;
      bank.rejected.push({ where: record.where, why: error.message });
    }
  }
  for (const group of groups.values()) settleCopies(group, bank);
  warnOfOptionCounts(bank);
  return bank;
}

function settleCopies([first, ...copies]: readonly BankQuestion[], bank: ParsedBank): void {
  if (first === undefined) return;
  const other = copies.find(({ draft }) => canonicalAnswer(draft) !== canonicalAnswer(first.draft));
  if (other !== undefined) {
    const all = [first, ...copies];
    const places = all.map(({ where }) => where);
    for (const { where } of all) {
      const others = places
        .filter((place) => place !== where)
        .slice(0, 3)
        .join('、');
      bank.rejected.push({ where, why: `与${others}题目相同而答案不同` });
    }
    return;
  }
  bank.questions.push(first);
  for (const { where } of copies) bank.duplicates.push({ where, of: first.where });
}

/** Another number of options than most of the document has is often a lost one. */
function warnOfOptionCounts({ questions, warnings }: ParsedBank): void {
  const choice = questions.filter(({ draft }) => draft.type !== 'truefalse');
  const counts = new Map<number, number>();
  for (const { draft } of choice) counts.set(draft.options.length, (counts.get(draft.options.length) ?? 0) + 1);
  const [usual] = [...counts].sort((a, b) => b[1] - a[1])[0] ?? [];
  for (const { where, draft } of choice) {
    if (draft.options.length !== usual)
      warnings.push({ where, why: `有 ${draft.options.length} 个选项，多数题有 ${usual} 个` });
  }
}
