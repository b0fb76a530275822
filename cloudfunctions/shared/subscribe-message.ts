import cloud from 'wx-server-sdk';
// The SDK is set up there.
import './database.ts';

export interface SubscribeMessage {
  openid: string;
  templateId: string;
  /** Path with its query. */
  page: string;
  /** The template's keywords, by their keys. */
  values: Readonly<Record<string, string>>;
}

/**
 * What became of a message. `unpermitted`: the person grants none, or took the grant back. `unknown`: the connection broke, and
 * it may have gone out. `busy`: WeChat takes no more for now. `broken`: no message of this kind can be sent, by our fault.
 */
export type SendOutcome = 'sent' | 'unpermitted' | 'nobody' | 'busy' | 'broken' | 'unknown';

/** Codes of subscribeMessage.send and the general ones of WeChat's API. */
const OUTCOMES: Readonly<Record<number, SendOutcome>> = {
  43101: 'unpermitted',
  40003: 'nobody',
  [-1]: 'busy',
  45009: 'busy',
  45011: 'busy',
  45047: 'busy',
  40037: 'broken',
  41030: 'broken',
  47003: 'broken',
  [-604100]: 'broken',
  [-604101]: 'broken',
};

/** Sends one message; never throws. */
export async function sendSubscribeMessage(message: SubscribeMessage): Promise<{ outcome: SendOutcome; why: string }> {
  const { openid, templateId, page, values } = message;
  const data = Object.fromEntries(Object.entries(values).map(([key, value]) => [key, { value }]));
  try {
    await cloud.openapi.subscribeMessage.send({ touser: openid, templateId, page, data, lang: 'zh_CN' });
    return { outcome: 'sent', why: '' };
  } catch (error) {
    const { errCode, message: why = String(error) } = error as { errCode?: number; message?: string };
    return { outcome: OUTCOMES[errCode ?? Number.NaN] ?? 'unknown', why: `${errCode ?? ''} ${why}`.trim() };
  }
}
