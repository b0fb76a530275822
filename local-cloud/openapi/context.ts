import type { OpenapiSettings } from './settings.ts';

/** An error of WeChat's own, answered as `{errcode, errmsg}`. */
export class WeixinError extends Error {
  constructor(
    readonly errcode: number,
    readonly errmsg: string,
  ) {
    super(`${errcode} ${errmsg}`);
    this.name = 'WeixinError';
  }
}

/** What an openapi call finds: who calls when, and how WeChat's side is set. */
export interface OpenapiContext {
  /** Epoch milliseconds. */
  now: number;
  settings: OpenapiSettings;
  /** When a user last called a function, epoch milliseconds. */
  lastVisit(openid: string): number | undefined;
  /** Counts a call. @throws WeixinError 45009 beyond `limit` calls within a minute */
  countWithinMinute(api: string, limit: number): void;
  /** The address that stands for a page of the mini program on this machine. */
  pageAddress(page: string, scene: string): string;
  /** WeChat pushes a message to the mini program's message receiver. */
  push(message: Record<string, unknown>): void;
}

/** @throws WeixinError 40003 where the openid is none, or of nobody */
export function requireUser(value: unknown, { settings }: OpenapiContext): string {
  if (typeof value !== 'string' || value === '' || settings.unknownUsers.includes(value)) {
    throw new WeixinError(40003, 'invalid openid');
  }
  return value;
}
