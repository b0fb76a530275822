import type { Choice, QuestionDraft } from './question.ts';

/** Folds what differs between copies of one text: width, case, spacing, and the punctuation at its end. */
export function foldText(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\p{Cf}]+/gu, '')
    .replace(/[。.?!,;:()]+$/u, '');
}

function foldChoice({ text, picture }: Choice): string {
  return `${foldText(text)}\u0001${picture ?? ''}`;
}

type Content = Pick<QuestionDraft, 'type' | 'stem' | 'picture' | 'options' | 'correct'>;

/**
 * What makes two questions the same one: stem, options in any order, and pictures. The same stem with another picture
 * is another question; the same question with shuffled options is not. Hash this text for the content hash.
 */
export function canonicalContent({ stem, picture, options }: Content): string {
  return [foldText(stem), picture ?? '', ...options.map(foldChoice).sort()].join('\u0000');
}

/** What a question says is right, comparable between copies whose options stand in another order. */
export function canonicalAnswer({ options, correct }: Content): string {
  return correct
    .flatMap((index) => options[index] ?? [])
    .map(foldChoice)
    .sort()
    .join('\u0000');
}
