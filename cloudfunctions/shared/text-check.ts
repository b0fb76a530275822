import cloud from 'wx-server-sdk';
import { AppError } from '#domain/app-error';

/** WeChat's judgement of a text: fit to be seen, for a person to look at, or not allowed. */
type TextVerdict = 'pass' | 'review' | 'risky';

/** "Risky content" of the check's first version, and "the user was not there within two hours" of its second. */
const RISKY_CODE = 87014;

interface CheckAnswer {
  errCode?: number;
  result?: { suggest?: string };
}

/**
 * `security.msgSecCheck` 2.0 for a text that others will see (scene 2, a comment). The function's config.json must permit it.
 * https://developers.weixin.qq.com/miniprogram/dev/OpenApiDoc/sec-center/sec-check/msgSecCheck.html
 * @throws AppError `unavailable` where WeChat gives no verdict: what was not checked is not taken
 */
async function judge(content: string, openid: string): Promise<TextVerdict> {
  try {
    const security = (
      cloud.openapi as unknown as { security: Record<string, (params: object) => Promise<CheckAnswer>> }
    ).security;
    const answer = await security.msgSecCheck?.({ content, openid, scene: 2, version: 2 });
    const suggest = answer?.result?.suggest;
    if (suggest === 'pass' || suggest === 'review' || suggest === 'risky') return suggest;
    throw new Error(`msgSecCheck gave no verdict: ${JSON.stringify(answer)?.slice(0, 200)}`);
  } catch (error) {
    const { errCode, errMsg, message } = error as { errCode?: number; errMsg?: string; message?: string };
    if (errCode === RISKY_CODE) return 'risky';
    throw new AppError('unavailable', `the text can't be checked: ${errCode ?? ''} ${errMsg ?? message ?? ''}`.trim());
  }
}

/**
 * Has a text checked before others see it. @param field the input's name for it
 * @returns whether a person should look at it first
 * @throws AppError `invalid_input` where it is not allowed, `unavailable` where there is no verdict
 */
export async function checkText(field: string, content: string, openid: string): Promise<{ isDoubtful: boolean }> {
  const verdict = await judge(content, openid);
  if (verdict === 'risky') {
    const issues = [{ path: field, message: 'did not pass the content check' }];
    throw new AppError('invalid_input', `${field}: did not pass the content check`, {
      issues,
      reason: '内容未通过安全审核，请修改后再试。',
    });
  }
  return { isDoubtful: verdict === 'review' };
}
