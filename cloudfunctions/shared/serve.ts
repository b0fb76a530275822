import { randomUUID } from 'node:crypto';
import * as v from 'valibot';
import type { Action, ActionName, ActionOutput, Contract, Reply, ValidInput } from '#contract/action';
import { AppError, type ErrorCode, type FieldIssue } from '#domain/app-error';
import { createAnswerMemory } from './answer-memory.ts';
import { createCallMeter } from './call-meter.ts';
import { admit, type CallerOf } from './caller.ts';
import { type Log, openLog, UNKNOWN_ACTION } from './log.ts';

export interface Context<C extends Contract, A extends ActionName<C>> {
  /** The instant at which the call began; one call sees one time. */
  now: Date;
  caller: CallerOf<C['actions'][A]['access']>;
  log: Log;
  requestId: string;
}

/** One handler for each action of the contract; the compiler asks for those that are missing. */
export type Handlers<C extends Contract> = {
  [A in ActionName<C>]: (input: ValidInput<C, A>, context: Context<C, A>) => Promise<ActionOutput<C, A>>;
};

interface PlatformContext {
  request_id?: string;
}

/** What a function answers to WeChat, which asks ahead of the driver; see `src/platform/prefetch.ts`. */
interface Prefetched {
  /** `<function>.<action>` */
  of: string;
  asOf: string;
  data: unknown;
}

/**
 * Whether WeChat itself asks, for 数据预拉取 or 数据周期性更新: it says no action, but when it asks, and where it opens.
 * https://developers.weixin.qq.com/miniprogram/dev/framework/ability/pre-fetch.html
 */
function isPrefetch(event: unknown): boolean {
  return v.is(
    v.looseObject({ timestamp: v.union([v.number(), v.string()]), action: v.optional(v.undefined()) }),
    event,
  );
}

/**
 * Finds an input that its event doesn't hold itself, but says where it lies; what is none of these is given back as it came.
 * `clear` takes away what lies there, once the action has answered.
 */
export type InputSource = (given: unknown, openid: string) => Promise<{ input: unknown; clear?: () => Promise<void> }>;

const eventSchema = v.object({ action: v.string(), input: v.optional(v.unknown(), {}) });

function fieldIssues(prefix: string, issues: readonly v.BaseIssue<unknown>[]): FieldIssue[] {
  return issues.slice(0, 20).map((issue) => ({
    path: [prefix, v.getDotPath(issue)].filter(Boolean).join('.') || '(event)',
    message: issue.message.slice(0, 200),
  }));
}

function invalid(issues: FieldIssue[]): AppError<ErrorCode> {
  const first = issues[0];
  return new AppError('invalid_input', first ? `${first.path}: ${first.message}` : 'invalid input', { issues });
}

/** One for each instance; its answers are the same for everybody, so it knows nothing of callers. */
const memory = createAnswerMemory();

/**
 * For how long the answer to this input may be given again; nothing for one that must be read each time. A deployment that
 * wants every answer read, as tests do that write and look at once, sets READ_MEMORY to `off`.
 */
function freshSeconds({ access, remember }: Action, input: unknown): number | undefined {
  if (access !== 'public' || remember === undefined || process.env.READ_MEMORY === 'off') return undefined;
  const given = input as Record<string, unknown>;
  return remember.unlessGiven?.some((field) => given[field] !== undefined) ? undefined : remember.seconds;
}

async function run<C extends Contract>(
  contract: C,
  handlers: Handlers<C>,
  event: unknown,
  base: { now: Date; log: Log; requestId: string },
  inputFrom: InputSource | undefined,
): Promise<{ data: unknown; readAt: Date }> {
  const envelope = v.safeParse(eventSchema, event);
  if (!envelope.success) throw invalid(fieldIssues('', envelope.issues));
  const { action, input: given } = envelope.output;
  if (!Object.hasOwn(contract.actions, action)) {
    throw invalid([{ path: 'action', message: `${contract.name} has no such action` }]);
  }
  base.log.action = action;
  const name = action as ActionName<C>;
  const definition = contract.actions[name];
  if (definition === undefined) throw invalid([{ path: 'action', message: `${contract.name} has no such action` }]);
  const caller = await admit(definition.access);
  // The compiler can't see that name, input and caller belong to the same action; the lookups above made it so.
  const handler = handlers[name] as (input: unknown, context: unknown) => Promise<unknown>;
  const handle = (input: unknown) => handler(input, { ...base, caller });
  base.log.hide({ input: given, caller });
  if (inputFrom === undefined || !('openid' in caller)) return answerTo(action, definition, given, handle, base);
  const { input, clear } = await inputFrom(given, caller.openid);
  base.log.hide({ input });
  try {
    return await answerTo(action, definition, input, handle, base);
  } finally {
    await clear?.();
  }
}

/** Checks an input, has it handled, and gives what the contract names of the answer. */
async function answerTo(
  action: string,
  definition: Action,
  input: unknown,
  handle: (input: unknown) => Promise<unknown>,
  { now, log }: { now: Date; log: Log },
): Promise<{ data: unknown; readAt: Date }> {
  // Valibot takes a list for an object without required fields.
  if (Array.isArray(input)) throw invalid([{ path: 'input', message: 'must be an object, not a list' }]);
  const parsed = v.safeParse(definition.input, input, { abortPipeEarly: true });
  if (!parsed.success) throw invalid(fieldIssues('', parsed.issues));
  // Parsing what goes out drops every field that the contract doesn't name: nothing leaks by accident.
  const answer = async () => v.parse(definition.output, await handle(parsed.output));
  const seconds = freshSeconds(definition, parsed.output);
  if (seconds === undefined) return { data: await answer(), readAt: now };
  const question = `${action} ${JSON.stringify(parsed.output)}`;
  const { data, readAt, from } = await memory.answer(question, seconds, now, answer);
  log.note('memory', from);
  return { data, readAt };
}

/**
 * Makes a cloud function of a contract and its handlers. The function never throws: it answers `{ok: true, data}` or
 * `{ok: false, error}`; what it didn't expect is logged with the request's id and answered as `internal`, without its words.
 * @param more.prefetched the public action that answers WeChat where it asks ahead of the driver; at most 256 KB
 * @param more.inputFrom where else than in their events the inputs of signed-in callers may lie
 */
export function serve<C extends Contract>(
  contract: C,
  handlers: Handlers<C>,
  { prefetched, inputFrom }: { prefetched?: ActionName<C>; inputFrom?: InputSource } = {},
): (event: unknown, context?: PlatformContext) => Promise<Reply<unknown> | Prefetched> {
  const meter = createCallMeter(contract.name);
  return async (asked, context) => {
    const isAhead = prefetched !== undefined && isPrefetch(asked);
    const event = isAhead ? { action: prefetched } : asked;
    const requestId = context?.request_id ?? randomUUID();
    const log = openLog(contract.name, requestId);
    log.action = UNKNOWN_ACTION;
    const now = new Date();
    const count = (outcome: string, ms: number) => meter.end({ action: log.action, outcome, ms, now });
    try {
      meter.begin(now);
      const { data, readAt } = await run(contract, handlers, event, { now, log, requestId }, inputFrom);
      await count('ok', log.end('ok'));
      if (isAhead) return { of: `${contract.name}.${prefetched}`, asOf: readAt.toISOString(), data };
      const age = now.getTime() - readAt.getTime();
      return { ok: true, data, ...(age > 0 && { age }) };
    } catch (error) {
      if (error instanceof AppError) {
        await count(error.code, log.end(error.code));
        return {
          ok: false,
          error: {
            code: error.code as ErrorCode,
            message: error.message,
            ...(error.details && { details: error.details }),
            requestId,
          },
        };
      }
      await count('internal', log.fail(error));
      return { ok: false, error: { code: 'internal', message: 'unexpected failure; see the log', requestId } };
    }
  };
}
