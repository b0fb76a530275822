/**
 * The SDK's one endpoint: `POST /admin?env=&seqId=`, a JSON body with an `action`, always answered with HTTP 200:
 * `{requestId, data}`, or `{requestId, code, message}` for an error that the service words itself.
 */
import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { RequestError, readJsonObject, sendJson } from '../gateway/body.ts';
import { type AdminAction, type RequestCost, ServiceError } from './action.ts';

/** One request of the SDK, for `/__local/requests`. */
export interface AdminRequestLog {
  requestId: string;
  /** Empty where the body named none. */
  action: string;
  /** Milliseconds from the request's last byte to its answer, real time. */
  ms: number;
  /** Bytes of the request's body. */
  bytes: number;
  cost?: RequestCost;
  /** The service's code, of a request that failed. */
  code?: string;
  message?: string;
}

/** What befalls a request on purpose. */
export interface Fault {
  /** Milliseconds before the action runs. */
  delay?: number;
  /** Answered instead of running the action. */
  error?: { code: string; message: string };
  /** The connection breaks: before the action runs, or when it is done and the caller can't know. */
  drop?: 'before' | 'after';
}

export interface AdminHandlerOptions {
  actions: Record<string, AdminAction>;
  /** Told of every request when it is over. */
  observe?(entry: AdminRequestLog): void;
  /** Asked before every action. */
  fault?(action: string): Fault | undefined;
}

/** Bytes: room for a document of 16 MB in EJSON, whose numbers and dates take several times their BSON. */
const BODY_LIMIT = 100 * 1024 * 1024;

type Envelope = Record<string, unknown> & { requestId: string; code?: string; message?: string };

/** Thrown where the connection shall break instead of being answered. */
class Dropped extends Error {}

export function createAdminHandler(
  options: AdminHandlerOptions,
): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  return async (request, response) => {
    const log: AdminRequestLog = { requestId: randomUUID(), action: '', ms: 0, bytes: 0 };
    let started = performance.now();
    try {
      const body = await readJsonObject(request, BODY_LIMIT);
      started = performance.now();
      log.bytes = Number(request.headers['content-length'] ?? 0);
      const envelope = await run(options, log, body);
      sendJson(response, 200, envelope);
    } catch (error) {
      if (error instanceof Dropped) {
        request.socket.destroy();
      } else {
        const { code, message } = wordError(error);
        Object.assign(log, { code, message });
        sendJson(response, 200, { requestId: log.requestId, code, message });
      }
    } finally {
      log.ms = performance.now() - started;
      options.observe?.(log);
    }
  };
}

async function run(
  options: AdminHandlerOptions,
  log: AdminRequestLog,
  body: Record<string, unknown>,
): Promise<Envelope> {
  const { action, ...params } = body;
  if (typeof action !== 'string') throw new ServiceError('INVALID_PARAM', '[InvalidParameter] action must be a string');
  log.action = action;
  const perform = Object.hasOwn(options.actions, action) ? options.actions[action] : undefined;
  if (!perform) throw new ServiceError('INVALID_ACTION', `[InvalidParameter] there is no action ${action}`);
  const fault = options.fault?.(action);
  if (fault) await suffer(fault);
  const { data, beside, cost } = await perform({ action, params, requestId: log.requestId, bytes: log.bytes });
  if (cost) log.cost = cost;
  if (fault?.drop === 'after') throw new Dropped();
  return { ...beside, requestId: log.requestId, ...(data === undefined ? {} : { data }) };
}

async function suffer({ delay = 0, drop, error }: Fault): Promise<void> {
  if (delay > 0) await new Promise((resolve) => setTimeout(resolve, delay));
  if (drop === 'before') throw new Dropped();
  if (error) throw new ServiceError(error.code, error.message);
}

function wordError(error: unknown): { code: string; message: string } {
  if (error instanceof ServiceError) return { code: error.code, message: error.message };
  if (error instanceof RequestError) {
    const code = error.status === 413 ? 'EXCEED_REQUEST_SIZE_LIMIT' : 'INVALID_PARAM';
    return { code, message: `[InvalidParameter] ${error.message}` };
  }
  // A fault of our own: the caller gets what the service answers to one of its own, we get the stack.
  console.error(error);
  return { code: 'SYS_ERR', message: `[InternalError] ${error instanceof Error ? error.message : String(error)}` };
}
