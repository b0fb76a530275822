import type { CallMade } from '../weapp-host/outside.ts';

/** What the driver holds in both builds; `test/weapp-host/host.ts` has more for the product's alone. */
export interface PhoneOptions {
  /** Who holds the phone. */
  openid?: string;
  theme?: 'light' | 'dark';
  /** CSS pixels of the screen. */
  width?: number;
  height?: number;
  /** The phone's clock at the launch; it runs on from there. */
  now?: Date;
  /** What lies in the app's storage before it is opened, by key. */
  kept?: Record<string, unknown>;
}

/**
 * A phone with the app on it, in either build. A target is a selector (`.post`, `#tab-law`, `[aria-label^="关注"]`), else
 * the text of a part; a part that says just this comes before one that says more. Every act waits until nothing moves.
 */
export interface Phone {
  /** Launches the app anew at a page: `/pages/news/post?id=1`; at the first tab without one. What it stored stays. */
  open(url?: string): Promise<void>;
  page(): Promise<{ route: string; query: Record<string, string> }>;
  /** The text that the page on top shows. */
  text(): Promise<string>;
  waitForText(text: string): Promise<void>;
  /** How many parts of the page on top a selector finds. */
  count(selector: string): Promise<number>;
  /** The text of each part of the page on top that a selector finds. */
  texts(selector: string): Promise<string[]>;
  /** What lies outside the screen is scrolled to first. */
  tap(target: string): Promise<void>;
  fill(target: string, value: string): Promise<void>;
  /** Chooses in the picker that holds what the selector finds; `value` is what its `change` event carries. */
  choose(selector: string, value: unknown): Promise<void>;
  scrollToBottom(): Promise<void>;
  pullDown(): Promise<void>;
  back(): Promise<void>;
  /** Taps a tab of the tab bar, by its words. */
  switchTab(text: string): Promise<void>;
  offline(offline: boolean): Promise<void>;
  /** How the driver answers when the app asks; `confirm` unless said. `picture` is the one in the album, as a `data:` address. */
  answer(answers: { modal?: 'confirm' | 'cancel'; picture?: string }): Promise<void>;
  /** Sets the phone's clock; the cloud's is `world.clock`. */
  setNow(now: Date): Promise<void>;
  /** What the phone keeps, by key. */
  storage(): Promise<Record<string, unknown>>;
  /** Calls of cloud functions since the phone was taken or counters were reset. */
  readonly calls: readonly CallMade[];
  resetCounters(): Promise<void>;
  /** Parts of the page on top whose text is cut off or stands beyond the screen's edge: class and text of each. */
  overflow(): Promise<string[]>;
  screenshot(path: string): Promise<void>;
  /** Throws for everything that the app complained about. */
  assertClean(): Promise<void>;
  /** Ends the phone. Fails the test when the app complained, unless the test says that it expected that. */
  close(options?: { expectClean?: boolean }): Promise<void>;
}
