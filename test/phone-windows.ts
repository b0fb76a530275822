import type { Browser, ConsoleMessage, FileChooser, Page, Request, Response } from 'playwright-core';

interface WindowEvents {
  console: ConsoleMessage;
  filechooser: FileChooser;
  pageerror: Error;
  request: Request;
  requestfailed: Request;
  response: Response;
}

export interface WindowOptions {
  /** Of the app that is opened here; what it stored there is forgotten when the window is left. */
  origin: string;
  /** Address of a proxy that everything is asked through, this machine too; none where absent. */
  proxy?: string;
  /** CSS pixels. */
  width: number;
  height: number;
  theme: 'light' | 'dark';
}

/** Windows that phones have left, by what else can use them. */
const left = new WeakMap<Browser, Map<string, PhoneWindow[]>>();

function leftFor(browser: Browser, { origin, proxy = '' }: WindowOptions): PhoneWindow[] {
  const all = left.get(browser) ?? new Map<string, PhoneWindow[]>();
  left.set(browser, all);
  const use = `${origin} ${proxy}`;
  const windows = all.get(use) ?? [];
  all.set(use, windows);
  return windows;
}

/**
 * A phone-sized window of a browser. To open one takes longer than most of what a test does on its phone, so it is handed on
 * from phone to phone: blank, with nothing stored and nobody listening. What stays is what the browser loaded and compiled.
 */
export class PhoneWindow {
  readonly page: Page;
  readonly #wipe: () => Promise<unknown>;
  readonly #others: PhoneWindow[];
  readonly #undo: (() => unknown)[] = [];

  private constructor(page: Page, wipe: () => Promise<unknown>, others: PhoneWindow[]) {
    this.page = page;
    this.#wipe = wipe;
    this.#others = others;
  }

  /** One that another phone has left, or else a new one. For one phone at a time, until it is left. */
  static async take(browser: Browser, options: WindowOptions): Promise<PhoneWindow> {
    const others = leftFor(browser, options);
    for (let window = others.pop(); window !== undefined; window = others.pop()) {
      // Whoever ends a world closes the windows of its phones.
      if (window.page.isClosed()) continue;
      await window.page.setViewportSize({ width: options.width, height: options.height });
      await window.page.emulateMedia({ colorScheme: options.theme });
      return window;
    }
    return PhoneWindow.#open(browser, options, others);
  }

  static async #open(browser: Browser, options: WindowOptions, others: PhoneWindow[]): Promise<PhoneWindow> {
    const { origin, proxy, width, height, theme } = options;
    const context = await browser.newContext({
      viewport: { width, height },
      hasTouch: true,
      isMobile: true,
      deviceScaleFactor: 2,
      colorScheme: theme,
      locale: 'zh-CN',
      ...(proxy !== undefined && { proxy: { server: proxy } }),
    });
    const page = await context.newPage();
    const devtools = await context.newCDPSession(page);
    const wipe = async () => {
      await devtools.send('Storage.clearDataForOrigin', { origin, storageTypes: 'all' });
      await devtools.send('Page.resetNavigationHistory');
    };
    return new PhoneWindow(page, wipe, others);
  }

  /** Listens until the window is left. */
  on<E extends keyof WindowEvents>(event: E, listener: (what: WindowEvents[E]) => void): void {
    const heard = listener as (what: ConsoleMessage) => void;
    this.page.on(event as 'console', heard);
    this.#undo.push(() => this.page.off(event as 'console', heard));
  }

  /** Gives the pages that are opened here a function of this process, until the window is left. */
  async lend<G, A>(name: string, work: (given: G) => A): Promise<void> {
    const lent = await this.page.exposeFunction(name, work);
    this.#undo.push(() => lent.dispose());
  }

  /** Runs a script before those of every page that is opened here, until the window is left. */
  async runFirst(content: string): Promise<void> {
    const script = await this.page.addInitScript({ content });
    this.#undo.push(() => script.dispose());
  }

  /** Ends what runs here and forgets all of it. */
  async leave(): Promise<void> {
    try {
      // Of the tab, which stays.
      if (this.page.url() !== 'about:blank') await this.page.evaluate(() => sessionStorage.clear());
      await this.page.goto('about:blank');
      for (const undo of this.#undo.splice(0)) await undo();
      await this.page.unrouteAll();
      await this.#wipe();
    } catch (error) {
      await this.page.context().close();
      throw error;
    }
    this.#others.push(this);
  }
}
