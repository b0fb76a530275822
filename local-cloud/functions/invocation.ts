/** Who stands behind a call, as `cloud.getWXContext()` tells it. */
export interface Caller {
  /** Empty for a caller who is not signed in: a friend in Moments' single-page mode, a timer. */
  openid: string;
  appid: string;
  unionid?: string;
  clientIp: string;
}

/** What brought a call about; the service's `SOURCE` follows from it. */
export type Trigger = 'client' | 'function' | 'timer' | 'message';

export interface Invocation {
  requestId: string;
  functionName: string;
  trigger: Trigger;
  /** The chain of sources, e.g. `wx_client,scf` for a function called by a function called by the mini program. */
  source: string;
  caller: Caller;
  /** Whether it may call WeChat (`cloud.openapi`); a run of a timer that was not uploaded from DevTools may not. */
  hasToken: boolean;
  /** The event as JSON. */
  event: string;
}

export interface LogLine {
  /** Epoch milliseconds on the local cloud's clock. */
  at: number;
  level: string;
  text: string;
}

/** One call and what came of it, as the console shows it. */
export interface InvocationRecord {
  requestId: string;
  functionName: string;
  trigger: Trigger;
  openid: string;
  /** Epoch milliseconds on the local cloud's clock. */
  startedAt: number;
  /** Real milliseconds from the call to its answer, waiting for an instance included; undefined while it runs. */
  ms?: number;
  /** The instance was started for this call. */
  coldStart: boolean;
  /** The platform's error in the function's place. */
  error?: { code: string; message: string };
  lines: LogLine[];
}

/** The service's word for each trigger; see `Cloud.getWXContext` in WeChat's reference. */
export const sourceOfTrigger: Readonly<Record<Trigger, string>> = {
  client: 'wx_client',
  function: 'scf',
  timer: 'wx_trigger',
  message: 'wx_unknown',
};
