import type { IncomingMessage, ServerResponse } from 'node:http';

/** A request that is refused before anything is done; `status` is the HTTP status. */
export class RequestError extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
    this.name = 'RequestError';
  }
}

/** @throws RequestError 413 beyond `limit` bytes, 400 where the client breaks off */
export async function readBody(req: IncomingMessage, limit: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of req as AsyncIterable<Buffer>) {
      size += chunk.length;
      // Read on to the end: a client that still writes would see a broken connection instead of the answer.
      if (size <= limit) chunks.push(chunk);
    }
  } catch {
    throw new RequestError(400, 'the request broke off');
  }
  if (size > limit) throw new RequestError(413, `the body has ${size} bytes; at most ${limit} are taken`);
  return Buffer.concat(chunks);
}

/** @throws RequestError 400 where the body is no JSON object */
export async function readJsonObject(req: IncomingMessage, limit = 1_000_000): Promise<Record<string, unknown>> {
  const body = await readBody(req, limit);
  let parsed: unknown;
  try {
    parsed = body.length === 0 ? {} : JSON.parse(body.toString('utf8'));
  } catch (error) {
    throw new RequestError(400, `the body is not JSON: ${(error as Error).message}`);
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) {
    throw new RequestError(400, 'the body is not a JSON object');
  }
  return parsed as Record<string, unknown>;
}

export function sendJson(res: ServerResponse, status: number, value: unknown): void {
  const body = Buffer.from(JSON.stringify(value));
  res.writeHead(status, { 'content-type': 'application/json; charset=utf-8', 'content-length': body.length });
  res.end(body);
}

/** @throws RequestError 400 where the text is not URL-encoded UTF-8 */
export function decodePart(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new RequestError(400, `${text} is not URL-encoded`);
  }
}
