import cloud from 'wx-server-sdk';
import { AppError } from '#domain/app-error';
// The SDK is set up there.
import './database.ts';

export interface PageCode {
  contents: Buffer;
  /** A round code is a JPEG; with a transparent ground it would be a PNG. */
  contentType: string;
}

/** "reach max api daily quota limit" and "api minute-quota reach limit": more can be drawn later. */
const BUSY_CODES = new Set([45009, 45011]);

/** Seconds after which a quota of a minute is fresh. */
const A_MINUTE = 60;

/**
 * `wxacode.getUnlimited`: a mini program code that opens a page with `scene`. The function's config.json must permit it.
 * https://developers.weixin.qq.com/miniprogram/dev/OpenApiDoc/qrcode-link/qr-code/getUnlimitedQRCode.html
 * @param scene at most 32 characters of those that an address keeps as they are, without `%`
 * @throws AppError `rate_limited` beyond WeChat's quota, else `unavailable`
 */
export async function drawPageCode(page: string, scene: string): Promise<PageCode> {
  try {
    // Before its first release WeChat knows no page of ours; a code may be printed before that.
    const answer = await cloud.openapi.wxacode.getUnlimited({ page, scene, checkPath: false, width: 430 });
    const { buffer, contentType } = answer as { buffer?: unknown; contentType?: string };
    if (!Buffer.isBuffer(buffer)) throw new Error('getUnlimited gave no picture');
    return { contents: buffer, contentType: contentType ?? 'image/jpeg' };
  } catch (error) {
    const { errCode, errMsg, message } = error as { errCode?: number; errMsg?: string; message?: string };
    const said = `no code of ${page}: ${errCode ?? ''} ${errMsg ?? message ?? ''}`;
    if (errCode !== undefined && BUSY_CODES.has(errCode)) {
      throw new AppError('rate_limited', said, { retryAfter: A_MINUTE });
    }
    throw new AppError('unavailable', said);
  }
}
