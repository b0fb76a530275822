import { describe, expect, it } from 'vitest';
import { AppError, ERROR_CODES } from '#domain/app-error';
import { refusalInWords, replyHeading } from '../../../src/features/news/inquiry-words.ts';

describe('why a question was not taken', () => {
  it('is what the check says, where it says something', () => {
    const refused = new AppError('invalid_input', 'text', { reason: '内容未通过安全审核，请修改后再试。' });
    expect(refusalInWords(refused)).toBe('内容未通过安全审核，请修改后再试。');
  });

  it.each([
    [90, '请2 分钟后再来'],
    [3600, '请1 小时后再来'],
    [80_000, '请23 小时后再来'],
    [undefined, '请明天再来'],
  ])('is the limit of a day, with when to come back: %s seconds', (retryAfter, words) => {
    const details = retryAfter === undefined ? {} : { retryAfter };
    expect(refusalInWords(new AppError('rate_limited', 'five a day', details))).toContain(words);
  });

  it('promises that the text is kept, whatever broke, and never shows the machine’s words', () => {
    for (const code of [...ERROR_CODES, 'offline', 'timeout'] as const) {
      const words = refusalInWords(new AppError(code, 'ECONNRESET at 10.0.0.1'));
      expect(words, code).toMatch(/[\u4e00-\u9fff]/);
      expect(words, code).not.toMatch(/ECONNRESET|undefined/);
    }
    expect(refusalInWords(new AppError('offline', ''))).toContain('已保存在本机');
    expect(refusalInWords(new Error('unforeseen'))).toContain('已保存在本机');
  });
});

it('an answer is headed by who gives it, a refusal by that it is one', () => {
  expect(replyHeading({ state: 'answered', repliedBy: '示例交警' })).toBe('示例交警答复');
  expect(replyHeading({ state: 'declined', repliedBy: '示例交警' })).toBe('未受理 · 示例交警');
});
