import { type QuestionDraft, TRUE_FALSE_OPTIONS } from './question.ts';
import { foldText } from './question-content.ts';

/** Limits of the usual Chinese question templates, in characters and options. */
export const LONGEST_STEM = 2000;
export const LONGEST_OPTION = 500;
export const LONGEST_EXPLANATION = 2000;
export const MOST_OPTIONS = 26;
/** Of a whole question as JSON, some 1,500 characters: a pack of two hundred is one answer, of at most 1 MB. */
export const MOST_QUESTION_BYTES = 4500;

/** Words that send the reader to a picture; without one the question can't be answered. */
const NEEDS_PICTURE =
  /如图|图中|下图|上图|左图|右图|图示|图所示|此图|^[这该此][个种]?(标志|标线|手势|符号|图标|仪表|指示灯)(是|表示|的含义|指)|\bthis (road )?(sign|marking|hand signal) (mean|indicate)/iu;

type Judged = Pick<QuestionDraft, 'type' | 'stem' | 'picture' | 'options' | 'correct' | 'explanation'>;

function findTextFaults({ stem, picture, options, explanation }: Judged): string[] {
  const faults: string[] = [];
  if (foldText(stem) === '') faults.push('题干为空');
  if (stem.length > LONGEST_STEM) faults.push(`题干超过 ${LONGEST_STEM} 字`);
  if (explanation.length > LONGEST_EXPLANATION) faults.push(`解析超过 ${LONGEST_EXPLANATION} 字`);
  if (options.some(({ text }) => text.length > LONGEST_OPTION)) faults.push(`有选项超过 ${LONGEST_OPTION} 字`);
  const pictured = picture !== undefined || options.some((option) => option.picture !== undefined);
  if (!pictured && NEEDS_PICTURE.test(stem)) faults.push('题干要看图，却没有图片');
  return faults;
}

function findOptionFaults({ type, options }: Judged): string[] {
  const blank = options.findIndex(({ text, picture }) => text.trim() === '' && picture === undefined);
  if (blank >= 0) return [`选项 ${optionLetter(blank)} 为空`];
  if (type === 'truefalse') {
    const standard = options.length === 2 && TRUE_FALSE_OPTIONS.every((text, index) => options[index]?.text === text);
    return standard ? [] : [`判断题的选项应为“${TRUE_FALSE_OPTIONS.join('”“')}”`];
  }
  if (options.length < 2) return [`只有 ${options.length} 个选项，至少要 2 个`];
  if (options.length > MOST_OPTIONS) return [`有 ${options.length} 个选项，最多 ${MOST_OPTIONS} 个`];
  const seen = new Map<string, number>();
  for (const [index, { text, picture }] of options.entries()) {
    // Case and width can be the very difference that is asked about; only spacing is not.
    const key = `${text.replace(/\s+/gu, '')}\u0000${picture ?? ''}`;
    const other = seen.get(key);
    if (other !== undefined) return [`选项 ${optionLetter(other)} 与 ${optionLetter(index)} 相同`];
    seen.set(key, index);
  }
  return [];
}

function findKeyFaults({ type, options, correct }: Judged): string[] {
  if (correct.length === 0) return ['没有答案'];
  const beyond = correct.find((index) => !Number.isInteger(index) || index < 0 || index >= options.length);
  if (beyond !== undefined) return [`答案 ${optionLetter(beyond)} 不在 ${options.length} 个选项之内`];
  if (new Set(correct).size !== correct.length) return ['答案里有重复的选项'];
  const letters = correct.map(optionLetter).join('');
  if (type !== 'multiple' && correct.length > 1) {
    return [`${type === 'single' ? '单选题' : '判断题'}却有 ${correct.length} 个答案 ${letters}`];
  }
  if (type === 'multiple' && correct.length < 2) return [`多选题却只有一个答案 ${letters}`];
  return [];
}

/** Everything that makes a question unusable, in words for an editor; none when it can be asked. */
export function findQuestionFaults(question: Judged): string[] {
  return [...findTextFaults(question), ...findOptionFaults(question), ...findKeyFaults(question)];
}

/** `A` for 0, `B` for 1; beyond Z the number itself, counted from 1. */
export function optionLetter(index: number): string {
  return Number.isInteger(index) && index >= 0 && index < 26 ? String.fromCharCode(65 + index) : String(index + 1);
}
