import { type OpenapiContext, requireUser, WeixinError } from './context.ts';
import type { OpenapiParams, OpenapiReply } from './protocol.ts';

const day = '\\d{4}[年\\-/.]\\d{1,2}[月\\-/.]\\d{1,2}日?';
const clock = '\\d{1,2}:\\d{2}(:\\d{2})?';

/**
 * What each kind of value takes, by the letters before the number of its key: `thing1` is a `thing`. Source:
 * developers.weixin.qq.com, subscribeMessage.send, "订阅消息参数值内容限制说明".
 */
const valueRules: Readonly<Record<string, RegExp>> = {
  thing: /^[\s\S]{1,20}$/u,
  number: /^\d{1,32}(\.\d+)?$/,
  letter: /^[A-Za-z]{1,32}$/,
  symbol: /^[^\p{L}\p{N}]{1,5}$/u,
  character_string: /^[\x20-\x7e]{1,32}$/,
  time: new RegExp(`^(${day}[ T]?)?${clock}([~～](${day}[ T]?)?${clock})?$`),
  date: new RegExp(`^${day}([ T]?${clock})?([~～]${day}([ T]?${clock})?)?$`),
  amount: /^\p{Sc}?\d{1,10}(\.\d+)?元?$/u,
  phone_number: /^[\d+\-() ]{1,17}$/,
  car_number: /^[\p{L}\p{N}]{1,8}$/u,
  name: /^(\p{Script=Han}{1,10}|[A-Za-z .·]{1,20})$/u,
  phrase: /^\p{Script=Han}{1,5}$/u,
  const: /./u,
  enum: /./u,
};

/** `subscribeMessage.send`: one granted message to one user. */
export function sendSubscribeMessage(params: OpenapiParams, context: OpenapiContext): OpenapiReply {
  const { settings } = context;
  const openid = requireUser(params.touser, context);
  const templateId = params.template_id;
  if (typeof templateId !== 'string' || templateId === '') throw new WeixinError(40037, 'invalid template_id');
  const knownKeys = settings.templates[templateId];
  if (Object.keys(settings.templates).length > 0 && !knownKeys) throw new WeixinError(40037, 'invalid template_id');
  checkPage(params.page, context);
  checkData(params.data, knownKeys);
  spendGrant(openid, templateId, context);
  return { json: { errcode: 0, errmsg: 'ok', msgid: Math.floor(context.now * 1000) } };
}

/** @throws WeixinError 41030 where the page is not of the published mini program */
export function checkPage(page: unknown, { settings }: OpenapiContext): void {
  if (page === undefined || page === '' || settings.pages.length === 0) return;
  if (typeof page !== 'string' || !settings.pages.includes(page.split('?')[0] ?? '')) {
    throw new WeixinError(41030, 'invalid page');
  }
}

function checkData(data: unknown, knownKeys: readonly string[] | undefined): void {
  const invalid = (key: string) => new WeixinError(47003, `argument invalid! data.${key}.value invalid`);
  if (typeof data !== 'object' || data === null) throw new WeixinError(47003, 'argument invalid! data invalid');
  const entries = data as Record<string, unknown>;
  for (const key of knownKeys ?? []) if (!(key in entries)) throw invalid(key);
  for (const [key, entry] of Object.entries(entries)) {
    if (knownKeys && !knownKeys.includes(key)) throw invalid(key);
    const value = typeof entry === 'object' && entry !== null ? (entry as { value?: unknown }).value : undefined;
    const rule = valueRules[key.replace(/\d+$/, '')];
    const text = typeof value === 'number' ? String(value) : value;
    if (typeof text !== 'string' || text.trim() === '' || !rule?.test(text)) throw invalid(key);
  }
}

function spendGrant(openid: string, templateId: string, { settings }: OpenapiContext): void {
  const refused = new WeixinError(43101, 'user refuse to accept the msg');
  if (settings.refusingUsers.includes(openid)) throw refused;
  const granted = settings.grants[openid];
  if (!granted) return;
  const left = granted[templateId] ?? 0;
  if (left === 0) throw refused;
  granted[templateId] = left - 1;
}
