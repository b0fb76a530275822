import { RefusedRecord } from './bank-document.ts';
import type { RawQuestion } from './raw-question.ts';
import type { ReadRecord } from './settle-bank.ts';

/** Escaped control characters stand as private ones while the text is cut up. */
const CONTROLS = '~=#{}:\\';
const PRIVATE = 0xe000;

function hideEscapes(text: string): string {
  return text.replace(/\\([~=#{}:\\n])/gu, (_, character: string) =>
    character === 'n' ? '\n' : String.fromCharCode(PRIVATE + CONTROLS.indexOf(character)),
  );
}

function showEscapes(text: string): string {
  return text.replace(/[\ue000-\ue006]/gu, (character) => CONTROLS[character.charCodeAt(0) - PRIVATE] ?? '').trim();
}

interface GiftRecord {
  line: number;
  text: string;
  /** Moodle's id number, from a comment before the record: `// [id:13]`. */
  id: string | undefined;
  category: string | undefined;
}

/** Records of the document: blank lines end them, lines of `//` are not there, `$CATEGORY:` names a chapter. */
function splitRecords(text: string): GiftRecord[] {
  const records: GiftRecord[] = [];
  let category: string | undefined;
  let id: string | undefined;
  let open: GiftRecord | undefined;
  for (const [at, line] of text.split('\n').entries()) {
    const trimmed = line.trim();
    const named = /^\$CATEGORY:\s*(.+)$/u.exec(trimmed)?.[1];
    if (named !== undefined) {
      category = named.split('/').at(-1)?.trim();
      open = undefined;
    } else if (trimmed === '') {
      open = undefined;
    } else if (trimmed.startsWith('//')) {
      if (open === undefined) id = /\[id:([^\]]+)\]/u.exec(trimmed)?.[1]?.trim() ?? id;
    } else {
      if (open === undefined) {
        open = { line: at + 1, text: '', category, id };
        id = undefined;
        records.push(open);
      }
      open.text += `${line}\n`;
    }
  }
  return records;
}

interface GiftAnswer {
  right: boolean;
  /** Per cent, where given. */
  weight: number | undefined;
  text: string;
  feedback: string;
}

function readAnswers(body: string): GiftAnswer[] {
  return [...body.matchAll(/([=~])([^=~]*)/gu)].map(([, sign = '', rest = '']) => {
    const weighted = /^\s*%(-?[\d.]+)%/u.exec(rest);
    const [text = '', ...feedback] = (weighted ? rest.slice(weighted[0].length) : rest).split('#');
    return {
      right: sign === '=',
      weight: weighted ? Number(weighted[1]) : undefined,
      text: showEscapes(text),
      feedback: showEscapes(feedback.join('#')),
    };
  });
}

type Choice = Pick<RawQuestion, 'type' | 'options' | 'answer' | 'explanation' | 'scoring'>;

function readChoice(answers: readonly GiftAnswer[], general: string): Choice {
  const options = answers.map(({ text }) => ({ text }));
  const rightSigns = answers.filter(({ right }) => right);
  const explain = (indices: number[]) =>
    [...indices.map((index) => answers[index]?.feedback ?? ''), general].filter((text) => text !== '').join('\n');
  if (rightSigns.length > 1) throw new RefusedRecord(`有 ${rightSigns.length} 个“=”答案，单选题只能有一个`);
  if (rightSigns.length === 1) {
    const partial = answers.find(({ right, weight }) => weight !== undefined && (right ? weight !== 100 : weight > 0));
    if (partial) throw new RefusedRecord(`单选题的选项“${partial.text.slice(0, 20)}”有部分分值，不支持`);
    const index = answers.findIndex(({ right }) => right);
    return { type: 'single', options, answer: { by: 'index', indices: [index] }, explanation: explain([index]) };
  }
  const indices = answers.flatMap(({ weight }, index) => (weight !== undefined && weight > 0 ? [index] : []));
  const weights = indices.map((index) => answers[index]?.weight ?? 0);
  if (indices.length === 0) throw new RefusedRecord('没有正确选项');
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  // 33.333 % three times is 100 for its author.
  if (Math.abs(total - 100) > 0.5) throw new RefusedRecord(`正确选项的分值合计 ${total}%，应为 100%`);
  if (weights.some((weight) => Math.abs(weight - (weights[0] ?? 0)) > 0.5))
    throw new RefusedRecord('各正确选项的分值不等，不支持');
  const single = indices.length === 1;
  return {
    type: single ? 'single' : 'multiple',
    options,
    answer: { by: 'index', indices },
    scoring: single ? 'exact' : 'proportional',
    explanation: explain(indices),
  };
}

function readBraces(body: string): Choice {
  const [answers = '', general = ''] = body.split('####');
  const trimmed = answers.trim();
  if (trimmed === '') throw new RefusedRecord('问答题不支持');
  if (trimmed.startsWith('#')) throw new RefusedRecord('数值题不支持');
  const truth = /^(T|TRUE|F|FALSE)\s*(?:#([\s\S]*))?$/iu.exec(trimmed);
  if (truth) {
    // What is said to a wrong answer, then what is said to a right one.
    const feedback = (truth[2] ?? '').split('#').map(showEscapes);
    const value = /^t/iu.test(truth[1] ?? '');
    const explanation = [...feedback, showEscapes(general)].filter((text) => text !== '').join('\n');
    return { type: 'truefalse', options: [], answer: { by: 'truth', value }, explanation };
  }
  const read = readAnswers(trimmed);
  if (read.length === 0) throw new RefusedRecord('花括号里没有“=”或“~”答案');
  if (read.some(({ text }) => text.includes('->'))) throw new RefusedRecord('匹配题不支持');
  if (read.every(({ right }) => right)) throw new RefusedRecord('简答题不支持：答案里只有“=”，没有“~”');
  return readChoice(read, showEscapes(general));
}

// A record's `::name::` is a title that many share: no identity.
function readRecord({ line, text, category, id }: GiftRecord): ReadRecord {
  const where = `第${line}行`;
  const hidden = hideEscapes(text.trim());
  const named = /^::([\s\S]*?)::([\s\S]*)$/u.exec(hidden);
  const [, format, body = ''] = /^\s*(?:\[(html|moodle|plain|markdown)\])?([\s\S]*)$/u.exec(named?.[2] ?? hidden) ?? [];
  const opening = body.indexOf('{');
  const closing = body.lastIndexOf('}');
  if (opening < 0) return { where, why: closing < 0 ? '只有文字，没有花括号里的答案' : '花括号没有开头' };
  if (closing < opening) return { where, why: '花括号没有闭合' };
  const inner = body.slice(opening + 1, closing);
  if (/[{}]/u.test(inner)) return { where, why: '一题里有多对花括号' };
  const before = showEscapes(body.slice(0, opening));
  const after = showEscapes(body.slice(closing + 1));
  // Text on both sides: the braces stand for a blank within the sentence. A mark alone ends the sentence.
  const stem = after === '' ? before : /^[.。?？!！]$/u.test(after) ? `${before}${after}` : `${before}＿＿${after}`;
  try {
    return {
      where,
      stem: format === 'html' ? stem : stem.replace(/[^\S\n]*\n[^\S\n]*/gu, ' '),
      ...readBraces(inner),
      ...(category !== undefined && { chapter: category }),
      ...(id !== undefined && { externalId: id }),
    };
  } catch (error) {
    if (!(error instanceof RefusedRecord)) throw error;
    return { where, why: error.message };
  }
}

/** Reads Moodle's GIFT: choice and true-or-false questions; every other kind is refused by name. */
export function readGift(text: string): ReadRecord[] {
  return splitRecords(text).map(readRecord);
}
