import type { Browser } from 'playwright-core';
import { PNG } from '../fixtures/pictures.ts';
import type { Answers, Theme } from './phone/settings.ts';

export interface HostOptions {
  /** Folder of the build, e.g. `dist/weapp`. */
  dist: string;
  /** Address of the local cloud's gateway; without one every call fails as it does when the service is down. */
  gateway?: string;
  /** Who holds the phone. */
  openid?: string;
  /** https://developers.weixin.qq.com/miniprogram/dev/reference/scene-list.html; 1154 is Moments' single-page mode. */
  scene?: number;
  theme?: Theme;
  /** WeChat's font setting: 1 as designed, about 1.4 in 关怀模式. */
  fontScale?: number;
  /** CSS pixels of the screen. */
  width?: number;
  height?: number;
  /** The phone's clock at the launch; it runs on from there. */
  now?: Date;
  offline?: boolean;
  /** Plugins that the build declares in app.json beside its own, as a deployment with other switches would. */
  plugins?: string[];
  /** What lies in the mini program's storage before it is opened, by key. */
  kept?: Record<string, unknown>;
  answers?: Partial<Answers>;
  /** A browser to share; without one the host starts its own and closes it. */
  browser?: Browser;
}

/** What a friend or Moments gets. */
export type SharedCard = { title?: string; path?: string; query?: string; imageUrl?: string };

/** A driver who agrees to everything, in the middle of Hangzhou. */
export const DEFAULT_ANSWERS: Answers = {
  modal: 'confirm',
  actionSheet: 0,
  location: { latitude: 30.2741, longitude: 120.1551 },
  album: 'allow',
  pictures: 1,
  picture: `data:image/png;base64,${PNG.toString('base64')}`,
  file: { name: 'notes.txt', base64: '' },
  subscribe: 'accept',
  privacy: 'agreed',
  undeclared: [],
  prefetched: {},
  update: 'none',
};
