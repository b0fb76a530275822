import './stillness.ts'; // before whatever sets timers
import * as glassEasel from 'glass-easel';
import { MiniProgramEnv } from 'glass-easel-miniprogram-adapter';
import { instanceOf } from './built-ins/define.ts';
import { actOnForm } from './built-ins/forms.ts';
import { moveMap } from './built-ins/map.ts';
import { registerBuiltIns } from './built-ins/register.ts';
import { setClock } from './clock.ts';
import { Definitions } from './definitions.ts';
import { Frame } from './frame.ts';
import { findOverflow, measure } from './layout.ts';
import { createModules } from './modules.ts';
import { PageStack } from './page-stack.ts';
import { noteError, type RunRecord, record, resetRecord, untilQuiet } from './record.ts';
import type { Answers, PhoneSettings, WeappPackage } from './settings.ts';
import { allowTag, listenToInput, ViewBackend } from './view-backend.ts';
import { Bell, type WxFunction } from './wx/call.ts';
import { launchOptions } from './wx/device.ts';
import { type PhoneParts, SINGLE_PAGE_SCENE } from './wx/phone-parts.ts';
import { createPlugins } from './wx/plugins.ts';
import { layInStorage } from './wx/storage.ts';
import { createWx } from './wx/wx.ts';

type Lifecycle = Record<string, unknown>;

/** What the host can do with the phone, through the browser's page. */
export interface PhoneControls {
  start(settings: PhoneSettings): Promise<void>;
  untilQuiet(given: { quiet: number; patience: number }): Promise<boolean>;
  isRefreshing(): boolean;
  record(): RunRecord;
  resetRecord(): void;
  page(): { route: string; query: Record<string, string>; depth: number };
  title(): string;
  nodes(): { count: number; depth: number; maxChildren: number };
  overflow(): string[];
  scrollToBottom(): void;
  pullDown(): void;
  back(): void;
  switchTab(path: string): void;
  share(kind: 'onShareAppMessage' | 'onShareTimeline'): Promise<unknown>;
  choose(selector: string, value: unknown): void;
  moveMap(selector: string, to: { latitude?: number; longitude?: number; scale?: number }): void;
  setOffline(offline: boolean): void;
  setNow(now: number): void;
  setAnswers(answers: Partial<Answers>): void;
  hide(): void;
  show(): void;
}

function prepareFramework(weapp: WeappPackage) {
  const env = new MiniProgramEnv();
  const space = env.createCodeSpace('main', true);
  space.getComponentSpace().updateComponentOptions({ writeIdToDOM: true });
  registerBuiltIns(space);
  const groups = new Function(`return ${weapp.templates}`)() as Record<
    string,
    glassEasel.template.ComponentTemplate['content']
  >;
  for (const [path, content] of Object.entries(groups)) space.addCompiledTemplate(path, { groupList: groups, content });
  for (const [path, config] of Object.entries(weapp.configs)) {
    const { component, usingComponents = {}, styleIsolation } = config;
    for (const tag of Object.keys(usingComponents)) allowTag(tag);
    space.addComponentStaticConfig(path, {
      ...(component === true && { component }),
      usingComponents,
      ...(styleIsolation !== undefined && { styleIsolation: styleIsolation as never }),
    });
  }
  return { space, backend: env.associateBackend(new ViewBackend()) };
}

function listenToFramework(): void {
  glassEasel.addGlobalErrorListener((error, method, component) => {
    noteError(error, `${String(method ?? '')} ${typeof component === 'string' ? component : (component?.is ?? '')}`);
    return false;
  });
  glassEasel.addGlobalWarningListener((message) => {
    // Attributes that WeChat documents and this phone doesn't act on; and Taro's component for what is nested deeper than
    // its `baseLevel`, which has no children before it is told of them.
    const isHarmless = /is not a valid property|for-list data is neither Array nor Object, got type "undefined"/;
    if (!isHarmless.test(message)) noteError(message, 'component framework');
    return false;
  });
  window.addEventListener('error', ({ error, message }) => noteError(error ?? message, 'uncaught'));
  window.addEventListener('unhandledrejection', ({ reason }) => {
    noteError(reason instanceof Error ? reason : JSON.stringify(reason), 'unhandled rejection');
  });
}

/** What a friend or Moments gets when the page on top is sent there. */
async function share(
  stack: PageStack,
  kind: 'onShareAppMessage' | 'onShareTimeline',
  target?: HTMLElement,
): Promise<unknown> {
  const page = stack.top;
  if (typeof page.object[kind] !== 'function') throw new Error(`${page.path} can't be shared: it has no ${kind}`);
  const from = target === undefined ? 'menu' : 'button';
  const event =
    kind === 'onShareTimeline'
      ? undefined
      : { from, target: target && { id: target.id, dataset: { ...target.dataset } } };
  const card = ((await stack.call(page, kind, event)) ?? {}) as { promise?: Promise<object> };
  const { promise, ...now } = card;
  // WeChat waits three seconds for a promise, then takes what there is.
  const later =
    promise && (await Promise.race([promise, new Promise<object>((done) => setTimeout(() => done({}), 3000))]));
  return JSON.parse(JSON.stringify({ ...now, ...later }));
}

async function start(settings: PhoneSettings): Promise<PhoneControls> {
  const weapp = (await (await fetch('/weapp.json')).json()) as WeappPackage;
  setClock(settings.now);
  layInStorage(settings.kept);
  listenToFramework();
  const single = settings.launch.scene === SINGLE_PAGE_SCENE;
  const answers = { ...settings.answers };
  let app: Lifecycle = {};
  const callApp = (name: string, event?: unknown) => {
    const method = app[name];
    if (typeof method !== 'function') return false;
    try {
      method.call(app, event);
    } catch (error) {
      noteError(error, `App ${name}`);
    }
    return true;
  };

  const { space, backend } = prepareFramework(weapp);
  const frame = new Frame(settings, weapp, {
    back: () => stack.navigateBack(1),
    switchTab: (path) => stack.switchTab(`/${path}`),
  });
  const definitions = new Definitions(weapp, space, () => stack.currentPath);
  const stack: PageStack = new PageStack({
    definitions,
    weapp,
    space,
    backend,
    frame,
    single,
    onPageNotFound: (path, query) => {
      const told = callApp('onPageNotFound', { path, query, isEntryPage: true });
      if (!told) noteError(`page "${path}" is not found`, 'launch');
    },
  });
  const network = { offline: settings.offline, changed: new Bell<{ isConnected: boolean; networkType: string }>() };
  const parts: PhoneParts = { settings, weapp, stack, frame, answers, single, network };
  const { wx, consent } = createWx(parts);
  const modules = createModules(weapp.scripts, {
    wx,
    App: (definition: Lifecycle) => {
      app = definition;
    },
    Page: definitions.definePage,
    Component: definitions.defineComponent,
    Behavior: (() => {
      throw new Error('Behavior is not supported by this phone');
    }) satisfies WxFunction,
    getApp: () => app,
    requirePlugin: createPlugins(weapp.app.plugins ?? {}),
    getCurrentPages: () => stack.pages.map(({ object }) => object),
  });
  definitions.runScriptsWith(modules);
  listenToInput(frame.views);
  frame.views.addEventListener('touchend', (event) => {
    const button = (event.target as Element).closest<HTMLElement>('wx-button');
    if (button === null || button.hasAttribute('data-disabled')) return;
    actOnForm(button);
    if (button.dataset.openType === 'share') void share(stack, 'onShareAppMessage', button);
    if (button.dataset.openType === 'agreePrivacyAuthorization') {
      consent.agree();
      instanceOf(button)?.emit('agreeprivacyauthorization', {});
    }
  });

  modules.run('app');
  callApp('onLaunch', launchOptions(parts));
  callApp('onShow', launchOptions(parts));
  stack.launch(settings.launch.path, launchOptions(parts).query);

  return {
    ...controls,
    isRefreshing: () => !stack.isEmpty && stack.top.refreshing,
    page: () => ({ route: stack.top.path, query: stack.top.query, depth: stack.pages.length }),
    title: () => frame.title,
    nodes: () => measure(stack.top.scroller.firstElementChild as Element),
    overflow: () => findOverflow(stack.top.scroller),
    scrollToBottom: () => stack.top.scroller.scrollTo({ top: stack.top.scroller.scrollHeight, behavior: 'instant' }),
    pullDown: () => stack.pullDown(),
    back: () => stack.navigateBack(1),
    switchTab: (path) => stack.switchTab(path),
    share: (kind) => share(stack, kind),
    choose: (selector, value) => {
      const found = stack.top.webview.querySelector(selector);
      const choose = instanceOf(found?.closest('wx-picker') ?? found)?.state.choose;
      if (typeof choose !== 'function') throw new Error(`nothing to choose from at ${selector}`);
      choose(value);
    },
    moveMap: (selector, to) => {
      const map = instanceOf(stack.top.webview.querySelector(selector));
      if (map === undefined) throw new Error(`there is no map at ${selector}`);
      moveMap(map, to, 'gesture');
    },
    setOffline: (offline) => {
      network.offline = offline;
      network.changed.ring({ isConnected: !offline, networkType: offline ? 'none' : 'wifi' });
    },
    setAnswers: (changed) => Object.assign(answers, changed),
    hide: () => {
      stack.call(stack.top, 'onHide');
      callApp('onHide');
    },
    show: () => {
      callApp('onShow', launchOptions(parts));
      stack.call(stack.top, 'onShow');
    },
  };
}

const notStarted = (): never => {
  throw new Error('the phone has not been started');
};

const controls: PhoneControls = {
  start: async (settings) => {
    window.phone = await start(settings);
  },
  untilQuiet,
  record: () => record,
  resetRecord,
  setNow: setClock,
  isRefreshing: notStarted,
  page: notStarted,
  title: notStarted,
  nodes: notStarted,
  overflow: notStarted,
  scrollToBottom: notStarted,
  pullDown: notStarted,
  back: notStarted,
  switchTab: notStarted,
  share: notStarted,
  choose: notStarted,
  moveMap: notStarted,
  setOffline: notStarted,
  setAnswers: notStarted,
  hide: notStarted,
  show: notStarted,
};

window.phone = controls;
