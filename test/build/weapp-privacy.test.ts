import { beforeAll, expect, it } from 'vitest';
import { ensureWeappBuild, WEAPP } from '../weapp-host/current-build.ts';
import type { AppConfig } from '../weapp-host/phone/settings.ts';
import { openBuild, type WeappFiles } from '../weapp-host/read-weapp.ts';

/**
 * What app.json must name in `requiredPrivateInfos` before it is given.
 * https://developers.weixin.qq.com/miniprogram/dev/reference/configuration/app.html#requiredPrivateInfos
 */
const NEED_PRIVATE_INFO = [
  'getFuzzyLocation',
  'getLocation',
  'onLocationChange',
  'startLocationUpdate',
  'startLocationUpdateBackground',
  'chooseLocation',
  'choosePoi',
  'chooseAddress',
];

/** Those of them that ask for the scope of the location, whose reason `permission` must say. */
const NEED_LOCATION_SCOPE = ['getLocation', 'getFuzzyLocation', 'onLocationChange', 'startLocationUpdate'];

/**
 * What needs the privacy agreement, and under which name it is declared in 小程序管理后台 → 用户隐私保护指引. What the app
 * uses of it must be told on its page of privacy, in these words.
 * https://developers.weixin.qq.com/miniprogram/dev/framework/user-privacy/miniprogram-intro.html
 */
const IN_THE_GUIDE: Record<string, string> = {
  getLocation: '位置',
  getFuzzyLocation: '位置',
  chooseLocation: '位置',
  chooseMedia: '图片',
  chooseImage: '图片',
  chooseVideo: '视频',
  chooseMessageFile: '选中的文件',
  saveImageToPhotosAlbum: '相册',
  saveVideoToPhotosAlbum: '相册',
  setClipboardData: '剪贴板',
  getClipboardData: '剪贴板',
  startRecord: '录音',
  getRecorderManager: '录音',
  chooseAddress: '地址',
  getWeRunData: '步数',
  addPhoneContact: '通讯录',
  chooseContact: '通讯录',
  addPhoneCalendar: '日历',
  startBluetoothDevicesDiscovery: '蓝牙',
  getUserProfile: '昵称',
};

let files: WeappFiles;
let app: AppConfig;
let scripts: string;

beforeAll(async () => {
  await ensureWeappBuild();
  files = openBuild(WEAPP);
  app = files.json('app.json') as AppConfig;
  scripts = files.names
    .filter((name) => name.endsWith('.js'))
    .map((name) => files.text(name))
    .join('\n');
});

/** Whether the build calls it; Taro names every API in a list, too, which is no call. */
const calls = (api: string) => new RegExp(`\\.${api}\\(`).test(scripts);

it('what takes a location is declared in requiredPrivateInfos, and nothing that is not used', () => {
  expect([...(app.requiredPrivateInfos ?? [])].sort()).toEqual(NEED_PRIVATE_INFO.filter(calls).sort());
});

it('the location is asked for with a reason where it is asked for, and only there', () => {
  const isAsked = NEED_LOCATION_SCOPE.some(calls);
  expect(Object.keys(app.permission ?? {})).toEqual(isAsked ? ['scope.userLocation'] : []);
});

it('the page of privacy tells of everything that the app takes', () => {
  const told = files.names
    .filter((name) => name.startsWith('pages/me/') && name.endsWith('.js'))
    .map((name) => files.text(name))
    .join('\n');
  const untold = Object.entries(IN_THE_GUIDE).filter(([api, name]) => calls(api) && !told.includes(name));
  expect(untold).toEqual([]);
});

it('every plugin that is used is declared', () => {
  const used = [...scripts.matchAll(/requirePlugin\("([\w-]+)"\)/g)].map(([, name]) => name);
  const declared = Object.keys((app.plugins as object | undefined) ?? {});
  // One that a deployment asks for at build time is looked up only where it was.
  expect(declared.filter((name) => !used.includes(name))).toEqual([]);
});
