/** How a robot of a group wants its text. DingTalk's is WeCom's. */
const BODIES = {
  wecom: (content: string) => ({ msgtype: 'text', text: { content } }),
  dingtalk: (content: string) => ({ msgtype: 'text', text: { content } }),
  feishu: (text: string) => ({ msg_type: 'text', content: { text } }),
} as const;

type WebhookFormat = keyof typeof BODIES;

export interface Webhook {
  /** It holds the robot's key: a secret. */
  address: string;
  format: WebhookFormat;
}

const HOSTS: Readonly<Record<string, WebhookFormat>> = {
  'qyapi.weixin.qq.com': 'wecom',
  'oapi.dingtalk.com': 'dingtalk',
  'open.feishu.cn': 'feishu',
  'open.larksuite.com': 'feishu',
};

/** A robot that takes longer is asked again at the next run; milliseconds. */
const PATIENCE = 8000;

/** A message did not go out; the words name no address, since that holds a key. */
export class WebhookError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'WebhookError';
  }
}

/**
 * The robot that the deployment names: WATCH_WEBHOOK is its address, WATCH_WEBHOOK_FORMAT (`wecom`, `dingtalk`, `feishu`) says what
 * it takes where its host doesn't.
 * @returns undefined where none is named
 * @throws Error that says what does not hold
 */
export function readWebhook({ WATCH_WEBHOOK, WATCH_WEBHOOK_FORMAT }: NodeJS.ProcessEnv): Webhook | undefined {
  if (!WATCH_WEBHOOK) return undefined;
  const format = WATCH_WEBHOOK_FORMAT || HOSTS[hostOf(WATCH_WEBHOOK)];
  if (format === undefined || !Object.hasOwn(BODIES, format)) {
    throw new Error(`WATCH_WEBHOOK_FORMAT must be one of ${Object.keys(BODIES).join(', ')}`);
  }
  return { address: WATCH_WEBHOOK, format: format as WebhookFormat };
}

function hostOf(address: string): string {
  try {
    return new URL(address).hostname;
  } catch {
    // URL.canParse is younger than the functions' runtime. The words don't say the address: it holds a key.
    throw new Error('WATCH_WEBHOOK is no address');
  }
}

/** WeCom and DingTalk say `errcode`, Feishu `code` (`StatusCode` of old); each answers 200 to what it refuses, too. */
function refusalOf(answer: unknown): string | undefined {
  const { errcode, code, StatusCode } = (answer ?? {}) as Record<string, unknown>;
  const said = errcode ?? code ?? StatusCode;
  if (said === 0) return undefined;
  return said === undefined ? 'an answer without a code' : `code ${String(said).slice(0, 20)}`;
}

/** Posts one text. @throws WebhookError where it was not taken, or nobody knows */
export async function postText({ address, format }: Webhook, text: string): Promise<void> {
  let response: Response;
  let answer: unknown;
  try {
    response = await fetch(address, {
      method: 'POST',
      headers: { 'content-type': 'application/json; charset=utf-8' },
      body: JSON.stringify(BODIES[format](text)),
      signal: AbortSignal.timeout(PATIENCE),
    });
    answer = await response.json().catch(() => undefined);
  } catch {
    throw new WebhookError('the webhook can’t be reached');
  }
  if (!response.ok) throw new WebhookError(`the webhook answered ${response.status}`);
  const refusal = refusalOf(answer);
  if (refusal !== undefined) throw new WebhookError(`the webhook refused: ${refusal}`);
}
