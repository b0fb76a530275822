import type { ActionInput, ActionName, ActionOutput, Contract, Reply } from '#contract/action';
import { AppError, type ClientErrorCode } from '#domain/app-error';
import { keepsOfPerson } from '#domain/kept-of-person';
import { noteAge } from './answer-time.ts';
import { askToAgree, hasAgreed } from './privacy.ts';
import { invoke, startTransport } from './transport';

/** A driver waits no longer than this; seconds in milliseconds. The function itself may run on. */
const PATIENCE = 12_000;

/** Prepares the way to the cloud; once, when the app starts. */
export const startCloud = startTransport;

/** What the platform says when a call doesn't come back, in our words. */
export function codeOfFailure(message: string): ClientErrorCode {
  // The platform knows nobody here, in Moments' single-page mode, and lets in no such reader.
  if (/-501023/.test(message)) return 'unauthenticated';
  if (/time.?out|TIME_LIMIT_EXCEEDED|-504003/i.test(message)) return 'timeout';
  if (/network|fetch|offline|disconnect|interrupted|ERR_|request:fail|socket/i.test(message)) return 'offline';
  return 'unavailable';
}

function inTime<T>(work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new AppError('timeout', `no answer within ${PATIENCE} ms`)), PATIENCE);
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

async function deliver(name: string, action: string, input: unknown): Promise<Reply<unknown>> {
  // The one place that asks: whatever is to be kept of a driver comes by here. No patience runs out while they read.
  if (keepsOfPerson(name, action) && !(await hasAgreed()) && !(await askToAgree())) {
    throw new AppError('not_agreed', `${name}.${action} keeps something of the driver, who has not agreed`);
  }
  try {
    return (await inTime(invoke(name, { action, input }))) as Reply<unknown>;
  } catch (failure) {
    if (failure instanceof AppError) throw failure;
    const { errMsg, message } = failure as { errMsg?: string; message?: string };
    const said = errMsg ?? message ?? String(failure);
    throw new AppError(codeOfFailure(said), said);
  }
}

/**
 * A cloud function as its contract describes it: `const news = cloudFunction<NewsContract>('news')`, then
 * `news('listPosts', {...})`. Throws nothing but AppError, with the server's code, or `offline`, `timeout` or `not_agreed`.
 * It never shows anything: the page decides what a driver is told.
 */
export function cloudFunction<C extends Contract>(name: C['name']) {
  return async <A extends ActionName<C>>(action: A, input: ActionInput<C, A>): Promise<ActionOutput<C, A>> => {
    const reply = await deliver(name, action, input);
    if (reply?.ok === true) {
      noteAge(reply.data, reply.age);
      return reply.data as ActionOutput<C, A>;
    }
    if (reply?.ok === false) {
      const { code, message, details, requestId } = reply.error;
      throw new AppError(code, message, details, requestId);
    }
    throw new AppError('unavailable', 'the function answered nothing that its contract knows');
  };
}
