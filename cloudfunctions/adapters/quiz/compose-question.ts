import { QUESTION_TYPES, type QuestionDraft, type QuestionType, TRUE_FALSE_OPTIONS } from '#domain/question';
import { findQuestionFaults, optionLetter } from '#domain/question-rules';
import { kindOf, lettersOf, truthOf, truthPair } from './answer-words.ts';
import { type BankOptions, RefusedRecord } from './bank-document.ts';
import type { RawAnswer, RawOption, RawQuestion } from './raw-question.ts';
import { chapterIdOf, difficultyOf, lawOf, pictureOf, plainText, subjectOf } from './record-fields.ts';

/**
 * How numbers as answers count: from 0, from 1, or as a sum of 16 for A, 32 for B, 64 for C and so on, as the apps for learners have
 * them; `unknown` where the document leaves it open.
 */
export type AnswerBase = 0 | 1 | 'flags' | 'unknown';

/** 16 is the first option's flag. */
const FIRST_FLAG = 4;

/** Indices of the options whose flags make this sum. */
function flagged(sum: number): number[] {
  return Array.from({ length: 12 }, (_, index) => index).filter((index) => (sum >> (index + FIRST_FLAG)) & 1);
}

const nameOf = (type: QuestionType) => QUESTION_TYPES.find(({ id }) => id === type)?.name ?? type;

/** Options without what banks pad them with: blanks at the end, and `A.` before each where all have it. */
function tidyOptions(options: readonly RawOption[], folder: string): RawOption[] {
  const read = options.map(({ text, picture }): RawOption => {
    const plain = plainText(text);
    const shown = pictureOf(picture ?? plain.picture, folder);
    if (shown !== undefined && 'why' in shown) throw new RefusedRecord(shown.why);
    return shown === undefined ? { text: plain.text } : { text: plain.text, picture: shown.path };
  });
  while (read.length > 0 && read.at(-1)?.text === '' && read.at(-1)?.picture === undefined) read.pop();
  const label = (index: number) => new RegExp(`^${optionLetter(index)}\\s*[.、．:：)）]\\s*`, 'iu');
  const labelled = read.length > 1 && read.every(({ text }, index) => label(index).test(text));
  return labelled ? read.map((option, index) => ({ ...option, text: option.text.replace(label(index), '') })) : read;
}

/** Truth of each option where they are the two of a true-or-false question, in any order and wording. */
function truthOptions(options: readonly RawOption[]): [boolean, boolean] | undefined {
  if (options.length !== 2 || options.some(({ picture }) => picture !== undefined)) return undefined;
  const [first, second] = options;
  return first && second && truthPair(first.text, second.text);
}

/** The right options as indices into the document's options. */
function indicesOf(answer: RawAnswer, options: readonly RawOption[], base: AnswerBase): number[] {
  switch (answer.by) {
    case 'nothing':
      return [];
    case 'index':
      return answer.indices;
    case 'truth': {
      const truths = truthOptions(options);
      if (truths === undefined) throw new RefusedRecord(`答案是“${answer.value ? '正确' : '错误'}”，选项却不是`);
      return [truths.indexOf(answer.value)];
    }
    case 'number':
      if (base === 'unknown') {
        throw new RefusedRecord(`答案 ${answer.numbers.join(',')} 是数字，无法判断从 0 还是从 1 数起，请指定`);
      }
      if (base === 'flags') return answer.numbers.flatMap(flagged);
      return answer.numbers.map((number) => {
        if (number - base < 0) throw new RefusedRecord(`答案 ${number} 小于 ${base}，而本文件的答案从 ${base} 数起`);
        return number - base;
      });
    case 'word': {
      const text = plainText(answer.text).text;
      const same = options.findIndex((option) => option.text !== '' && option.text === text);
      const letters = lettersOf(text);
      // An option's own text wins over letters only where the word can't be letters of these options.
      if (letters?.every((index) => index < options.length)) return letters;
      if (same >= 0) return [same];
      const truth = truthOf(text);
      if (truth !== undefined && truthOptions(options) !== undefined) {
        return indicesOf({ by: 'truth', value: truth }, options, base);
      }
      if (letters !== undefined) return letters;
      const parts = text.split(/[,，;；、|\n]/u).map((part) => part.trim());
      const found = parts.map((part) => options.findIndex((option) => option.text !== '' && option.text === part));
      if (text !== '' && found.every((index) => index >= 0)) return found;
      throw new RefusedRecord(text === '' ? '没有答案' : `答案“${text.slice(0, 30)}”无法识别`);
    }
  }
}

/** Whether a true-or-false statement is right, where the document gives no options for it. */
function statedTruth(answer: RawAnswer, base: AnswerBase): boolean {
  switch (answer.by) {
    case 'truth':
      return answer.value;
    case 'word': {
      const text = plainText(answer.text).text;
      const truth = truthOf(text);
      if (truth !== undefined) return truth;
      const letters = lettersOf(text);
      if (letters?.length === 1 && letters[0] !== undefined && letters[0] < 2) return letters[0] === 0;
      throw new RefusedRecord(text === '' ? '没有答案' : `判断题的答案“${text.slice(0, 30)}”无法识别`);
    }
    case 'number': {
      // 1 for true and 2 for false is an index; 1 and 0 could be an index as well as a truth, with opposite meanings.
      const [number] = answer.numbers;
      if (answer.numbers.length === 1 && base === 1 && (number === 1 || number === 2)) return number === 1;
      throw new RefusedRecord(`判断题没有选项，答案 ${answer.numbers.join(',')} 无法判断是“正确”还是“错误”`);
    }
    case 'index':
    case 'nothing':
      throw new RefusedRecord('判断题没有答案');
  }
}

interface Asked {
  type: QuestionType;
  options: RawOption[];
  correct: number[];
}

function declaredType(raw: RawQuestion): QuestionType | undefined {
  if (raw.type !== undefined) return raw.type;
  if (raw.kindWord === undefined || raw.kindWord.trim() === '') return undefined;
  const kind = kindOf(raw.kindWord);
  if (kind === 'other') throw new RefusedRecord(`不支持的题型：${raw.kindWord.trim().slice(0, 20)}`);
  return kind;
}

/** Type, options and key together, since each helps to read the others. */
function readAsked(raw: RawQuestion, options: RawOption[], base: AnswerBase): Asked {
  const declared = declaredType(raw);
  const trueFalse = (truth: boolean): Asked => ({
    type: 'truefalse',
    options: TRUE_FALSE_OPTIONS.map((text) => ({ text })),
    correct: [truth ? 0 : 1],
  });
  if (options.every(({ text, picture }) => text === '' && picture === undefined)) {
    const word = raw.answer.by === 'word' ? truthOf(raw.answer.text) : undefined;
    if (declared === 'truefalse' || (declared === undefined && (word !== undefined || raw.answer.by === 'truth'))) {
      return trueFalse(statedTruth(raw.answer, base));
    }
    throw new RefusedRecord(declared === undefined ? '没有选项' : `${nameOf(declared)}没有选项`);
  }
  const correct = [...indicesOf(raw.answer, options, base)].sort((a, b) => a - b);
  const truths = truthOptions(options);
  if (truths !== undefined && declared !== 'multiple') {
    const [only, ...more] = correct;
    if (more.length > 0) throw new RefusedRecord('判断题却有两个答案');
    const truth = only === undefined ? undefined : truths[only];
    if (truth === undefined)
      throw new RefusedRecord(only === undefined ? '没有答案' : `答案 ${optionLetter(only)} 不在 2 个选项之内`);
    return trueFalse(truth);
  }
  return { type: declared ?? (correct.length > 1 ? 'multiple' : 'single'), options, correct };
}

/**
 * The rule by which a record of any bank becomes a question of ours.
 *
 * @throws {RefusedRecord} with every fault that it has
 */
export function composeQuestion(raw: RawQuestion, options: BankOptions, base: AnswerBase): QuestionDraft {
  const folder = options.pictureFolder ?? '';
  const stem = plainText(raw.stem);
  const shown = pictureOf(raw.picture ?? stem.picture, folder);
  if (shown !== undefined && 'why' in shown) throw new RefusedRecord(shown.why);
  if (stem.text === '') throw new RefusedRecord('题干为空');
  const asked = readAsked(raw, tidyOptions(raw.options, folder), base);
  const draft: QuestionDraft = {
    ...asked,
    ...placeOf(raw, options),
    stem: stem.text,
    ...(shown !== undefined && { picture: shown.path }),
    ...(raw.pictureAlt !== undefined && raw.pictureAlt.trim() !== '' && { pictureAlt: raw.pictureAlt.trim() }),
    scoring: asked.type === 'multiple' ? (raw.scoring ?? options.scoring ?? 'exact') : 'exact',
    explanation: plainText(raw.explanation ?? '').text,
    law: [...(raw.law ?? []), ...lawOf(raw.lawText ?? '', options.lawIds ?? new Map())],
    points: raw.points ?? [],
    source: raw.source ?? options.source,
    licence: raw.licence ?? options.licence,
    difficulty: difficultyOf(raw.difficulty),
    ...(raw.externalId !== undefined && raw.externalId.trim() !== '' && { externalId: raw.externalId.trim() }),
  };
  const faults = findQuestionFaults(draft);
  const expected = options.optionCount;
  if (expected !== undefined && draft.type !== 'truefalse' && draft.options.length !== expected) {
    faults.push(`有 ${draft.options.length} 个选项，应为 ${expected} 个`);
  }
  if (faults.length > 0) throw new RefusedRecord(faults.join('；'));
  return draft;
}

function placeOf(
  raw: RawQuestion,
  options: BankOptions,
): Pick<QuestionDraft, 'subject' | 'chapter' | 'vehicleClasses'> {
  const name = raw.chapter?.trim() ?? '';
  return {
    subject: subjectOf(raw.subject) ?? options.subject,
    chapter: name === '' ? options.chapter : { id: raw.chapterId ?? chapterIdOf(name), name },
    vehicleClasses: raw.vehicleClasses ?? options.vehicleClasses,
  };
}
