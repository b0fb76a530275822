import { QUESTION_TYPES, type QuestionType } from '#domain/question';

/** `A` for the first option. */
export const optionLetter = (index: number) => String.fromCharCode(65 + index);

export const lettersOf = (indices: readonly number[]) => indices.map(optionLetter).join('、');

export function typeName(type: QuestionType): string {
  return QUESTION_TYPES.find(({ id }) => id === type)?.name ?? '';
}

/** `44:59`; never below zero. */
export function countdownWords(seconds: number): string {
  const left = Math.max(0, Math.ceil(seconds));
  const rest = String(left % 60).padStart(2, '0');
  return `${String(Math.floor(left / 60)).padStart(2, '0')}:${rest}`;
}

/** `12 分 5 秒`. */
export function durationWords(seconds: number): string {
  const minutes = Math.floor(seconds / 60);
  return minutes === 0 ? `${seconds} 秒` : `${minutes} 分 ${seconds % 60} 秒`;
}

/** The option that a key names: `1` or `a` is the first. Undefined for another key. */
export function optionOfKey(key: string, options: number): number | undefined {
  const index = /^[1-9]$/.test(key)
    ? Number(key) - 1
    : /^[a-z]$/i.test(key)
      ? key.toLowerCase().charCodeAt(0) - 97
      : -1;
  return index >= 0 && index < options ? index : undefined;
}

/** A question as it is read aloud: its words, its options by letter, then the reason where it may be known. */
export function spokenQuestion(
  { stem, options }: { stem: string; options: readonly { text: string }[] },
  reason?: string,
): string {
  const said = options.map(({ text }, index) => `${optionLetter(index)}，${text}。`);
  return [stem, ...said, ...(reason === undefined || reason === '' ? [] : [`解析：${reason}`])].join(' ');
}
