import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launchChromium } from '../chromium.ts';

let data: string;
let busy: Server;
let app: ChildProcess;
let output = '';

beforeAll(async () => {
  data = mkdtempSync(path.join(os.tmpdir(), 'start-'));
  busy = createServer();
  const port = await new Promise<number>((resolve) => {
    busy.listen(0, '127.0.0.1', () => resolve((busy.address() as { port: number }).port));
  });
  app = spawn('npm', ['start', '--', '--data', data, '--port', String(port), '--cloud-port', '0'], { detached: true });
  app.stdout?.on('data', (chunk: Buffer) => {
    output += chunk.toString();
  });
  app.stderr?.on('data', (chunk: Buffer) => {
    output += chunk.toString();
  });
});

afterAll(() => {
  // npm, its shell and node are one group: ending the first alone would leave the others running.
  if (app.pid !== undefined) process.kill(-app.pid, 'SIGTERM');
  busy.close();
  rmSync(data, { recursive: true, force: true, maxRetries: 5 });
});

it('npm start leads to the first article in the browser, although its port was busy', async () => {
  await expect.poll(() => /交通安全微发布\s+(http:\S+)/.exec(output)?.[1], { timeout: 110_000 }).toBeTruthy();
  expect(output).toContain('is busy, taking another');
  expect(output).toMatch(/已载入 \d+ 篇示例/);
  const browser = await launchChromium();
  try {
    const page = await browser.newPage({ viewport: { width: 390, height: 844 } });
    await page.goto(/交通安全微发布\s+(http:\S+)/.exec(output)?.[1] ?? '');
    await page.locator('.post__title').first().click();
    await page.locator('.article__body').waitFor();
    expect(await page.locator('.article__title').textContent()).not.toBe('');
  } finally {
    await browser.close();
  }
}, 120_000);
