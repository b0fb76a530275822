import { parseQuery } from '../page-stack.ts';
import { noteEffect } from '../record.ts';
import { asynchronousAll, type WxApi, WxFailure } from './call.ts';
import type { PhoneParts } from './phone-parts.ts';

function windowInfo({ settings, frame }: PhoneParts) {
  const { statusBarHeight, windowWidth, windowHeight, windowTop, safeBottom } = frame.measures;
  const { width, height } = settings;
  return {
    pixelRatio: window.devicePixelRatio,
    screenWidth: width,
    screenHeight: height,
    windowWidth,
    windowHeight,
    statusBarHeight,
    screenTop: windowTop,
    safeArea: {
      left: 0,
      right: width,
      top: statusBarHeight,
      bottom: height - safeBottom,
      width,
      height: height - safeBottom - statusBarHeight,
    },
  };
}

function appBaseInfo({ settings, weapp }: PhoneParts) {
  return {
    SDKVersion: '3.5.0',
    enableDebug: false,
    host: { appId: '', env: 'WeChat' },
    language: 'zh_CN',
    version: '8.0.49',
    ...(weapp.app.darkmode === true && { theme: settings.theme }),
    fontSizeScaleFactor: settings.fontScale,
    fontSizeSetting: 16 * settings.fontScale,
    mode: settings.launch.scene === 1154 ? 'singlePage' : 'default',
  };
}

const DEVICE = {
  abi: 'arm64-v8a',
  benchmarkLevel: 30,
  brand: '示例',
  model: '示例手机',
  system: 'Android 14',
  platform: 'android',
  cpuType: 'example',
  memorySize: '8192',
};

const SYSTEM = {
  bluetoothEnabled: false,
  locationEnabled: true,
  wifiEnabled: true,
  deviceOrientation: 'portrait',
};

const AUTHORIZED = {
  albumAuthorized: 'authorized',
  cameraAuthorized: 'authorized',
  locationAuthorized: 'authorized',
  locationReducedAccuracy: false,
  microphoneAuthorized: 'not determined',
  notificationAuthorized: 'authorized',
  bluetoothAuthorized: 'not determined',
};

/** How the app was opened, as App.onLaunch and wx.getLaunchOptionsSync tell it. */
export function launchOptions({ settings }: PhoneParts) {
  const { path, query, scene } = settings.launch;
  return {
    path,
    query: parseQuery(query),
    scene,
    referrerInfo: {},
    forwardMaterials: [],
    apiCategory: scene === 1154 ? 'default' : 'default',
  };
}

function updateManager({ answers }: PhoneParts) {
  const ready = answers.update === 'ready';
  return {
    onCheckForUpdate: (listener: (result: { hasUpdate: boolean }) => void) =>
      setTimeout(() => listener({ hasUpdate: ready })),
    onUpdateReady: (listener: () => void) => {
      if (ready) setTimeout(listener);
    },
    onUpdateFailed: () => {},
    applyUpdate: () => noteEffect('applyUpdate', {}),
  };
}

const LOG = {
  debug: () => {},
  info: () => {},
  log: () => {},
  warn: () => {},
  error: () => {},
  setFilterMsg: () => {},
  addFilterMsg: () => {},
};

export function deviceApis(parts: PhoneParts): WxApi {
  const everything = () => ({ ...windowInfo(parts), ...appBaseInfo(parts), ...DEVICE, ...SYSTEM, ...AUTHORIZED });
  const menuButton = () => {
    const { statusBarHeight } = parts.frame.measures;
    const right = parts.settings.width - 7;
    return { left: right - 87, right, width: 87, height: 32, top: statusBarHeight + 6, bottom: statusBarHeight + 38 };
  };
  const ignored = [
    'onThemeChange',
    'offThemeChange',
    'onWindowResize',
    'offWindowResize',
    'onMemoryWarning',
    'offMemoryWarning',
    'onAppShow',
    'offAppShow',
    'onAppHide',
    'offAppHide',
    'onError',
    'offError',
    'onUnhandledRejection',
    'offUnhandledRejection',
    'onPageNotFound',
    'offPageNotFound',
    'onLazyLoadError',
    'offLazyLoadError',
    'onKeyboardHeightChange',
    'offKeyboardHeightChange',
    'onUserCaptureScreen',
    'offUserCaptureScreen',
    'onBackgroundFetchData',
    'reportEvent',
    'reportPerformance',
    'preloadSkylineView',
  ];
  return {
    ...Object.fromEntries(ignored.map((name) => [name, () => {}])),
    getSystemInfoSync: everything,
    getWindowInfo: () => windowInfo(parts),
    getAppBaseInfo: () => appBaseInfo(parts),
    getDeviceInfo: () => DEVICE,
    getSystemSetting: () => SYSTEM,
    getAppAuthorizeSetting: () => AUTHORIZED,
    getLaunchOptionsSync: () => launchOptions(parts),
    getEnterOptionsSync: () => launchOptions(parts),
    getMenuButtonBoundingClientRect: menuButton,
    getAccountInfoSync: () => ({ miniProgram: { appId: 'touristappid', envVersion: 'develop', version: '' } }),
    getUpdateManager: () => updateManager(parts),
    getLogManager: () => LOG,
    getRealtimeLogManager: () => LOG,
    getPerformance: () => ({
      now: () => performance.now(),
      getEntries: () => [],
      createObserver: () => ({ observe: () => {}, disconnect: () => {} }),
      setGraph: () => {},
    }),
    getExptInfoSync: () => ({}),
    getRendererUserAgentSync: () => '',
    nextTick: (work: () => void) => setTimeout(work),
    env: { USER_DATA_PATH: 'wxfile://usr' },
    ...asynchronousAll({
      getSystemInfo: everything,
      getSystemInfoAsync: everything,
      vibrateShort: ({ type }) => noteEffect('vibrateShort', { type }),
      vibrateLong: () => noteEffect('vibrateLong', {}),
      setKeepScreenOn: ({ keepScreenOn }) => noteEffect('setKeepScreenOn', { keepScreenOn }),
      makePhoneCall: ({ phoneNumber }) => noteEffect('makePhoneCall', { phoneNumber }),
      getBatteryInfo: () => ({ level: 80, isCharging: false }),
      setBackgroundFetchToken: () => {},
      getBackgroundFetchToken: () => ({ token: '' }),
      getBackgroundFetchData: ({ fetchType }) => {
        const fetchedData = parts.answers.prefetched[fetchType as 'pre' | 'periodic'];
        if (fetchedData === undefined) throw new WxFailure('no fetched data');
        return { fetchedData, timeStamp: Date.now(), path: '', query: '', scene: parts.settings.launch.scene };
      },
    }),
  };
}
