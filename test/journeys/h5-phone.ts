import { build } from 'esbuild';
import type { Browser, Locator, Page, Request, Response } from 'playwright-core';
import { PNG } from '../fixtures/pictures.ts';
import { PhoneWindow } from '../phone-windows.ts';
import type { CallMade } from '../weapp-host/outside.ts';
import { NOW } from './now.ts';
import type { Phone, PhoneOptions } from './phone.ts';

/** Nothing on the screen or on the wire for so long counts as done, whatever else is due, in milliseconds. */
const QUIET = 120;
const PATIENCE = 15_000;

/** Requests that a network is needed for; the app itself is a file on the phone, as WeChat's package is. */
const CLOUD = /\/(call|storage|upload)\//;

/** The page on top, come to rest: Taro's preview hides the pages below it, and loses one that is left while it slides in. */
const TOP_PAGE = '.taro_page_stationed:not(.taro_page_shade)';

/** What the driver takes where a picture is asked for: one pixel unless a test says another. */
const PICTURE = { name: 'picture.png', mimeType: 'image/png', buffer: PNG };

let probe: Promise<string> | undefined;

function bundleProbe(): Promise<string> {
  probe ??= build({
    entryPoints: ['test/journeys/h5-probe.ts'],
    bundle: true,
    write: false,
    format: 'iife',
    target: 'es2022',
  }).then(({ outputFiles }) => outputFiles[0]?.text ?? '');
  return probe;
}

/** The H5 preview in a phone-sized browser. */
export class H5Phone implements Phone {
  readonly calls: CallMade[] = [];
  readonly #window: PhoneWindow;
  readonly #page: Page;
  readonly #url: string;
  readonly #complaints: string[] = [];
  readonly #underWay = new Set<Request>();
  #modal: 'confirm' | 'cancel' = 'confirm';
  #picture = PICTURE;

  constructor(window: PhoneWindow, url: string) {
    this.#window = window;
    this.#page = window.page;
    this.#url = url;
    window.on('pageerror', (error) => this.#complaints.push(error.message));
    window.on('console', (message) => {
      // What a test cut off is the page's matter, which it shows.
      if (message.type() === 'error' && !/Failed to load resource|ERR_/.test(message.text())) {
        this.#complaints.push(`console.error: ${message.text()}`);
      }
    });
    window.on('request', (request) => {
      if (['script', 'fetch', 'xhr'].includes(request.resourceType())) this.#underWay.add(request);
    });
    window.on('filechooser', (chooser) => void chooser.setFiles(this.#picture));
    window.on('requestfailed', (request) => this.#noteEnd(request));
    window.on('response', (response) => this.#noteEnd(response.request(), response));
  }

  #noteEnd(request: Request, response?: Response): void {
    if (!this.#underWay.delete(request)) return;
    const name = /\/call\/([\w-]+)/.exec(request.url())?.[1];
    if (name === undefined) return;
    const { action, input } = request.postDataJSON() as { action?: string; input?: unknown };
    const signedIn = request.headers()['x-local-openid'] !== undefined;
    const made = {
      name,
      action,
      input,
      signedIn,
      status: response?.status() ?? 0,
      bytes: 0,
      milliseconds: request.timing().responseEnd,
    };
    this.calls.push(made);
    response?.body().then(
      (body) => {
        made.bytes = body.length;
      },
      // The page was left before it had come.
      () => undefined,
    );
  }

  get #view(): Locator {
    return this.#page.locator(TOP_PAGE).last();
  }

  async open(url = '/pages/tabs/news'): Promise<void> {
    await this.#page.goto('about:blank');
    this.#underWay.clear();
    await this.#page.goto(`${this.#url}/#${url}`);
    await this.#view.waitFor({ state: 'attached', timeout: PATIENCE });
    await this.#settled();
  }

  async #settled(): Promise<void> {
    const started = Date.now();
    const untilStill = () =>
      this.#page.evaluate((given) => window.probe.untilStill(given), { quiet: QUIET, patience: PATIENCE });
    while (!(await untilStill()) || this.#underWay.size > 0) {
      if (Date.now() - started > PATIENCE) throw new Error(`the preview was still busy after ${PATIENCE} ms`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  async page(): Promise<{ route: string; query: Record<string, string> }> {
    const [path = '', query = ''] = new URL(this.#page.url()).hash.slice(1).split('?', 2);
    return { route: path.replace(/^\//, ''), query: Object.fromEntries(new URLSearchParams(query)) };
  }

  async text(): Promise<string> {
    await this.#settled();
    return this.#view.innerText();
  }

  async waitForText(text: string): Promise<void> {
    await this.#view.getByText(text).filter({ visible: true }).first().waitFor({ timeout: PATIENCE });
  }

  async #find(target: string): Promise<Locator> {
    if (/^[.#[]/.test(target)) return this.#view.locator(target).filter({ visible: true }).first();
    const exact = this.#view.getByText(target, { exact: true }).filter({ visible: true });
    if ((await exact.count()) > 0) return exact.first();
    return this.#view.getByText(target).filter({ visible: true }).first();
  }

  async count(selector: string): Promise<number> {
    await this.#settled();
    return this.#view.locator(selector).count();
  }

  async texts(selector: string): Promise<string[]> {
    await this.#settled();
    return this.#view.locator(selector).allInnerTexts();
  }

  async tap(target: string): Promise<void> {
    await (await this.#find(target)).tap({ timeout: 5000 });
    await this.#settled();
    await this.#answerModal();
    await this.#answerActionSheet();
  }

  async answer({ modal, picture }: { modal?: 'confirm' | 'cancel'; picture?: string }): Promise<void> {
    if (modal !== undefined) this.#modal = modal;
    const [, mimeType, base64 = ''] = /^data:([^;]+);base64,(.*)$/s.exec(picture ?? '') ?? [];
    if (mimeType !== undefined) this.#picture = { ...PICTURE, mimeType, buffer: Buffer.from(base64, 'base64') };
  }

  /** A modal of Taro's is answered as WeChat's is on the host, without a tap in the test. */
  async #answerModal(): Promise<void> {
    const answers = this.#page.locator('.taro-modal__foot > *').filter({ visible: true });
    if ((await answers.count()) === 0) return;
    await (this.#modal === 'confirm' ? answers.last() : answers.first()).tap();
    await this.#settled();
  }

  /** From Taro's sheet the last choice is taken; of 拍摄 and 从相册选择 that is the album. */
  async #answerActionSheet(): Promise<void> {
    const choices = this.#page.locator('.taro-actionsheet__cell').filter({ visible: true });
    if ((await choices.count()) === 0) return;
    await choices.last().tap();
    await this.#settled();
  }

  async fill(target: string, value: string): Promise<void> {
    const field = (await this.#find(target)).locator('input, textarea');
    await field.first().fill(value);
    await this.#settled();
  }

  async choose(selector: string, value: unknown): Promise<void> {
    await (await this.#find(selector)).evaluate((part, chosen) => {
      const picker = part.closest('taro-picker-core');
      if (picker === null) throw new Error('nothing to choose from');
      picker.dispatchEvent(new CustomEvent('change', { detail: { value: chosen } }));
    }, value);
    await this.#settled();
  }

  async scrollToBottom(): Promise<void> {
    // In two movements: Taro tells a page of its end again only after a movement that was not at it.
    for (const far of [0.5, 1]) {
      await this.#view.evaluate((page, share) => {
        const rest = page.scrollHeight - page.clientHeight - page.scrollTop;
        page.scrollBy({ top: rest * share, behavior: 'instant' });
      }, far);
      // It looks at most every 50 ms.
      await this.#page.waitForTimeout(80);
    }
    await this.#settled();
  }

  async pullDown(): Promise<void> {
    const finger = await this.#page.context().newCDPSession(this.#page);
    const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', y?: number) =>
      finger.send('Input.dispatchTouchEvent', { type, touchPoints: y === undefined ? [] : [{ x: 200, y }] });
    await touch('touchStart', 400);
    for (let y = 410; y <= 700; y += 10) {
      await touch('touchMove', y);
      // As fast as a finger, a step in each frame: what comes all at once is no pull to Taro.
      await this.#page.waitForTimeout(16);
    }
    await touch('touchEnd');
    await finger.detach();
    await this.#settled();
  }

  async back(): Promise<void> {
    await this.#page.goBack();
    await this.#settled();
  }

  async switchTab(text: string): Promise<void> {
    await this.#page.locator('.weui-tabbar__item').filter({ hasText: text }).tap();
    await this.#settled();
  }

  async offline(offline: boolean): Promise<void> {
    await this.#page.unroute(CLOUD);
    if (offline) await this.#page.route(CLOUD, (route) => route.abort('internetdisconnected'));
  }

  async setNow(now: Date): Promise<void> {
    await this.#page.evaluate((to) => window.probe.setNow(to), now.getTime());
  }

  async storage(): Promise<Record<string, unknown>> {
    const kept = await this.#page.evaluate(() => Object.entries(localStorage) as [string, string][]);
    const ofTaro = kept.filter(([key]) => key !== 'local-openid');
    return Object.fromEntries(ofTaro.map(([key, value]) => [key, (JSON.parse(value) as { data: unknown }).data]));
  }

  async resetCounters(): Promise<void> {
    this.calls.length = 0;
    this.#complaints.length = 0;
  }

  async overflow(): Promise<string[]> {
    return this.#view.evaluate((page) => window.probe.overflow(page));
  }

  async screenshot(path: string): Promise<void> {
    await this.#page.screenshot({ path });
  }

  async assertClean(): Promise<void> {
    if (this.#complaints.length > 0) throw new Error(this.#complaints.join('\n'));
  }

  async close({ expectClean = true } = {}): Promise<void> {
    try {
      if (expectClean) await this.assertClean();
    } finally {
      await this.#window.leave();
    }
  }
}

/** A phone-sized window of the browser for the preview that is served at `url`. Nothing is open yet: see `H5Phone.open`. */
export async function openH5Phone(browser: Browser, url: string, options: PhoneOptions = {}): Promise<H5Phone> {
  const { openid = 'driver-1', theme = 'light', width = 390, height = 844, now = NOW, kept = {} } = options;
  const window = await PhoneWindow.take(browser, { origin: url, width, height, theme });
  const settings = JSON.stringify({ now: now.getTime(), openid, kept });
  await window.runFirst(`window.probeSettings = ${settings};\n${await bundleProbe()}`);
  return new H5Phone(window, url);
}
