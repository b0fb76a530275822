import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { type Cloud, startCloud } from '#cloud/cloud';
import { FUNCTIONS, INDEXES } from '../../scripts/cloud-session.ts';
import { loadSamples } from '../../scripts/load-samples.ts';
import { ensureTaroBuild } from '../../scripts/taro-build.ts';
import { startWebServer } from '../../scripts/web-server.ts';
import { launchChromium } from '../chromium.ts';

/** The H5 preview with a cloud and samples of its own, in a phone-sized browser. */
export interface Preview {
  url: string;
  cloud: Cloud;
  context: BrowserContext;
  page: Page;
  /** What the page complained about since it was opened; network errors that a test caused are not among them. */
  complaints: string[];
  close(): Promise<void>;
}

export async function openPreview(): Promise<Preview> {
  const data = mkdtempSync(path.join(os.tmpdir(), 'preview-'));
  const cloud = await startCloud({
    data,
    functions: FUNCTIONS,
    indexes: INDEXES,
    timers: false,
    quiet: true,
    // A test that publishes looks at once.
    variables: { READ_MEMORY: 'off', CALL_NUMBERS: 'off' },
  });
  await loadSamples(cloud, new Date());
  await ensureTaroBuild('h5');
  const web = await startWebServer({ root: 'dist/h5', cloud: cloud.url, port: 0 });
  const browser = await launchChromium();
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, locale: 'zh-CN' });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' && !/Failed to load resource|ERR_/.test(message.text())) {
      complaints.push(message.text());
    }
  });
  return {
    url: web.url,
    cloud,
    context,
    page,
    complaints,
    async close() {
      await browser.close();
      web.server.closeAllConnections();
      web.server.close();
      await cloud.close();
      rmSync(data, { recursive: true, force: true });
    },
  };
}
