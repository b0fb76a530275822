import { optionLetter } from '#domain/question-rules';
import type { BankOptions, ParsedBank } from '#functions/adapters/quiz/bank-document';

export const OPTIONS: BankOptions = {
  source: '测试题库',
  licence: 'CC0-1.0',
  subject: 1,
  chapter: { id: 'signals', name: '交通信号' },
  vehicleClasses: ['C1'],
};

/** A question in one line: `第3行 single 题干 [A停车|B减速] AB`. */
export function said({ questions }: ParsedBank): string[] {
  return questions.map(({ where, draft }) => {
    const options = draft.options.map(({ text }) => text).join('|');
    return `${where} ${draft.type} ${draft.stem} [${options}] ${draft.correct.map(optionLetter).join('')}`;
  });
}

export function refused({ rejected }: ParsedBank): string[] {
  return rejected.map(({ where, why }) => `${where} ${why}`);
}
