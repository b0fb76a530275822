import type { MyQuestion } from '#contract/me';
import { AppError, type ClientErrorCode } from '#domain/app-error';
import { failureWords } from '#domain/failure-words';
import { INQUIRIES_A_DAY, type InquiryKind, type InquiryState } from '#domain/inquiry';

export const KIND_NAMES: Record<InquiryKind, string> = { question: '提问', suggestion: '建议' };

export const STATE_NAMES: Record<InquiryState, string> = { waiting: '待回复', answered: '已回复', declined: '未受理' };

/** Seconds in words, rounded up: when a driver may ask again. */
function waitInWords(seconds: number): string {
  return seconds < 3600 ? `${Math.ceil(seconds / 60)} 分钟` : `${Math.ceil(seconds / 3600)} 小时`;
}

/** Why a question was not taken, and what to do; the text is kept in any case. */
export function refusalInWords(error: unknown): string {
  const code: ClientErrorCode = error instanceof AppError ? error.code : 'unavailable';
  const details = error instanceof AppError ? error.details : undefined;
  switch (code) {
    case 'invalid_input':
      return details?.reason ?? '内容不符合要求，请修改后再试。';
    case 'rate_limited': {
      const wait = details?.retryAfter === undefined ? '明天' : `${waitInWords(details.retryAfter)}后`;
      return `一天最多提交 ${INQUIRIES_A_DAY} 条，请${wait}再来。写好的内容已保存在本机。`;
    }
    case 'unauthenticated':
      return '请在微信小程序里提交。';
    default: {
      const { title } = failureWords(code);
      return `${title}，没有提交成功。写好的内容已保存在本机，稍后可再次提交。`;
    }
  }
}

/** What became of a question, under its text. */
export function replyHeading({ state, repliedBy = '' }: Pick<MyQuestion, 'state' | 'repliedBy'>): string {
  return state === 'declined' ? `未受理 · ${repliedBy}` : `${repliedBy}答复`;
}
