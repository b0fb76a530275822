import type { Browser, Locator, Page } from 'playwright-core';
import { launchChromium } from '../chromium.ts';
import type { Phone } from '../journeys/phone.ts';
import { PhoneWindow } from '../phone-windows.ts';
import { DEFAULT_ANSWERS, type HostOptions, type SharedCard } from './host-options.ts';
import { type CallMade, OutsideWorld } from './outside.ts';
import type { PhoneControls } from './phone/main.ts';
import type { RunRecord } from './phone/record.ts';
import type { Answers, Launch, PhoneSettings, WeappPackage } from './phone/settings.ts';
import { readApiNames } from './phone-bundle.ts';
import { readWeapp } from './read-weapp.ts';
import { ORIGIN, servePhone } from './serve-phone.ts';

/** Nothing on the screen or on the wire for so long counts as done, whatever else is due, in milliseconds. */
const QUIET = 120;
const PATIENCE = 15_000;

/** A phone with WeChat on it, running the build that lies in `dist`. */
export class Host implements Phone {
  readonly #window: PhoneWindow;
  readonly #page: Page;
  readonly #ownBrowser: Browser | undefined;
  readonly #settings: Omit<PhoneSettings, 'launch' | 'now'>;
  readonly #scene: number;
  readonly #firstPage: string;
  readonly #outside: OutsideWorld;
  readonly #consoleErrors: string[] = [];
  /** The phone's clock against this machine's, in milliseconds. It runs on while nothing is open. */
  #ahead: number;

  constructor(parts: {
    window: PhoneWindow;
    ownBrowser: Browser | undefined;
    settings: Omit<PhoneSettings, 'launch' | 'now'>;
    now: Date;
    scene: number;
    firstPage: string;
    outside: OutsideWorld;
  }) {
    this.#window = parts.window;
    this.#page = parts.window.page;
    this.#ownBrowser = parts.ownBrowser;
    this.#settings = parts.settings;
    this.#ahead = parts.now.getTime() - Date.now();
    this.#scene = parts.scene;
    this.#firstPage = parts.firstPage;
    this.#outside = parts.outside;
    this.#window.on('console', (message) => {
      // A picture that doesn't load is the page's matter: it gets an error event.
      if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) {
        this.#consoleErrors.push(`console.error: ${message.text()}`);
      }
    });
  }

  #do<T, A>(work: (phone: PhoneControls, given: A) => T, given: A): Promise<T> {
    const source = `(given) => (${work.toString()})(window.phone, given)`;
    // A function from text: Vitest's transform would leave names in it that the browser doesn't have.
    return this.#page.evaluate(([code, value]) => new Function(`return ${code}`)()(value), [
      source,
      given,
    ] as const) as Promise<T>;
  }

  /** Launches the mini program anew at a page: `/pages/news/post?id=1`. What it stored stays. */
  async open(url?: string, scene = this.#scene): Promise<void> {
    const [path = '', query = ''] = (url ?? this.#firstPage).split('?', 2);
    const launch: Launch = { path: path.replace(/^\//, ''), query, scene };
    await this.#page.goto(`${ORIGIN}/`);
    const now = Date.now() + this.#ahead;
    await this.#do((phone, settings) => phone.start(settings), { ...this.#settings, now, launch });
    await this.settled();
  }

  /** Waits until nothing moves: no call under way, no update of the page, no page to come. */
  async settled(): Promise<void> {
    if (await this.#do((phone, given) => phone.untilQuiet(given), { quiet: QUIET, patience: PATIENCE })) return;
    throw new Error(`the phone was still busy after ${PATIENCE} ms`);
  }

  async page(): Promise<{ route: string; query: Record<string, string>; depth: number }> {
    return this.#do((phone) => phone.page(), null);
  }

  /** The navigation bar's words. */
  async title(): Promise<string> {
    return this.#do((phone) => phone.title(), null);
  }

  /** Whether a page has been opened; until then, what is set holds from the launch on. */
  get #isOpen(): boolean {
    return this.#page.url().startsWith(ORIGIN);
  }

  get #view(): Locator {
    return this.#page.locator('.webview:not([hidden])');
  }

  /** The text that the page on top shows. */
  async text(): Promise<string> {
    await this.settled();
    return this.#view.innerText();
  }

  async waitForText(text: string, timeout = PATIENCE): Promise<void> {
    await this.#view.getByText(text).first().waitFor({ timeout });
  }

  /**
   * A part of the page on top: by selector (`.post`, `#tab-law`, `[role=tab]`, `wx-button`), else by its text; a part
   * that says just this comes before one that says more.
   */
  async find(target: string): Promise<Locator> {
    if (/^[.#[]|^wx-/.test(target)) return this.#view.locator(target).first();
    const exact = this.#view.getByText(target, { exact: true });
    return (await exact.count()) > 0 ? exact.first() : this.#view.getByText(target).first();
  }

  /** How many parts of the page on top a selector finds. */
  async count(selector: string): Promise<number> {
    return this.#view.locator(selector).count();
  }

  /** The text of each part of the page on top that a selector finds. */
  async texts(selector: string): Promise<string[]> {
    await this.settled();
    return this.#view.locator(selector).allInnerTexts();
  }

  /** Taps with a finger, as a driver would: what lies outside the screen is scrolled to first. */
  async tap(target: string): Promise<void> {
    await (await this.find(target)).tap({ timeout: 5000 });
    await this.settled();
  }

  async fill(target: string, value: string): Promise<void> {
    const field = (await this.find(target)).locator('input, textarea');
    await field.first().fill(value);
    await this.settled();
  }

  /** Chooses in the picker that a selector finds, or that holds what it finds; `value` is what `change` carries. */
  async choose(selector: string, value: unknown): Promise<void> {
    await this.#do((phone, given) => phone.choose(given.selector, given.value), { selector, value });
    await this.settled();
  }

  /** Moves a map as a finger would; what isn't said stays. */
  async moveMap(selector: string, to: { latitude?: number; longitude?: number; scale?: number }): Promise<void> {
    await this.#do((phone, given) => phone.moveMap(given.selector, given.to), { selector, to });
    await this.settled();
  }

  async scrollToBottom(): Promise<void> {
    await this.#do((phone) => phone.scrollToBottom(), null);
    // The scroll event comes with the next frame.
    await this.#page.waitForTimeout(50);
    await this.settled();
  }

  async pullDown(): Promise<void> {
    await this.#do((phone) => phone.pullDown(), null);
    await this.settled();
    if (await this.#do((phone) => phone.isRefreshing(), null)) {
      throw new Error('the page was pulled down and never called stopPullDownRefresh');
    }
  }

  async back(): Promise<void> {
    await this.#do((phone) => phone.back(), null);
    await this.settled();
  }

  /** Taps a tab of the tab bar, by its words. */
  async switchTab(text: string): Promise<void> {
    await this.#page.locator('#tabs').getByText(text, { exact: true }).tap();
    await this.settled();
  }

  /** What the tab bar and the bar of single-page mode show. */
  async barVisible(which: 'tabs' | 'single' | 'bar'): Promise<boolean> {
    return this.#page.locator(`#${which}`).isVisible();
  }

  /** What a friend gets. Throws where the page can't be sent. */
  async shareMessage(): Promise<SharedCard> {
    return (await this.#do((phone) => phone.share('onShareAppMessage'), null)) as SharedCard;
  }

  /** What Moments gets. Throws where the page can't be shared there. */
  async shareTimeline(): Promise<SharedCard> {
    return (await this.#do((phone) => phone.share('onShareTimeline'), null)) as SharedCard;
  }

  async offline(offline: boolean): Promise<void> {
    this.#settings.offline = offline;
    if (this.#isOpen) await this.#do((phone, now) => phone.setOffline(now), offline);
  }

  async answer(answers: Partial<Answers>): Promise<void> {
    Object.assign(this.#settings.answers, answers);
    if (this.#isOpen) await this.#do((phone, now) => phone.setAnswers(now), answers);
  }

  async setNow(now: Date): Promise<void> {
    this.#ahead = now.getTime() - Date.now();
    if (this.#isOpen) await this.#do((phone, to) => phone.setNow(to), now.getTime());
  }

  /** The mini program goes to the background, or comes back. */
  async hide(): Promise<void> {
    await this.#do((phone) => phone.hide(), null);
    await this.settled();
  }

  async show(): Promise<void> {
    await this.#do((phone) => phone.show(), null);
    await this.settled();
  }

  /** What the phone keeps, by key; single-page mode has a storage of its own. */
  async storage(mode: 'app' | 'single' = 'app'): Promise<Record<string, unknown>> {
    const kept = await this.#page.evaluate((prefix) => {
      const pairs = Object.entries(localStorage).filter(([key]) => key.startsWith(prefix));
      return pairs.map(([key, value]) => [
        key.slice(prefix.length),
        (JSON.parse(String(value)) as { data: unknown }).data,
      ]);
    }, `${mode}:`);
    return Object.fromEntries(kept as [string, unknown][]);
  }

  async clearStorage(): Promise<void> {
    await this.#page.evaluate(() => localStorage.clear());
  }

  async #record(): Promise<RunRecord> {
    return this.#do((phone) => phone.record(), null);
  }

  /** Updates of the view since the launch or the last `resetCounters`. */
  async setData(): Promise<RunRecord['setData']> {
    return (await this.#record()).setData;
  }

  async effects(): Promise<RunRecord['effects']> {
    return (await this.#record()).effects;
  }

  async unimplemented(): Promise<string[]> {
    return (await this.#record()).unimplemented;
  }

  async errors(): Promise<string[]> {
    return [...(await this.#record()).errors, ...this.#consoleErrors];
  }

  /** Nodes that the page's WXML made, its depth, and the most children that one node has. */
  async nodes(): Promise<{ count: number; depth: number; maxChildren: number }> {
    return this.#do((phone) => phone.nodes(), null);
  }

  /** Calls of cloud functions since the host was opened or counters were reset. */
  get calls(): readonly CallMade[] {
    return this.#outside.calls;
  }

  async resetCounters(): Promise<void> {
    this.#outside.calls.length = 0;
    this.#consoleErrors.length = 0;
    await this.#do((phone) => phone.resetRecord(), null);
  }

  /** Throws for every error, unimplemented call and lossy update since the launch. */
  async assertClean(): Promise<void> {
    const { unimplemented, setData } = await this.#record();
    const complaints = [
      ...(await this.errors()),
      ...unimplemented.map((what) => `not implemented by the test's phone: ${what}`),
      ...setData.lost.map(({ page, path, what }) => `setData of ${page} loses ${path}: ${what}`),
    ];
    if (complaints.length > 0) throw new Error(complaints.join('\n'));
  }

  /** Parts of the page on top whose text is cut off or stands beyond the screen's edge: class and text of each. */
  async overflow(): Promise<string[]> {
    return this.#do((phone) => phone.overflow(), null);
  }

  /** Turns the phone, or makes it a tablet: the screen's size in CSS pixels from now on. */
  async resize(width: number, height: number): Promise<void> {
    await this.#page.setViewportSize({ width, height });
    await this.settled();
  }

  /**
   * How much of the page moved under the reader's eyes since the launch, as browsers count it: share of the screen times
   * distance, summed up. https://web.dev/articles/cls
   */
  async layoutShift(): Promise<number> {
    await this.settled();
    return this.#page.evaluate(
      () =>
        new Promise<number>((resolve) => {
          let sum = 0;
          const count = (entries: PerformanceEntryList) => {
            for (const entry of entries) sum += (entry as PerformanceEntry & { value: number }).value;
          };
          const observer = new PerformanceObserver((list) => count(list.getEntries()));
          observer.observe({ type: 'layout-shift', buffered: true });
          setTimeout(() => {
            count(observer.takeRecords());
            observer.disconnect();
            resolve(sum);
          }, 50);
        }),
    );
  }

  async screenshot(path: string): Promise<void> {
    await this.#page.screenshot({ path });
  }

  /** Ends the phone. Fails the test when the app complained, unless the test says that it expected that. */
  async close({ expectClean = true } = {}): Promise<void> {
    try {
      if (expectClean && this.#isOpen) await this.assertClean();
    } finally {
      await this.#window.leave();
      await this.#ownBrowser?.close();
    }
  }
}

function withPlugins(weapp: WeappPackage, names: readonly string[] = []): WeappPackage {
  if (names.length === 0) return weapp;
  const added = Object.fromEntries(names.map((name) => [name, { version: '0.0.0', provider: 'example' }]));
  return { ...weapp, app: { ...weapp.app, plugins: { ...weapp.app.plugins, ...added } } };
}

/** Puts the build on a phone. Nothing is open yet: see `Host.open`. @throws BuildError where the build isn't whole */
export async function openHost(options: HostOptions): Promise<Host> {
  const { dist, gateway, openid = 'driver-1', scene = 1001, theme = 'light', fontScale = 1 } = options;
  const { width = 390, height = 844 } = options;
  const weapp = withPlugins(readWeapp(dist), options.plugins);
  const ownBrowser = options.browser === undefined ? await launchChromium() : undefined;
  const browser = options.browser ?? ownBrowser;
  if (browser === undefined) throw new Error('there is no browser');
  const window = await PhoneWindow.take(browser, {
    origin: ORIGIN,
    proxy: await servePhone(weapp, dist),
    width,
    height,
    theme: weapp.app.darkmode === true ? theme : 'light',
  });
  const outside = new OutsideWorld(gateway ?? 'http://127.0.0.1:1', openid);
  await window.lend('askOutside', outside.ask.bind(outside));
  const settings = {
    theme,
    fontScale,
    width,
    height,
    offline: options.offline ?? false,
    answers: { ...DEFAULT_ANSWERS, ...options.answers },
    kept: options.kept ?? {},
    apiNames: readApiNames(),
  };
  const firstPage = weapp.app.entryPagePath ?? weapp.app.pages[0] ?? '';
  const now = options.now ?? new Date();
  return new Host({ window, ownBrowser, settings, now, scene, firstPage, outside });
}
