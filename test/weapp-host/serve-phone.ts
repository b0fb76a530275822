import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import type { WeappPackage } from './phone/settings.ts';
import { bundlePhone } from './phone-bundle.ts';

/** An address of no real host, so that nothing can be meant but the phone's own files. */
export const ORIGIN = 'http://weapp.test';

const PAGE =
  '<!doctype html><html lang="zh-CN"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><link rel="icon" href="data:,"><body></body><script src="/phone.js"></script></html>';

const MIME: Record<string, string> = {
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.webp': 'image/webp',
  '.svg': 'image/svg+xml',
};

/** Passes a question for this machine on to it. */
function passOn(url: URL, incoming: IncomingMessage, response: ServerResponse): void {
  const { host: _host, 'proxy-connection': _toProxy, ...headers } = incoming.headers;
  const onward = request(url, { method: incoming.method, headers }, (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(response);
  });
  onward.on('error', () => response.destroy());
  incoming.pipe(onward);
}

interface PhoneFiles {
  /** What the phone runs, as JSON. */
  weapp: string;
  /** The phone's own program. */
  phone: string;
  /** Folder of the build, for its pictures. */
  dist: string;
}

async function answer(files: PhoneFiles, incoming: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(incoming.url ?? '/', ORIGIN);
  if (url.hostname === '127.0.0.1' || url.hostname === 'localhost') return passOn(url, incoming, response);
  if (url.origin !== ORIGIN) {
    response.destroy();
    return;
  }
  const send = (type: string, body: string | Buffer) => {
    response.writeHead(200, { 'content-type': type, 'cache-control': 'max-age=86400' }).end(body);
  };
  switch (url.pathname) {
    case '/':
      return send('text/html; charset=utf-8', PAGE);
    case '/phone.js':
      return send('text/javascript; charset=utf-8', files.phone);
    case '/weapp.json':
      return send('application/json', files.weapp);
    default: {
      const type = MIME[extname(url.pathname)];
      const body = await readFile(join(files.dist, decodeURIComponent(url.pathname))).catch(() => undefined);
      if (body !== undefined && type !== undefined) return send(type, body);
      response.writeHead(404).end();
    }
  }
}

async function start(weapp: WeappPackage, dist: string): Promise<string> {
  const files = { weapp: JSON.stringify(weapp), phone: await bundlePhone(), dist };
  const server = createServer((incoming, response) => void answer(files, incoming, response));
  // An address with https asks for a tunnel.
  server.on('connect', (_request, socket) => socket.destroy());
  // Serves for as long as the process has anything else to do.
  server.unref();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const started = new WeakMap<WeappPackage, Promise<string>>();

/**
 * The proxy that a phone asks for everything: itself, the build and its pictures, and this machine, which newer browsers let no
 * page of the web reach; the rest of the world is not there. Runs once for a package, until the process ends.
 * @returns its address
 */
export function servePhone(weapp: WeappPackage, dist: string): Promise<string> {
  const running = started.get(weapp) ?? start(weapp, dist);
  started.set(weapp, running);
  return running;
}
