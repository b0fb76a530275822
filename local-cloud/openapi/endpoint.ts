import type { IncomingMessage, ServerResponse } from 'node:http';
import { RequestError, readBody, sendJson } from '../gateway/body.ts';
import { parseMultipart } from './multipart.ts';
import { decodeOpenapiRequest, encodeOpenapiReply } from './protocol.ts';
import type { OpenapiCaller, OpenapiService } from './service.ts';

/** Bytes of one openapi call; media go up by address, so this is for texts. */
const requestLimit = 10 * 1024 * 1024;

export function isOpenapiRequest(req: IncomingMessage): boolean {
  return (req.headers['content-type'] ?? '').startsWith('multipart/form-data');
}

/**
 * `POST /admin` with a form: the way in which wx-server-sdk sends `cloud.openapi`. The answer is protobuf; a refusal is
 * JSON of exactly the content type by which the SDK tells the two apart.
 *
 * @returns the api that was called
 */
export async function answerOpenapi(
  req: IncomingMessage,
  res: ServerResponse,
  { service, caller, requestId }: { service: OpenapiService; caller: OpenapiCaller | undefined; requestId: string },
): Promise<string> {
  try {
    const form = parseMultipart(await readBody(req, requestLimit), req.headers['content-type'] ?? '');
    const action = form.get('action')?.toString('utf8');
    const api = form.get('apiName')?.toString('utf8');
    const data = form.get('requestData');
    if (action !== 'wx.openApi' || api === undefined || data === undefined) {
      throw new Error(`action ${action ?? '(none)'} is not emulated`);
    }
    // So a run of a timer that the API made was answered: binggg/tcb-subscribe-demo, issue 1 (-501007 in the SDK).
    if (caller !== undefined && !form.get('wxCloudApiToken')?.length) throw new Error('Invalid request param');
    const reply = await service.call(api, () => decodeOpenapiRequest(data), caller);
    if (service.settings.losesAnswers) {
      req.socket.destroy();
      return api;
    }
    const body = await encodeOpenapiReply(reply);
    res.writeHead(200, { 'content-type': 'application/octet-stream', 'content-length': body.length });
    res.end(body);
    return api;
  } catch (error) {
    const code = error instanceof RequestError ? 'EXCEED_MAX_PAYLOAD_SIZE' : 'INVALID_PARAM';
    sendJson(res, 200, { requestId, code, message: error instanceof Error ? error.message : String(error) });
    return 'wx.openApi';
  }
}
