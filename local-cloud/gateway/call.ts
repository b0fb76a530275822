import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { LARGEST_EVENT_BYTES } from '#domain/event-parts';
import type { Faults } from '../faults.ts';
import { FunctionError } from '../functions/errors.ts';
import type { Caller } from '../functions/invocation.ts';
import type { FunctionPool } from '../functions/pool.ts';
import { type Admission, admit } from './admission.ts';
import { RequestError, readBody, sendJson } from './body.ts';

/** Bytes of an answer to a client: -604001 in the SDK's table is of WeChat's own servers, so it holds for every call. */
const resultLimit = 1024 * 1024;

/** What the service knows of a caller and a local request can say of itself. */
const callerHeaders = {
  openid: 'x-local-openid',
  unionid: 'x-local-unionid',
  clientIp: 'x-local-client-ip',
} as const;

export interface CallSettings {
  functionName: string;
  pool: FunctionPool;
  appid: string;
  admission: Admission;
  /** Those for `call.<function>` strike here. */
  faults: Faults;
  noteVisit(openid: string): void;
}

/**
 * `POST /call/<function>`: the body is the event, the headers say who calls. Answers what the function returned with
 * status 200, or `{errCode, errMsg, requestId}` with the status of the platform's failure.
 */
export async function answerCall(
  req: IncomingMessage,
  res: ServerResponse,
  { functionName, pool, appid, admission, faults, noteVisit }: CallSettings,
): Promise<void> {
  let caller: Caller;
  let event: string;
  try {
    if (req.method !== 'POST') throw new RequestError(405, `${req.method} /call/${functionName}: a call is a POST`);
    caller = readCaller(req, appid);
    event = (await readBody(req, LARGEST_EVENT_BYTES)).toString('utf8');
  } catch (error) {
    if (!(error instanceof RequestError)) throw error;
    sendJson(res, error.status, { errCode: -501007, errMsg: `cloud.callFunction:fail ${wordsOf(error)}` });
    return;
  }
  const fault = faults.strike(`call.${functionName}`);
  if (fault?.delay) await sleep(fault.delay);
  try {
    admit(admission, functionName, caller.openid);
    if (caller.openid) noteVisit(caller.openid);
    if (fault?.error) throw new FunctionError('SYS_ERR', fault.error.message, randomUUID());
    const { json, requestId } = await pool.invoke({ functionName, event, caller, trigger: 'client' });
    if (fault?.drop) {
      res.destroy();
      return;
    }
    res.setHeader('x-request-id', requestId);
    const body = Buffer.from(json);
    if (body.length > resultLimit) {
      throw new FunctionError('RESULT_SIZE_EXCEED_LIMIT', `${body.length} bytes; at most ${resultLimit}`, requestId);
    }
    res.writeHead(200, { 'content-type': 'application/json; charset=utf-8', 'content-length': body.length });
    res.end(body);
  } catch (error) {
    if (!(error instanceof FunctionError)) throw error;
    const { errCode, requestId, message, httpStatus } = error;
    res.setHeader('x-request-id', requestId);
    sendJson(res, httpStatus, {
      errCode,
      errMsg: `cloud.callFunction:fail Error: errCode: ${errCode} ${message}`,
      requestId,
    });
  }
}

/** What is too large is refused in the words that WeChat has for it. */
function wordsOf({ status, message }: RequestError): string {
  return status === 413 ? `Error: data exceed max size (${message})` : message;
}

function readCaller(req: IncomingMessage, appid: string): Caller {
  const openid = readHeader(req, callerHeaders.openid);
  const unionid = readHeader(req, callerHeaders.unionid);
  const clientIp = readHeader(req, callerHeaders.clientIp);
  return { openid, appid, clientIp: clientIp || '127.0.0.1', ...(unionid && { unionid }) };
}

function readHeader(req: IncomingMessage, name: string): string {
  const value = req.headers[name];
  if (value === undefined) return '';
  if (typeof value !== 'string' || !/^[\x21-\x7e]{0,128}$/.test(value)) {
    throw new RequestError(400, `header ${name} takes at most 128 printable ASCII characters without spaces`);
  }
  return value;
}
