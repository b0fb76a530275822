import JSON5 from 'json5';
import { type LegalBasis, SCORING_RULES, type ScoringRule } from '#domain/question';
import { UnreadableDocument } from '#functions/adapters/roads/feed-document';
import { type RecordText, splitRecords } from './json-records.ts';
import type { RawAnswer, RawOption, RawQuestion } from './raw-question.ts';
import { listOf } from './record-fields.ts';
import type { ReadRecord } from './settle-bank.ts';

type Fields = Record<string, unknown>;

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The first of these fields that says something, under names that banks use. */
function pick(fields: Fields, ...names: string[]): unknown {
  for (const name of names) {
    const value = fields[name];
    if (value !== undefined && value !== null && value !== '') return value;
  }
  return undefined;
}

const textOf = (value: unknown) =>
  typeof value === 'string' ? value : typeof value === 'number' ? String(value) : undefined;

const OPTION_FIELDS = ['item', 'option', 'opt', 'choice', 'answer', '选项'];
const OPTION_LISTS = [
  'options',
  'choices',
  'answers',
  'items',
  'opts',
  'optionList',
  'option_list',
  'answerOptions',
  'answer_options',
  'selects',
  '选项',
];
/** What is wrong, apart from what is right: as Open Trivia DB has it. */
const WRONG_LISTS = ['incorrect_answers', 'incorrectAnswers', 'wrongAnswers', 'wrong_answers', 'distractors'];

/** The wrong ones of a question that lists them beside its one right answer; undefined for other banks. */
function wrongOnes(fields: Fields): string[] | undefined {
  const list = pick(fields, ...WRONG_LISTS);
  return Array.isArray(list) && list.every((one) => typeof one === 'string') ? (list as string[]) : undefined;
}

/** Options as a list of texts or objects, as `{A: …}`, or as fields `item1`, `optionA`, `a`. */
function optionsOf(fields: Fields): RawOption[] {
  const wrong = wrongOnes(fields);
  const right = textOf(pick(fields, 'correct_answer', 'correctAnswer', 'answer'));
  // By their text: else the right one would always be the first.
  if (wrong !== undefined && right !== undefined) return [right, ...wrong].sort().map((text) => ({ text }));
  const list = pick(fields, ...OPTION_LISTS);
  if (Array.isArray(list)) return list.map(optionOf);
  if (isFields(list))
    return Object.keys(list)
      .sort()
      .map((key) => optionOf(list[key]));
  if (typeof list === 'string') return list.split(/\r?\n|\|/u).map((text) => ({ text }));
  for (const prefix of OPTION_FIELDS) {
    for (const names of [
      ['1', '2', '3', '4', '5', '6', '7', '8'],
      ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H'],
    ]) {
      const keys = names.map((name) => [
        `${prefix}${name}`,
        `${prefix}_${name}`,
        `${prefix}${name.toLowerCase()}`,
        `${prefix}_${name.toLowerCase()}`,
      ]);
      const used = keys.map((spellings) => spellings.find((key) => key in fields));
      if (used[0] !== undefined) return used.flatMap((key) => (key === undefined ? [] : [optionOf(fields[key])]));
    }
  }
  const letters = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
  const plain = letters.map((letter) => [letter, letter.toUpperCase()].find((key) => key in fields));
  return plain[0] === undefined ? [] : plain.flatMap((key) => (key === undefined ? [] : [optionOf(fields[key])]));
}

function optionOf(option: unknown): RawOption {
  if (!isFields(option)) return { text: textOf(option) ?? '' };
  const text = textOf(pick(option, 'text', 'content', 'value', 'label', 'title', 'option')) ?? '';
  const picture = textOf(pick(option, 'picture', 'image', 'img', 'pic'));
  return picture === undefined ? { text } : { text, picture };
}

/** Options that say of themselves that they are right. */
function markedRight(fields: Fields): number[] {
  const list = pick(fields, ...OPTION_LISTS);
  if (!Array.isArray(list)) return [];
  return list.flatMap((option: unknown, index) => {
    const mark = isFields(option)
      ? pick(option, 'isCorrect', 'is_correct', 'correct', 'right', 'isRight', 'isAnswer')
      : undefined;
    return mark === true || mark === 1 || mark === 'true' ? [index] : [];
  });
}

function answerOf(fields: Fields): RawAnswer {
  const marked = markedRight(fields);
  if (marked.length > 0) return { by: 'index', indices: marked };
  const answer = pick(
    fields,
    'correct',
    'answer',
    'correct_answer',
    'correctAnswer',
    'correct_answers',
    'correctAnswers',
    'answerIndex',
    'answer_index',
    'correctIndex',
    'correct_index',
    'correctOption',
    'correct_option',
    'correctOptions',
    'correct_options',
    'rightAnswer',
    'right_answer',
    'rightOption',
    'standardAnswer',
    'answerKey',
    'answer_key',
    'solution',
    'right',
    'key',
    'ta',
    '答案',
    '正确答案',
  );
  if (typeof answer === 'boolean') return { by: 'truth', value: answer };
  if (typeof answer === 'number') return { by: 'number', numbers: [answer] };
  if (Array.isArray(answer)) {
    if (answer.every((one) => typeof one === 'number')) return { by: 'number', numbers: answer as number[] };
    if (answer.every((one) => typeof one === 'string')) return wordAnswer(answer.join(','));
  }
  return typeof answer === 'string' ? wordAnswer(answer) : { by: 'nothing' };
}

function wordAnswer(text: string): RawAnswer {
  const trimmed = text.trim();
  if (/^\d+(?:[,;、|\s]+\d+)*$/u.test(trimmed))
    return { by: 'number', numbers: trimmed.split(/[,;、|\s]+/u).map(Number) };
  return { by: 'word', text: trimmed };
}

function lawOf(value: unknown): LegalBasis[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((one: unknown): LegalBasis[] => {
    if (!isFields(one) || typeof one.law !== 'string' || typeof one.article !== 'string') return [];
    const day = (name: 'inForceFrom' | 'inForceTo') => {
      const said = one[name];
      return typeof said === 'string' && /^\d{4}-\d\d-\d\d$/u.test(said) ? { [name]: said } : {};
    };
    return [{ law: one.law, article: one.article, ...day('inForceFrom'), ...day('inForceTo') }];
  });
}

function stringsOf(value: unknown): string[] | undefined {
  if (typeof value === 'string') return listOf(value);
  return Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : undefined;
}

function readFields(fields: Fields, where: string, shared: Fields, native: boolean): ReadRecord {
  const chapter =
    pick(fields, 'chapter') ?? shared.chapter ?? pick(fields, 'section', 'category', 'chapterName', '章节');
  const stem = textOf(
    pick(
      fields,
      'stem',
      'question',
      'title',
      'content',
      'questionText',
      'question_text',
      'topic',
      'questionTitle',
      'question_title',
      'questionContent',
      'question_content',
      'problem',
      'text',
      'q',
      '题干',
      '题目',
      '问题',
    ),
  );
  if (stem === undefined) return { where, why: '没有题干（stem、question、title 等字段都没有）' };
  const answer = answerOf(fields);
  const scoring = pick(fields, 'scoring');
  const text = (...names: string[]) => textOf(pick(fields, ...names));
  const chapterName = isFields(chapter) ? textOf(chapter.name) : textOf(chapter);
  const chapterId = isFields(chapter) ? textOf(chapter.id) : undefined;
  const optional = {
    picture: text('picture', 'image_name', 'imageName', 'image', 'imageUrl', 'img', 'pic', 'url', 'sinaimg', 'media'),
    pictureAlt: text('pictureAlt', 'imageAlt', 'alt'),
    // There, `multiple` is a choice among several.
    kindWord:
      wrongOnes(fields) === undefined ? text('type', 'questionType', 'question_type', 'kind', '题型') : undefined,
    explanation: text(
      'explanation',
      'explain',
      'explains',
      'analysis',
      'bestanswer',
      'explanationText',
      'desc',
      '解析',
    ),
    subject: text('subject', 'kemu') ?? textOf(shared.subject),
    chapter: chapterName,
    chapterId,
    difficulty: text('difficulty', 'level', 'diff_degree'),
    vehicleClasses: stringsOf(pick(fields, 'vehicleClasses') ?? shared.vehicleClasses),
    points: stringsOf(pick(fields, 'points', 'tags', 'knowledge')),
    source: text('source') ?? textOf(shared.source),
    licence: text('licence', 'license') ?? textOf(shared.licence),
    externalId: text('id', 'code', 'uuid', 'questionId', 'question_id', 'index'),
    lawText: text('lawText', '法规依据'),
    scoring: SCORING_RULES.find((rule): rule is ScoringRule => rule === scoring),
  };
  const raw: RawQuestion = {
    where,
    stem,
    options: optionsOf(fields),
    // In our own form `correct` counts from 0, always.
    answer: native && answer.by === 'number' ? { by: 'index', indices: answer.numbers } : answer,
    law: lawOf(fields.law),
  };
  return Object.assign(raw, Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== undefined)));
}

/** Strict JSON is read thirty times faster, and most banks are. */
function parseRelaxed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return JSON5.parse(text);
  }
}

function parseRecord({ where, text, whole }: PlacedRecord, shared: Fields, native: boolean): ReadRecord {
  if (!whole) return { where, why: '文件在这一题中间断了' };
  let value: unknown;
  try {
    value = parseRelaxed(text);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { where, why: `这一题不是有效的 JSON：${message.slice(0, 120)}` };
  }
  return isFields(value) ? readFields(value, where, shared, native) : { where, why: '不是一个对象' };
}

/** What stands before the questions of our own form: `{subject, chapter, …, questions: [`. */
function readShared(text: string, arrayAt: number): Fields {
  try {
    const shared: unknown = JSON5.parse(`${text.slice(0, arrayAt).trimEnd()} []}`);
    return isFields(shared) ? shared : {};
  } catch {
    return {};
  }
}

/**
 * Reads JSON and its relaxed forms: our own banks (`{subject, chapter, questions: […]}`), an array of objects under the names
 * that banks use, and a JavaScript file that exports such an array. Every element is read by itself.
 *
 * @throws {UnreadableDocument} where there is no array of objects
 */
export function readJsonBank(text: string): ReadRecord[] {
  const own = /["']?questions["']?\s*:\s*(?=\[)/u.exec(text);
  const nested = own ?? /["']?(?:data|list|result|items)["']?\s*:\s*(?=\[\s*\{)/u.exec(text);
  const startsAsObject = /^\s*\{/u.test(text);
  const arrayAt = startsAsObject && nested ? nested.index + nested[0].length : findArray(text);
  const shared = startsAsObject && own ? readShared(text, arrayAt) : {};
  const native = 'subject' in shared && 'chapter' in shared;
  const records = arrayAt < 0 ? [] : splitRecords(text, arrayAt);
  if (records.length > 0) return placed(records).map((record) => parseRecord(record, shared, native));
  return startsAsObject ? readWithoutArray(text) : refuseWithoutArray();
}

function refuseWithoutArray(): never {
  throw new UnreadableDocument('document', '没有题目的数组');
}

/** One object a line (JSON Lines), or one object of objects, by their keys. */
function readWithoutArray(text: string): ReadRecord[] {
  // Objects one after the other are an array whose brackets and commas are missing.
  const records = splitRecords(`[${text}]`);
  if (records.length > 1) return placed(records).map((record) => parseRecord(record, {}, false));
  let whole: unknown;
  try {
    whole = parseRelaxed(text);
  } catch {
    return refuseWithoutArray();
  }
  const entries = isFields(whole) ? Object.entries(whole).filter(([, value]) => isFields(value)) : [];
  if (entries.length === 0) return refuseWithoutArray();
  return entries.map(([key, value]) => readFields(value as Fields, `“${key.slice(0, 40)}”`, {}, false));
}

type PlacedRecord = RecordText & { where: string };

/** By line; records that share a line also by their number. */
function placed(records: readonly RecordText[]): PlacedRecord[] {
  const onLine = new Map<number, number>();
  for (const { line } of records) onLine.set(line, (onLine.get(line) ?? 0) + 1);
  return records.map((record, at) => ({
    ...record,
    where: (onLine.get(record.line) ?? 0) > 1 ? `第${record.line}行第${at + 1}题` : `第${record.line}行`,
  }));
}

/** Where an array of objects begins, comments and declarations before it aside. */
function findArray(text: string): number {
  return /\[\s*(?:\/\/[^\n]*\n\s*|\/\*[\s\S]*?\*\/\s*)*\{/u.exec(text)?.index ?? -1;
}
