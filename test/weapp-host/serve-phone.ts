import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import type { Route } from 'playwright-core';

/** An address of no real host, so that nothing can be meant but the phone's own files. */
export const ORIGIN = 'http://weapp.test';

const MIME: Record<string, string> = {
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.webp': 'image/webp',
  '.svg': 'image/svg+xml',
};

/** Newer browsers let no page of the web reach into this machine, so the test asks in its place. */
async function passOn(route: Route): Promise<void> {
  try {
    await route.fulfill({ response: await route.fetch() });
  } catch {
    await route.abort('connectionrefused').catch(() => undefined);
  }
}

/** Answers what the phone's page loads: itself, the build's pictures, and this machine; the rest of the world is not there. */
export async function servePhone(route: Route, files: { weapp: string; phone: string; dist: string }): Promise<void> {
  const url = new URL(route.request().url());
  if (url.hostname === '127.0.0.1' || url.hostname === 'localhost') return passOn(route);
  if (url.origin !== ORIGIN) return route.abort('internetdisconnected');
  switch (url.pathname) {
    case '/':
      return route.fulfill({
        contentType: 'text/html; charset=utf-8',
        body: '<!doctype html><html lang="zh-CN"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><body></body><script src="/phone.js"></script></html>',
      });
    case '/phone.js':
      return route.fulfill({ contentType: 'text/javascript; charset=utf-8', body: files.phone });
    case '/weapp.json':
      return route.fulfill({ contentType: 'application/json', body: files.weapp });
    default: {
      const contentType = MIME[extname(url.pathname)];
      const body = await readFile(join(files.dist, decodeURIComponent(url.pathname))).catch(() => undefined);
      if (body === undefined || contentType === undefined) return route.fulfill({ status: 404 });
      return route.fulfill({ contentType, body });
    }
  }
}
