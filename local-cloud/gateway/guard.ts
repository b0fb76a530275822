import type { IncomingMessage, ServerResponse } from 'node:http';

/**
 * The local cloud trusts whoever reaches it, so only programs of this machine may. Listening on 127.0.0.1 keeps other
 * machines out; a web page in this machine's browser is kept out here: by its Host where a foreign name was rebound to
 * 127.0.0.1, by its Origin where it posts straight to it.
 */
export type Audience =
  /** The server's own pages and programs without an origin (the SDK, tests, curl). */
  | 'own'
  /** Also pages that another local server serves: the H5 app. */
  | 'local';

const loopbackNames = new Set(['127.0.0.1', 'localhost']);

/** @returns why the request is refused, or undefined */
export function refusalOf(req: IncomingMessage, audience: Audience): string | undefined {
  const { host, origin } = req.headers;
  if (!host || !loopbackNames.has(host.replace(/:\d+$/, ''))) {
    return `Host ${host ?? '(none)'} is not this machine: only 127.0.0.1 and localhost are answered`;
  }
  if (origin === undefined) return undefined;
  const from = URL.canParse(origin) ? new URL(origin) : undefined;
  if (from?.protocol !== 'http:' || !loopbackNames.has(from.hostname)) {
    return `Origin ${origin} is not of this machine`;
  }
  if (audience === 'own' && from.host !== host) return `Origin ${origin} is another server of this machine`;
  return undefined;
}

/** Lets a page of another local server read the answer. */
export function allowOrigin(req: IncomingMessage, res: ServerResponse): void {
  res.setHeader('vary', 'origin');
  const { origin } = req.headers;
  if (origin === undefined) return;
  res.setHeader('access-control-allow-origin', origin);
  res.setHeader('access-control-allow-methods', 'GET, HEAD, POST, PUT, OPTIONS');
  res.setHeader('access-control-allow-headers', req.headers['access-control-request-headers'] ?? 'content-type');
  res.setHeader('access-control-expose-headers', 'x-request-id');
  res.setHeader('access-control-max-age', '600');
}
