/** What the host tells the phone: the build it shall run, and the world it shall run it in. */

export type Theme = 'light' | 'dark';

/** A mini program as its build left it, read and compiled, ready to run. */
export interface WeappPackage {
  /** app.json as it stands. */
  app: AppConfig;
  /** Page and component JSON by path without suffix. */
  configs: Record<string, PageConfig>;
  /** JavaScript by path with suffix. */
  scripts: Record<string, string>;
  /** One JavaScript expression: all compiled templates by path without suffix. */
  templates: string;
  /** CSS by path without suffix, imports resolved. */
  styles: Record<string, string>;
  /** theme.json, or empty. */
  themes: Partial<Record<Theme, Record<string, string>>>;
}

export interface AppConfig {
  pages: string[];
  subPackages?: { root: string; pages: string[]; independent?: boolean }[];
  subpackages?: { root: string; pages: string[]; independent?: boolean }[];
  entryPagePath?: string;
  window?: WindowConfig;
  tabBar?: {
    color?: string;
    selectedColor?: string;
    backgroundColor?: string;
    borderStyle?: string;
    list: { pagePath: string; text: string; iconPath?: string; selectedIconPath?: string }[];
  };
  usingComponents?: Record<string, string>;
  permission?: Record<string, { desc: string }>;
  requiredPrivateInfos?: string[];
  plugins?: Record<string, { version: string; provider: string }>;
  darkmode?: boolean;
  [other: string]: unknown;
}

export interface WindowConfig {
  navigationBarTitleText?: string;
  navigationBarBackgroundColor?: string;
  navigationBarTextStyle?: string;
  navigationStyle?: 'default' | 'custom';
  backgroundColor?: string;
  enablePullDownRefresh?: boolean;
  /** Pixels from the bottom at which onReachBottom fires; 50 unless said. */
  onReachBottomDistance?: number;
}

export interface PageConfig extends WindowConfig {
  component?: boolean;
  usingComponents?: Record<string, string>;
  disableScroll?: boolean;
  [other: string]: unknown;
}

/** What the driver would answer when WeChat asks. Each stands until it is changed. */
export interface Answers {
  /** The button of a modal that is tapped. */
  modal: 'confirm' | 'cancel';
  /** The line of an action sheet that is tapped, from 0. */
  actionSheet: number | 'cancel';
  /** Whether the location is given, and which (degrees, accuracy in metres, speed in metres per second). A refusal stands. */
  location: 'deny' | { latitude: number; longitude: number; accuracy?: number; speed?: number };
  /** Whether pictures may be saved to the album. A refusal stands: WeChat asks no second time, only its settings open the album. */
  album: 'allow' | 'deny';
  /** How many pictures are chosen when asked for some. */
  pictures: number | 'cancel';
  /** The picture that is chosen then, as a `data:` address. */
  picture: string;
  /** The file that is chosen out of a chat, with its bytes as base64. */
  file: 'cancel' | { name: string; base64: string };
  /** For each template of a subscribe request. */
  subscribe: 'accept' | 'reject' | 'ban' | { fail: number };
  /** What the driver thinks of the privacy agreement: agreed before, or what is chosen when asked. */
  privacy: 'agreed' | 'agree' | 'disagree';
  /** APIs that the account's privacy guide doesn't declare; WeChat disables them. */
  undeclared: string[];
  /** What WeChat fetched before the launch, by kind; nothing unless said. */
  prefetched: { pre?: string; periodic?: string };
  /** Whether a newer version of the mini program has been fetched. */
  update: 'none' | 'ready';
}

export interface Launch {
  /** Path of the page without a leading slash, and its query as written. */
  path: string;
  query: string;
  /** https://developers.weixin.qq.com/miniprogram/dev/reference/scene-list.html; 1001 from the list, 1007 a friend's share, 1154 Moments. */
  scene: number;
}

export interface PhoneSettings {
  launch: Launch;
  theme: Theme;
  /** `fontSizeScaleFactor` as WeChat gives it. */
  fontScale: number;
  /** Size of the screen in CSS pixels. */
  width: number;
  height: number;
  /** Milliseconds since 1970 of the phone's clock at the launch; it runs on from there. */
  now: number;
  offline: boolean;
  answers: Answers;
  /** What lies in the mini program's storage at each launch, by key, unless there is something else by then. */
  kept: Record<string, unknown>;
  /** Every method that WeChat's wx object has, as its typings list them. */
  apiNames: string[];
}

/** What the phone asks of the world outside; the host answers. */
export type Outside =
  | { kind: 'call'; env: string; name: string; data: unknown; signedIn: boolean }
  | { kind: 'upload'; cloudPath: string; contents: string }
  | { kind: 'download'; fileID: string }
  | { kind: 'request'; url: string; method: string; header: Record<string, string>; body: string | undefined };

export type OutsideAnswer =
  | { ok: true; status: number; body: string; header?: Record<string, string> }
  | { ok: false; errCode: number; errMsg: string };
