import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { RequestError, sendJson } from './body.ts';
import { type Audience, allowOrigin, refusalOf } from './guard.ts';

/** What answers the addresses below a prefix. */
export interface Route {
  /** e.g. `/call/`; the first that the path starts with answers, so longer ones come first. */
  prefix: string;
  audience: Audience;
  answer(req: IncomingMessage, res: ServerResponse, url: URL): Promise<void>;
}

/** The one HTTP server of the local cloud; it never listens anywhere but on 127.0.0.1. */
export interface Gateway {
  /** @throws Error with code EADDRINUSE where the port is taken. @param port 0 for any */
  listen(port: number): Promise<number>;
  close(): Promise<void>;
}

export function createGateway(routes: readonly Route[]): Gateway {
  const server: Server = createServer((req, res) => {
    answer(req, res, routes).catch((error: unknown) => {
      if (res.headersSent) {
        res.destroy();
        return;
      }
      if (error instanceof RequestError) {
        sendJson(res, error.status, { error: error.message });
        return;
      }
      console.error(`${req.method} ${req.url}:`, error);
      sendJson(res, 500, { error: error instanceof Error ? error.message : String(error) });
    });
  });
  return {
    listen: (port) =>
      new Promise((resolve, reject) => {
        server.once('error', reject);
        server.listen(port, '127.0.0.1', () => {
          server.removeListener('error', reject);
          resolve((server.address() as AddressInfo).port);
        });
      }),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answer(req: IncomingMessage, res: ServerResponse, routes: readonly Route[]): Promise<void> {
  const address = `http://127.0.0.1${req.url ?? '/'}`;
  if (!URL.canParse(address)) throw new RequestError(400, `${req.url} is not an address`);
  const url = new URL(address);
  const route = routes.find(({ prefix }) => url.pathname.startsWith(prefix));
  const refusal = refusalOf(req, route?.audience ?? 'own');
  if (refusal !== undefined) {
    req.resume();
    sendJson(res, 403, { error: refusal });
    return;
  }
  if (!route) {
    req.resume();
    sendJson(res, 404, { error: `nothing answers at ${url.pathname}` });
    return;
  }
  if (route.audience === 'local') {
    allowOrigin(req, res);
    if (req.method === 'OPTIONS') {
      res.writeHead(204).end();
      return;
    }
  }
  await route.answer(req, res, url);
}
