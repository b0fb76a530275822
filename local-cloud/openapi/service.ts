import type { LocalClock } from '../clock.ts';
import { type OpenapiContext, WeixinError } from './context.ts';
import type { OpenapiParams, OpenapiReply } from './protocol.ts';
import { defaultOpenapiSettings, type OpenapiSettings, parseOpenapiChange } from './settings.ts';

/** One openapi call and what WeChat's side said to it. */
export interface OpenapiRecord {
  /** Epoch milliseconds on the local cloud's clock. */
  at: number;
  /** e.g. `subscribeMessage.send` */
  api: string;
  functionName: string;
  /** The function's call within which it was made. */
  requestId: string;
  params: OpenapiParams;
  errcode: number;
  errmsg: string;
}

/** The call that asks, with what its function's config.json permits. */
export interface OpenapiCaller {
  functionName: string;
  requestId: string;
  permitted: readonly string[];
}

export interface OpenapiServiceSettings {
  clock: LocalClock;
  pageAddress(page: string, scene: string): string;
  /** Delivers what WeChat pushes, to the function that is set to receive it. */
  push(functionName: string, message: Record<string, unknown>): void;
}

/** WeChat's side of `cloud.openapi`. */
export interface OpenapiService {
  call(api: string, readParams: () => Promise<OpenapiParams>, caller: OpenapiCaller | undefined): Promise<OpenapiReply>;
  /** Newest first: everything that was asked for, refusals included. */
  records(): OpenapiRecord[];
  readonly settings: Readonly<OpenapiSettings>;
  /** @throws Error that names the setting that does not hold */
  change(settings: unknown): void;
  /** A user was there: some checks want them to have been, lately. */
  noteVisit(openid: string): void;
}

type Api = (params: OpenapiParams, context: OpenapiContext) => OpenapiReply | Promise<OpenapiReply>;

/** Loaded at the first call: a start does not wait for a QR code library. */
const apis: Readonly<Record<string, () => Promise<Api>>> = {
  'subscribeMessage.send': async () => (await import('./subscribe-message.ts')).sendSubscribeMessage,
  'security.msgSecCheck': async () => (await import('./security.ts')).checkText,
  'security.mediaCheckAsync': async () => (await import('./security.ts')).checkMedia,
  'wxacode.getUnlimited': async () => (await import('./wxacode.ts')).drawCode,
};

/** As wx-server-sdk's table of error codes words them. */
const apiNotFound = -604100;
const noPermission = -604101;
const illegalSource = -604104;

const recordsKept = 1000;

export function createOpenapiService({ clock, pageAddress, push }: OpenapiServiceSettings): OpenapiService {
  const settings = defaultOpenapiSettings();
  const visits = new Map<string, number>();
  const calls = new Map<string, number[]>();
  const log: OpenapiRecord[] = [];

  const context = (): OpenapiContext => ({
    now: clock.now(),
    settings,
    pageAddress,
    lastVisit: (openid) => visits.get(openid),
    countWithinMinute(api, limit) {
      const now = clock.now();
      const recent = (calls.get(api) ?? []).filter((at) => now - at < 60_000);
      if (recent.length >= limit) throw new WeixinError(45009, 'reach max api minute quota limit');
      calls.set(api, [...recent, now]);
    },
    push(message) {
      if (settings.mediaCheckFunction !== null) push(settings.mediaCheckFunction, message);
    },
  });

  return {
    settings,
    change: (change) => Object.assign(settings, parseOpenapiChange(change)),
    noteVisit: (openid) => visits.set(openid, clock.now()),
    records: () => [...log].reverse(),
    async call(api, readParams, caller) {
      if (!caller) return { platformError: illegalSource };
      const load = apis[api];
      if (!load) return { platformError: apiNotFound };
      if (!caller.permitted.includes(api)) return { platformError: noPermission };
      const params = await readParams();
      let reply: OpenapiReply;
      let failure: WeixinError | undefined;
      try {
        if (settings.refusal !== null)
          throw new WeixinError(settings.refusal, 'refused by the settings of the local cloud');
        const run = await load();
        reply = await run(params, context());
      } catch (error) {
        if (!(error instanceof WeixinError)) throw error;
        failure = error;
        reply = { json: { errcode: error.errcode, errmsg: error.errmsg } };
      }
      log.push({
        at: clock.now(),
        api,
        functionName: caller.functionName,
        requestId: caller.requestId,
        params,
        errcode: failure?.errcode ?? 0,
        errmsg: failure?.errmsg ?? 'ok',
      });
      if (log.length > recordsKept) log.shift();
      return reply;
    },
  };
}
