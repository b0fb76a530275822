/** A source did not give what it should; the message is for an operator and names no key. */
export class SourceError extends Error {
  constructor(
    message: string,
    /** The source's own code, e.g. 40001 of WeChat. */
    readonly code?: number,
    /** Minutes until it may be asked again. */
    readonly retryAfter?: number,
  ) {
    super(message);
    this.name = 'SourceError';
  }
}

export interface FetchedDocument {
  /** 200, or 304 where the source has nothing newer. */
  status: 200 | 304;
  bytes: Uint8Array;
  headers: Headers;
}

/** A source that takes longer has nothing for us this time; milliseconds. */
const PATIENCE = 10_000;
const MAX_BYTES = 20 * 1024 * 1024;

async function readBody(response: Response): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  if (response.body === null) return new Uint8Array();
  // Node's streams can be iterated; the browser's typings, which the client brings along, don't know it.
  for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
    size += chunk.byteLength;
    if (size > MAX_BYTES) throw new SourceError(`the document is larger than ${MAX_BYTES / 1024 / 1024} MB`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** The address without its query: that may hold keys. */
function nameOf(url: string): string {
  const { origin, pathname } = new URL(url);
  return origin + pathname;
}

function readRetryAfter(headers: Headers): number | undefined {
  const seconds = Number(headers.get('retry-after') ?? Number.NaN);
  return Number.isFinite(seconds) && seconds > 0 ? Math.ceil(seconds / 60) : undefined;
}

/**
 * Fetches one document, whole.
 * @throws SourceError for any status but 200 and 304, a body that ends early, one beyond 20 MB, or no answer within ten seconds
 */
export async function fetchDocument(url: string, init: RequestInit = {}): Promise<FetchedDocument> {
  const signal = AbortSignal.timeout(PATIENCE);
  try {
    const response = await fetch(url, { ...init, signal });
    const { status, headers } = response;
    if (status === 304) return { status, bytes: new Uint8Array(), headers };
    if (status !== 200) {
      await response.body?.cancel();
      throw new SourceError(`${nameOf(url)} answered ${status}`, undefined, readRetryAfter(headers));
    }
    return { status, bytes: await readBody(response), headers };
  } catch (error) {
    if (error instanceof SourceError) throw error;
    if (signal.aborted) throw new SourceError(`${nameOf(url)} gave no answer within ${PATIENCE / 1000} seconds`);
    const { message, cause } = error as Error;
    const why = cause instanceof Error ? cause.message : message;
    throw new SourceError(`${nameOf(url)}: the connection broke (${why})`);
  }
}

/** @throws SourceError where the answer is no JSON object */
export function parseAnswer(bytes: Uint8Array, what: string): Record<string, unknown> {
  try {
    const answer: unknown = JSON.parse(Buffer.from(bytes).toString('utf8'));
    if (typeof answer === 'object' && answer !== null && !Array.isArray(answer))
      return answer as Record<string, unknown>;
  } catch {
    // Said below, as for an answer of another kind.
  }
  throw new SourceError(`${what} answered something that is not a JSON object`);
}
