import { randomUUID } from 'node:crypto';
import { type OpenapiContext, requireUser, WeixinError } from './context.ts';
import type { OpenapiParams, OpenapiReply } from './protocol.ts';

/** Characters that one text may have; see msgSecCheck 2.0. */
const textLimit = 2500;
/** The user must have been there within two hours; see msgSecCheck 2.0, 61010. */
const visitLimit = 2 * 3_600_000;
/** Calls a minute: 4,000 for texts, 2,000 for media. */
const textsPerMinute = 4000;
const mediaPerMinute = 2000;

/** `label` of the service: 100 is normal, 20006 unlawful. */
const normal = 100;
const unlawful = 20006;

type Suggestion = 'pass' | 'review' | 'risky';

/** `security.msgSecCheck`: 2.0 where `version` is 2, else the one before it, which answers 87014. */
export function checkText(params: OpenapiParams, context: OpenapiContext): OpenapiReply {
  context.countWithinMinute('security.msgSecCheck', textsPerMinute);
  const { content, version } = params;
  if (typeof content !== 'string') throw new WeixinError(47001, 'data format error');
  if (content === '') throw new WeixinError(44002, 'empty post data');
  if ([...content].length > textLimit) throw new WeixinError(45002, 'content size out of limit');
  const texts = [content, params.title, params.nickname, params.signature].filter((text) => typeof text === 'string');
  const suggest = judge(texts.join('\n'), context);
  if (version === undefined) {
    if (suggest === 'risky') throw new WeixinError(87014, 'risky content');
    return { json: { errcode: 0, errmsg: 'ok' } };
  }
  if (version !== 2) throw new WeixinError(47001, 'data format error');
  checkScene(params.scene);
  requireVisitor(params.openid, context);
  const label = suggest === 'pass' ? normal : unlawful;
  return {
    json: {
      errcode: 0,
      errmsg: 'ok',
      result: { suggest, label },
      detail: [{ strategy: 'content_model', errcode: 0, suggest, label, prob: 90 }],
      trace_id: randomUUID(),
    },
  };
}

/** `security.mediaCheckAsync` 2.0: answers at once that it was taken; WeChat pushes the result. */
export function checkMedia(params: OpenapiParams, context: OpenapiContext): OpenapiReply {
  context.countWithinMinute('security.mediaCheckAsync', mediaPerMinute);
  const { media_url: address, media_type: kind, version } = params;
  if (typeof address !== 'string' || !URL.canParse(address)) throw new WeixinError(47001, 'data format error');
  if (kind !== 1 && kind !== 2) throw new WeixinError(47001, 'data format error');
  if (version !== 2) throw new WeixinError(47001, 'data format error');
  checkScene(params.scene);
  const openid = requireVisitor(params.openid, context);
  const trace = randomUUID();
  const suggest = context.settings.refusedMedia.some((part) => address.includes(part)) ? 'risky' : 'pass';
  const label = suggest === 'pass' ? normal : unlawful;
  context.push({
    ToUserName: 'gh_local',
    FromUserName: openid,
    CreateTime: Math.floor(context.now / 1000),
    MsgType: 'event',
    Event: 'wxa_media_check',
    trace_id: trace,
    version: 2,
    detail: [{ strategy: 'content_model', errcode: 0, suggest, label, prob: 90 }],
    errcode: 0,
    errmsg: 'ok',
    result: { suggest, label },
  });
  return { json: { errcode: 0, errmsg: 'ok', trace_id: trace } };
}

function judge(text: string, { settings }: OpenapiContext): Suggestion {
  if (settings.refusedWords.some((word) => text.includes(word))) return 'risky';
  return settings.reviewedWords.some((word) => text.includes(word)) ? 'review' : 'pass';
}

function checkScene(scene: unknown): void {
  if (scene !== 1 && scene !== 2 && scene !== 3 && scene !== 4) throw new WeixinError(40129, 'invalid scene');
}

function requireVisitor(value: unknown, context: OpenapiContext): string {
  const openid = requireUser(value, context);
  const visited = context.lastVisit(openid);
  if (visited === undefined || context.now - visited > visitLimit) throw new WeixinError(61010, 'code is expired');
  return openid;
}
