import { noteError, noteUnimplemented, whileBusy } from '../record.ts';

/** What a mini program hands to an asynchronous API. */
export interface Options {
  success?(result: Result): void;
  fail?(failure: Result): void;
  complete?(result: Result): void;
  [option: string]: unknown;
}

export interface Result {
  errMsg: string;
  [field: string]: unknown;
}

/** A failure that an API answers with; `errMsg` becomes `name:fail words`. */
export class WxFailure extends Error {
  constructor(
    words: string,
    readonly fields: Record<string, unknown> = {},
  ) {
    super(words);
  }
}

export type WxFunction = (...parts: never[]) => unknown;
export type WxApi = Record<string, unknown>;

function tell(name: string, options: Options, result: Result, how: 'success' | 'fail'): void {
  // WeChat reports what a callback throws and goes on.
  for (const callback of [options[how], options.complete]) {
    try {
      callback?.(result);
    } catch (error) {
      console.error(`the ${how} callback of wx.${name} threw`, error);
    }
  }
}

/**
 * Makes an asynchronous API of what it does: callbacks where they are given, else a promise, always later than the call.
 * The work throws WxFailure to fail.
 */
export function asynchronous(name: string, work: (options: Options) => unknown): (options?: Options) => unknown {
  return (options = {}) => {
    const run = async (): Promise<Result> => {
      await Promise.resolve();
      try {
        const fields = ((await work(options)) ?? {}) as Record<string, unknown>;
        return { errMsg: `${name}:ok`, ...fields };
      } catch (error) {
        if (!(error instanceof WxFailure)) {
          noteError(error, `the test's phone, in wx.${name}`);
          throw error;
        }
        throw { errMsg: `${name}:fail ${error.message}`, ...error.fields };
      }
    };
    const done = whileBusy(run());
    if (options.success === undefined && options.fail === undefined && options.complete === undefined) return done;
    done.then(
      (result) => tell(name, options, result, 'success'),
      (failure: Result) => tell(name, options, failure, 'fail'),
    );
    return undefined;
  };
}

/** Many at once: `{name: work}` to `{name: api}`. */
export function asynchronousAll(works: Record<string, (options: Options) => unknown>): WxApi {
  return Object.fromEntries(Object.entries(works).map(([name, work]) => [name, asynchronous(name, work)]));
}

let isTapped = false;

/** Delivers a tap. What it sets off may call the APIs that need one until its turn is over: nothing may be waited for before. */
export function whileTapped(deliver: () => void): void {
  isTapped = true;
  setTimeout(() => {
    isTapped = false;
  });
  deliver();
}

/** The API in the driver's own tap, and WeChat's refusal anywhere else. */
export function onTapOnly(name: string, api: unknown): (options?: Options) => unknown {
  const refuse = asynchronous(name, () => {
    throw new WxFailure('can only be invoked by user TAP gesture.');
  });
  return (options) => (isTapped ? (api as (options?: Options) => unknown) : refuse)(options);
}

/** A pair of `onX` and `offX`, and how to ring it. */
export class Bell<Event> {
  readonly #listeners = new Set<(event: Event) => void>();
  readonly on = (listener: (event: Event) => void): void => void this.#listeners.add(listener);
  readonly off = (listener?: (event: Event) => void): void =>
    listener === undefined ? this.#listeners.clear() : void this.#listeners.delete(listener);
  ring(event: Event): void {
    for (const listener of [...this.#listeners]) listener(event);
  }
  get size(): number {
    return this.#listeners.size;
  }
}

/** Stands for an API that this phone doesn't have: its use is reported by name, and it fails as politely as WeChat would. */
export function unimplemented(name: string): (options?: unknown) => unknown {
  return (options) => {
    noteUnimplemented(`wx.${name}`);
    if (typeof options === 'object' && options !== null) {
      const fail = (options as Options).fail;
      if (fail !== undefined) setTimeout(() => fail({ errMsg: `${name}:fail not implemented on this phone` }));
    }
    return undefined;
  };
}

let api: WxApi = {};

/** Gives `callWx` the object that the mini program sees. */
export function setWx(wx: WxApi): void {
  api = wx;
}

export function callWx(name: string, options: Options): void {
  const call = api[name];
  if (typeof call !== 'function') throw new Error(`wx.${name} is not a function`);
  call(options);
}
