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
 * What became of a message. `unpermitted`: the person grants none, or took the grant back. `unknown`: no answer came, and
 * it may have gone out. `busy`: WeChat takes no more for now. `broken`: any other refusal, which everybody's message would meet:
 * the call has no token or permission, the template doesn't hold.
 */
export type SendOutcome = 'sent' | 'unpermitted' | 'nobody' | 'busy' | 'broken' | 'unknown';

/** Codes of subscribeMessage.send and the general ones of WeChat's API; what is not here is `broken`. */
const OUTCOMES: Readonly<Record<number, SendOutcome>> = {
  43101: 'unpermitted',
  40003: 'nobody',
  [-1]: 'busy',
  45009: 'busy',
  45011: 'busy',
  45047: 'busy',
  // The platform takes no more calls for now, and has passed none on.
  [-501003]: 'busy',
  [-501004]: 'busy',
  // wx-server-sdk's own for a connection that broke (SYS_ERR), an answer that could not be read, and timeouts.
  [-501001]: 'unknown',
  [-501002]: 'unknown',
  [-601001]: 'unknown',
  [-604102]: 'unknown',
  [-604103]: 'unknown',
};

/** What became of a message, and what WeChat or the platform said to it, where it was refused. */
export interface SendResult {
  outcome: SendOutcome;
  code?: number;
  why: string;
}

/** Sends one message; never throws. */
export async function sendSubscribeMessage(message: SubscribeMessage): Promise<SendResult> {
  const { openid, templateId, page, values } = message;
  const data = Object.fromEntries(Object.entries(values).map(([key, value]) => [key, { value }]));
  try {
    await cloud.openapi.subscribeMessage.send({ touser: openid, templateId, page, data, lang: 'zh_CN' });
    return { outcome: 'sent', why: '' };
  } catch (error) {
    const { errCode: code, message: why = String(error) } = error as { errCode?: number; message?: string };
    if (code === undefined) return { outcome: 'unknown', why };
    return { outcome: OUTCOMES[code] ?? 'broken', code, why: `${code} ${why}` };
  }
}
