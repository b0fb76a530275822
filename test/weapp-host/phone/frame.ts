import builtInStyles from './built-ins/built-ins.css';
import frameStyles from './frame.css';
import type { AppConfig, PhoneSettings, Theme, WeappPackage, WindowConfig } from './settings.ts';

/** Heights of the bars in CSS pixels, those of a phone with a notch. */
const STATUS_BAR = 44;
const NAVIGATION_BAR = 44;
const TAB_BAR = 50;
const SAFE_BOTTOM = 34;

export interface FrameActions {
  back(): void;
  switchTab(path: string): void;
}

/** The phone's screen around the pages: navigation bar, tab bar, toasts. */
export class Frame {
  readonly views: HTMLElement;
  readonly #bar: HTMLElement;
  readonly #title: HTMLElement;
  readonly #back: HTMLElement;
  readonly #tabs: HTMLElement;
  readonly #toast: HTMLElement;
  readonly #themes: WeappPackage['themes'];
  readonly #theme: Theme;
  readonly #app: AppConfig;

  constructor(settings: PhoneSettings, { app, themes }: WeappPackage, actions: FrameActions) {
    this.#themes = themes;
    this.#theme = app.darkmode === true ? settings.theme : 'light';
    this.#app = app;
    const style = document.createElement('style');
    style.textContent = `${frameStyles}${builtInStyles}:root{--status-bar:${STATUS_BAR}px;--safe-bottom:${SAFE_BOTTOM}px}`;
    document.head.append(style);
    document.body.innerHTML = `<div id="phone"><div id="bar"><button class="back" aria-label="返回">‹</button><span></span><i class="capsule"></i></div>
      <div id="views"></div><div id="tabs" role="tablist"></div><div id="single" hidden>前往小程序</div><div id="toast" role="status"></div></div>`;
    const find = (selector: string) => document.querySelector(selector) as HTMLElement;
    this.views = find('#views');
    this.#bar = find('#bar');
    this.#title = find('#bar span');
    this.#back = find('#bar .back');
    this.#tabs = find('#tabs');
    this.#toast = find('#toast');
    this.#back.addEventListener('click', actions.back);
    find('#single').hidden = settings.launch.scene !== 1154;
    this.#drawTabs(actions);
  }

  /** A value of app.json, which may name one of theme.json as `@name`. */
  themed(value: string | undefined, otherwise: string): string {
    if (value === undefined) return otherwise;
    if (!value.startsWith('@')) return value;
    const found = this.#themes[this.#theme]?.[value.slice(1)];
    if (found === undefined) throw new Error(`theme.json has no ${this.#theme} value for ${value}`);
    return found;
  }

  #drawTabs(actions: FrameActions): void {
    const { tabBar } = this.#app;
    if (tabBar === undefined) return;
    for (const { pagePath, text, iconPath } of tabBar.list) {
      const tab = document.createElement('button');
      tab.setAttribute('role', 'tab');
      tab.dataset.path = pagePath;
      if (iconPath !== undefined) tab.append(Object.assign(document.createElement('img'), { alt: '' }));
      tab.append(text);
      tab.addEventListener('click', () => actions.switchTab(pagePath));
      this.#tabs.append(tab);
    }
  }

  /** Draws the bars for the page on top. */
  show(page: { path: string; config: WindowConfig; depth: number; single: boolean }): void {
    const { config, path } = page;
    const setting = { ...this.#app.window, ...config };
    this.#bar.hidden = setting.navigationStyle === 'custom' && !page.single;
    this.#bar.style.background = this.themed(setting.navigationBarBackgroundColor, '#000000');
    this.#bar.style.color = this.themed(setting.navigationBarTextStyle, 'white');
    this.#title.textContent = setting.navigationBarTitleText ?? '';
    this.#back.hidden = page.depth < 2;
    document.body.style.background = this.themed(setting.backgroundColor, '#ffffff');
    this.#drawSelected(path, page.single);
    const tall = this.#bar.hidden ? 0 : this.#bar.offsetHeight;
    const low = this.#tabs.hidden && !page.single ? 0 : TAB_BAR + SAFE_BOTTOM + 1;
    const root = document.documentElement.style;
    root.setProperty('--page-height', `${window.innerHeight - tall - low}px`);
    root.setProperty('--page-safe-bottom', `${low === 0 ? SAFE_BOTTOM : 0}px`);
  }

  #drawSelected(path: string, single: boolean): void {
    const { tabBar } = this.#app;
    const isTab = tabBar?.list.some((tab) => tab.pagePath === path) === true;
    this.#tabs.hidden = !isTab || single;
    if (tabBar === undefined || !isTab) return;
    this.#tabs.style.background = this.themed(tabBar.backgroundColor, '#ffffff');
    for (const tab of this.#tabs.querySelectorAll<HTMLElement>('button')) {
      const selected = tab.dataset.path === path;
      const item = tabBar.list.find(({ pagePath }) => pagePath === tab.dataset.path);
      tab.setAttribute('aria-selected', String(selected));
      tab.style.color = this.themed(selected ? tabBar.selectedColor : tabBar.color, selected ? '#3cc51f' : '#7a7e83');
      const icon = tab.querySelector('img');
      const source = selected ? (item?.selectedIconPath ?? item?.iconPath) : item?.iconPath;
      if (icon !== null && source !== undefined) icon.src = `/${this.themed(source, source)}`;
    }
  }

  setTitle(title: string): void {
    this.#title.textContent = title;
  }

  get title(): string {
    return this.#title.textContent ?? '';
  }

  toast(text: string): void {
    this.#toast.textContent = text;
  }

  /** What the page can use of the screen, for `wx.getWindowInfo`. */
  get measures() {
    const { width, height, top } = this.views.getBoundingClientRect();
    return {
      statusBarHeight: STATUS_BAR,
      navigationBarHeight: NAVIGATION_BAR,
      windowWidth: width,
      windowHeight: height,
      windowTop: top,
      safeBottom: SAFE_BOTTOM,
    };
  }
}
