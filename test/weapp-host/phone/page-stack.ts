import type * as glassEasel from 'glass-easel';
import type { AssociatedBackend, CodeSpace, Root } from 'glass-easel-miniprogram-adapter';
import { countSetData, type Definitions } from './definitions.ts';
import type { Frame } from './frame.ts';
import { resolvePath } from './paths.ts';
import { noteError } from './record.ts';
import type { PageConfig, WeappPackage } from './settings.ts';
import { noteMovement } from './stillness.ts';
import { WxFailure } from './wx/call.ts';

/** WeChat keeps ten pages at most. */
const DEEPEST = 10;

/** A page's object as the app's code sees it. */
export interface PageObject {
  route: string;
  options: Record<string, string>;
  setData(data: object, callback?: () => void): void;
  [method: string]: unknown;
}

export interface OpenPage {
  path: string;
  query: Record<string, string>;
  config: PageConfig;
  object: PageObject;
  webview: HTMLElement;
  scroller: HTMLElement;
  refreshing: boolean;
}

/** Values stay as they were written: WeChat decodes nothing here. */
export function parseQuery(query: string): Record<string, string> {
  const pairs = query.split('&').filter((pair) => pair !== '');
  return Object.fromEntries(
    pairs.map((pair) => {
      const at = pair.indexOf('=');
      return at < 0 ? [pair, ''] : [pair.slice(0, at), pair.slice(at + 1)];
    }),
  );
}

export interface StackSettings {
  weapp: WeappPackage;
  space: CodeSpace;
  backend: AssociatedBackend;
  frame: Frame;
  definitions: Definitions;
  /** Moments' single-page mode: one page, no way on. */
  single: boolean;
  onPageNotFound(path: string, query: Record<string, string>): void;
}

/** The pages that are open, and their lives. */
export class PageStack {
  readonly #settings: StackSettings;
  #stack: OpenPage[] = [];
  #creating: string | undefined;
  /** Tab pages stay alive while another tab is shown. */
  #tabs = new Map<string, OpenPage>();
  #styles = new Map<string, HTMLStyleElement>();

  constructor(settings: StackSettings) {
    this.#settings = settings;
  }

  get pages(): readonly OpenPage[] {
    return this.#stack;
  }

  get top(): OpenPage {
    const top = this.#stack.at(-1);
    if (top === undefined) throw new Error('no page is open');
    return top;
  }

  /** The page that is being made, or the one on top: whose updates of the view these are. */
  get currentPath(): string | undefined {
    return this.#creating ?? this.#stack.at(-1)?.path;
  }

  get isEmpty(): boolean {
    return this.#stack.length === 0;
  }

  #create(path: string, query: Record<string, string>): OpenPage {
    const { weapp, space, backend, frame, definitions } = this.#settings;
    definitions.require(path);
    const webview = document.createElement('div');
    webview.className = 'webview';
    webview.dataset.route = path;
    webview.innerHTML = '<div class="scroller"><span></span></div>';
    const scroller = webview.firstElementChild as HTMLElement;
    frame.views.append(webview);
    this.#creating = path;
    const root: Root = backend.createRoot('page', space, path);
    const object = root.get() as unknown as PageObject;
    object.route = path;
    object.options = query;
    countSetData(object, () => path);
    const page: OpenPage = {
      path,
      query,
      config: weapp.configs[path] ?? {},
      object,
      webview,
      scroller,
      refreshing: false,
    };
    webview.addEventListener('weapp:release', () => root.release(), { once: true });
    type Placed = glassEasel.GeneralBackendElement;
    root.attach(scroller as unknown as Placed, scroller.firstElementChild as unknown as Placed);
    this.#creating = undefined;
    this.#listenToScroll(page);
    return page;
  }

  #listenToScroll(page: OpenPage): void {
    const { scroller } = page;
    // Once for each end: when the page has grown, its end is another.
    let reachedAt: number | undefined;
    scroller.addEventListener('scroll', () => {
      const { scrollTop, clientHeight, scrollHeight } = scroller;
      this.call(page, 'onPageScroll', { scrollTop });
      const distance =
        page.config.onReachBottomDistance ?? this.#settings.weapp.app.window?.onReachBottomDistance ?? 50;
      const isNear = scrollTop + clientHeight >= scrollHeight - distance;
      if (isNear && reachedAt !== scrollHeight) this.call(page, 'onReachBottom');
      reachedAt = isNear ? scrollHeight : undefined;
    });
  }

  /** Calls a page's own function, if it has it; an error is the app's and is reported. */
  call(page: OpenPage, name: string, ...parts: unknown[]): unknown {
    noteMovement();
    const method = page.object[name];
    if (typeof method !== 'function') return undefined;
    try {
      return method.apply(page.object, parts);
    } catch (error) {
      noteError(error, `${page.path} ${name}`);
      return undefined;
    }
  }

  #enter(path: string, query: Record<string, string>): OpenPage {
    const page = this.#create(path, query);
    this.#stack.push(page);
    this.#draw();
    this.call(page, 'onLoad', { ...query });
    this.call(page, 'onShow');
    requestAnimationFrame(() => this.call(page, 'onReady'));
    return page;
  }

  #leave(page: OpenPage): void {
    this.call(page, 'onUnload');
    page.webview.dispatchEvent(new Event('weapp:release'));
    page.webview.remove();
    this.#tabs.delete(page.path);
  }

  /** Shows the page on top, and its styles only: each page is a window of its own in WeChat. */
  #draw(): void {
    const top = this.#stack.at(-1);
    if (top === undefined) return;
    const { weapp, frame, single } = this.#settings;
    for (const webview of frame.views.children) (webview as HTMLElement).hidden = webview !== top.webview;
    for (const path of ['app', ...this.#settings.definitions.componentsOf(top.path), top.path]) {
      if (this.#styles.has(path)) continue;
      const style = document.createElement('style');
      style.textContent = weapp.styles[path] ?? '';
      style.dataset.path = path;
      document.head.append(style);
      this.#styles.set(path, style);
    }
    for (const [path, style] of this.#styles) {
      style.disabled = weapp.configs[path]?.component !== true && path !== 'app' && path !== top.path;
    }
    frame.show({ path: top.path, config: top.config, depth: this.#stack.length, single });
  }

  /** Path and query of an address that the app gave; relative ones start from the page on top. */
  locate(url: string): { path: string; query: Record<string, string> } {
    const [address = '', query = ''] = url.split('?', 2) as [string, string?];
    const from = this.#stack.at(-1)?.path ?? '';
    return { path: resolvePath(from, address), query: parseQuery(query) };
  }

  #isTab(path: string): boolean {
    return this.#settings.weapp.app.tabBar?.list.some(({ pagePath }) => pagePath === path) === true;
  }

  #require(path: string, wanted: 'tab' | 'page' | 'any', api: string): void {
    if (this.#settings.single) throw new WxFailure('can not be invoked in single page mode');
    if (this.#settings.weapp.configs[path] === undefined) throw new WxFailure(`page "${path}" is not found`);
    if (wanted === 'tab' && !this.#isTab(path)) throw new WxFailure('can not switch to no-tabBar page');
    if (wanted === 'page' && this.#isTab(path)) throw new WxFailure(`can not ${api} a tabbar page`);
  }

  /** The first page of a launch, and the only one in Moments. */
  launch(path: string, query: Record<string, string>): void {
    if (this.#settings.weapp.configs[path] === undefined) {
      this.#settings.onPageNotFound(path, query);
      return;
    }
    const page = this.#enter(path, query);
    if (this.#isTab(path)) this.#tabs.set(path, page);
  }

  navigateTo(url: string): void {
    const { path, query } = this.locate(url);
    this.#require(path, 'page', 'navigateTo');
    if (this.#stack.length >= DEEPEST) throw new WxFailure('webview count limit exceed');
    this.call(this.top, 'onHide');
    this.#enter(path, query);
  }

  redirectTo(url: string): void {
    const { path, query } = this.locate(url);
    this.#require(path, 'page', 'redirectTo');
    const gone = this.#stack.pop();
    if (gone !== undefined) this.#leave(gone);
    this.#enter(path, query);
  }

  navigateBack(delta: number): void {
    if (this.#settings.single) throw new WxFailure('can not be invoked in single page mode');
    if (this.#stack.length < 2) throw new WxFailure('cannot navigate back at first page.');
    for (const gone of this.#stack.splice(Math.max(1, this.#stack.length - delta)).reverse()) this.#leave(gone);
    this.#draw();
    this.call(this.top, 'onShow');
  }

  switchTab(url: string): void {
    const { path } = this.locate(url);
    this.#require(path, 'tab', 'switchTab');
    const before = this.top;
    for (const page of this.#stack.splice(0).reverse()) {
      if (page === before && this.#isTab(page.path) && page.path !== path) this.call(page, 'onHide');
      if (!this.#isTab(page.path)) this.#leave(page);
    }
    const kept = this.#tabs.get(path);
    if (kept === undefined) {
      this.#tabs.set(path, this.#enter(path, {}));
      return;
    }
    this.#stack = [kept];
    this.#draw();
    if (kept !== before) this.call(kept, 'onShow');
  }

  reLaunch(url: string): void {
    const { path, query } = this.locate(url);
    this.#require(path, 'any', 'reLaunch');
    const all = new Set([...this.#stack.splice(0), ...this.#tabs.values()]);
    for (const page of all) this.#leave(page);
    const page = this.#enter(path, query);
    if (this.#isTab(path)) this.#tabs.set(path, page);
  }

  pullDown(): void {
    const { config } = this.top;
    const enabled = config.enablePullDownRefresh ?? this.#settings.weapp.app.window?.enablePullDownRefresh;
    if (enabled !== true) throw new Error(`${this.top.path} can't be pulled down: enablePullDownRefresh is not set`);
    this.top.refreshing = true;
    this.call(this.top, 'onPullDownRefresh');
  }
}
