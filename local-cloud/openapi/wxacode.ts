import { type OpenapiContext, WeixinError } from './context.ts';
import type { OpenapiParams, OpenapiReply } from './protocol.ts';
import { checkPage } from './subscribe-message.ts';

/** Codes a minute; see getUnlimitedQRCode. */
const codesPerMinute = 5000;

/**
 * `wxacode.getUnlimited`: a QR code as PNG. WeChat's own code is a round one as JPEG that only WeChat reads; this one opens
 * the same page with the same scene on this machine.
 */
export async function drawCode(params: OpenapiParams, context: OpenapiContext): Promise<OpenapiReply> {
  context.countWithinMinute('wxacode.getUnlimited', codesPerMinute);
  const { scene, page = '', width = 430, check_path: checkPath = true, line_color: color } = params;
  if (typeof scene !== 'string' || !/^[0-9A-Za-z!#$&'()*+,/:;=?@\-._~]{1,32}$/.test(scene)) {
    throw new WeixinError(40169, 'invalid length for scene, or the data is not json string');
  }
  if (typeof page !== 'string' || page.startsWith('/') || page.includes('?'))
    throw new WeixinError(41030, 'invalid page');
  if (checkPath !== false) checkPage(page, context);
  if (typeof width !== 'number' || width < 280 || width > 1280) throw new WeixinError(40097, 'invalid args');
  const { default: QRCode } = await import('qrcode');
  const file = await QRCode.toBuffer(context.pageAddress(page, scene), {
    type: 'png',
    width,
    margin: 2,
    errorCorrectionLevel: 'M',
    color: { dark: readColor(color), light: params.is_hyaline === true ? '#0000' : '#ffffffff' },
  });
  return { file, contentType: 'image/png' };
}

function readColor(value: unknown): string {
  if (typeof value !== 'object' || value === null) return '#000000ff';
  const { r, g, b } = value as Record<string, unknown>;
  const parts = [r, g, b].map((part) => Number(part ?? 0));
  if (parts.some((part) => !Number.isInteger(part) || part < 0 || part > 255)) {
    throw new WeixinError(40097, 'invalid args');
  }
  return `#${parts.map((part) => part.toString(16).padStart(2, '0')).join('')}ff`;
}
