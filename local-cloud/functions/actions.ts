import { AsyncLocalStorage } from 'node:async_hooks';
import { type AdminAction, ServiceError } from '../admin/action.ts';
import { FunctionError } from './errors.ts';
import type { Invocation } from './invocation.ts';
import type { FunctionPool } from './pool.ts';

/** The function call within which an SDK request is being dealt with; empty for a request from outside. */
export const currentInvocation = new AsyncLocalStorage<Invocation | undefined>();

/** Bytes of an event, and of an answer, between functions; the SDK knows the latter as -604001. */
const callPayloadLimit = 1024 * 1024;

/** `cloud.callFunction` within a function: the callee sees the same person, by way of the caller. */
export function functionActions({ pool, appid }: { pool: FunctionPool; appid: string }): Record<string, AdminAction> {
  return {
    async 'functions.invokeFunction'({ params, requestId }) {
      const { function_name: functionName, request_data: event = '' } = params;
      if (typeof functionName !== 'string' || typeof event !== 'string') {
        throw new ServiceError('INVALID_PARAM', 'function_name and request_data are strings');
      }
      const size = Buffer.byteLength(event);
      if (size > callPayloadLimit) {
        const { code, message } = new FunctionError('EXCEED_MAX_PAYLOAD_SIZE', tooLarge(size), requestId);
        throw new ServiceError(code, message);
      }
      const parent = currentInvocation.getStore();
      const caller = parent?.caller ?? { openid: '', appid, clientIp: '127.0.0.1' };
      try {
        const { json } = await pool.invoke({
          functionName,
          event,
          caller,
          trigger: 'function',
          ...(parent && { parent }),
        });
        const answered = Buffer.byteLength(json);
        if (answered > callPayloadLimit) {
          throw new FunctionError('RESULT_SIZE_EXCEED_LIMIT', tooLarge(answered), requestId);
        }
        return { data: { response_data: json } };
      } catch (error) {
        if (error instanceof FunctionError) throw new ServiceError(error.code, error.message);
        throw error;
      }
    },
  };
}

function tooLarge(bytes: number): string {
  return `${bytes} bytes; at most ${callPayloadLimit} between functions`;
}
