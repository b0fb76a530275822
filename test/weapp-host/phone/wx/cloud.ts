import { byteLength } from '#domain/byte-length';
import { LARGEST_EVENT_BYTES } from '#domain/event-parts';
import type { Outside, OutsideAnswer } from '../settings.ts';
import { asynchronousAll, unimplemented, type WxApi, WxFailure } from './call.ts';
import type { PhoneParts } from './phone-parts.ts';

/** WeChat's words when there is no network, as Android says them. */
export const NO_NETWORK = 'request:fail -106:net::ERR_INTERNET_DISCONNECTED';

export async function askOutside(parts: PhoneParts, question: Outside): Promise<OutsideAnswer & { ok: true }> {
  if (parts.network.offline) throw new WxFailure(NO_NETWORK, { errCode: -1 });
  const answer = await window.askOutside(question);
  if (!answer.ok) throw new WxFailure(answer.errMsg, { errCode: answer.errCode });
  return answer;
}

/** The members of wx.cloud that a mini program may reach for and this phone doesn't have. */
const MISSING = [
  'database',
  'getTempFileURL',
  'deleteFile',
  'callContainer',
  'connectContainer',
  'CloudID',
  'CDN',
  'Cloud',
];

export function cloudApis(parts: PhoneParts): WxApi {
  let env: string | undefined;
  const signedIn = !parts.single;
  const ready = () => {
    if (env === undefined) {
      throw new WxFailure("Cloud API isn't enabled, please call wx.cloud.init first", { errCode: -1 });
    }
    return env;
  };
  return {
    ...Object.fromEntries(MISSING.map((name) => [name, unimplemented(`cloud.${name}`)])),
    // The reference asks for an environment's id: without one WeChat would choose among them by itself.
    // https://developers.weixin.qq.com/miniprogram/dev/wxcloud/reference-sdk-api/init/client.init.html
    init: (options?: { env?: unknown }) => {
      if (typeof options?.env !== 'string' || options.env === '') throw new Error('cloud.init:fail env is required');
      env ??= options.env;
    },
    ...asynchronousAll({
      callFunction: async ({ name, data }) => {
        const of = ready();
        const sent = JSON.stringify(data ?? {});
        if (byteLength(sent) > LARGEST_EVENT_BYTES) throw new WxFailure('Error: data exceed max size', { errCode: -1 });
        const event = JSON.parse(sent) as unknown;
        const { body } = await askOutside(parts, { kind: 'call', env: of, name: String(name), data: event, signedIn });
        return {
          result: body === '' ? undefined : JSON.parse(body),
          requestID: `local-${Math.random().toString(36).slice(2)}`,
        };
      },
      uploadFile: async ({ cloudPath, filePath }) => {
        ready();
        if (!signedIn) throw new WxFailure('permission denied', { errCode: -502003 });
        const { body, status } = await askOutside(parts, {
          kind: 'upload',
          cloudPath: String(cloudPath),
          contents: String(filePath),
        });
        if (status !== 200) throw new WxFailure(`upload refused: ${body}`, { errCode: -403003 });
        return { fileID: (JSON.parse(body) as { fileID: string }).fileID, statusCode: 204 };
      },
      downloadFile: async ({ fileID }) => {
        ready();
        const { body } = await askOutside(parts, { kind: 'download', fileID: String(fileID) });
        return { tempFilePath: body, statusCode: 200 };
      },
    }),
  };
}
