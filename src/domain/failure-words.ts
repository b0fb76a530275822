import type { ClientErrorCode } from './app-error.ts';

/** What a driver is told when something can't be shown; never the machine's own words. */
export interface FailureWords {
  title: string;
  hint: string;
}

const WORDS: Record<ClientErrorCode, FailureWords> = {
  offline: { title: '没有网络', hint: '请检查网络连接，信号恢复后重试。' },
  timeout: { title: '网络太慢', hint: '等了很久没有回应，请稍后重试。' },
  not_agreed: {
    title: '需要先同意隐私保护指引',
    hint: '这一步要在云端保存您的记录。再试一次可以重新选择；看资讯、查路况、做练习不受影响。',
  },
  unavailable: { title: '服务暂时不可用', hint: '我们正在恢复，请稍后重试。' },
  internal: { title: '服务出错了', hint: '问题已记录，请稍后重试。' },
  rate_limited: { title: '操作太频繁', hint: '请稍等片刻再试。' },
  not_found: { title: '内容不存在', hint: '它可能已被删除，或链接不完整。' },
  forbidden: { title: '没有权限', hint: '您的账号不能查看这里的内容。' },
  unauthenticated: { title: '请在微信小程序中打开', hint: '从朋友圈进来的，点屏幕下方的“前往小程序”就能看到。' },
  conflict: { title: '内容已有变化', hint: '请刷新后再试。' },
  invalid_input: { title: '内容不存在', hint: '链接不完整，请从列表重新打开。' },
};

export function failureWords(code: ClientErrorCode): FailureWords {
  return WORDS[code];
}

/** Whether trying again may help. */
export function mayRetry(code: ClientErrorCode): boolean {
  return code !== 'not_found' && code !== 'forbidden' && code !== 'invalid_input' && code !== 'unauthenticated';
}
