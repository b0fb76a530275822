import Taro from '@tarojs/taro';

/** Scene of a page that Moments opened alone: no login, no navigation, no tab bar. */
const SINGLE_PAGE_SCENE = 1154;

function addressOf(path: string, query: Record<string, string | number>): string {
  const pairs = Object.entries(query).map(([key, value]) => `${key}=${encodeURIComponent(value)}`);
  return pairs.length === 0 ? path : `${path}?${pairs.join('&')}`;
}

/** Moments shows one page and leads nowhere; the way on is WeChat's own button below it. */
function explainSinglePage(): void {
  Taro.showToast({ title: '请点下方“前往小程序”查看', icon: 'none' });
}

/** Opens a page on top of this one. WeChat stacks ten at most; beyond that the top one is replaced. */
export function openPage(path: string, query: Record<string, string | number> = {}): void {
  if (isSinglePageMode()) {
    explainSinglePage();
    return;
  }
  const url = addressOf(path, query);
  if (Taro.getCurrentPages().length >= 10) Taro.redirectTo({ url });
  else Taro.navigateTo({ url });
}

/** Back where the reader came from; to the first tab where there is nothing to go back to (a shared link). */
export function leavePage(): void {
  if (isSinglePageMode()) {
    explainSinglePage();
    return;
  }
  if (Taro.getCurrentPages().length > 1) Taro.navigateBack();
  else Taro.switchTab({ url: '/pages/tabs/news' });
}

/** Whether Moments shows this page alone; its navigation and login APIs fail there. */
export function isSinglePageMode(): boolean {
  return Taro.getLaunchOptionsSync().scene === SINGLE_PAGE_SCENE;
}

/** Back to the first tab, with every page closed. */
export function startAnew(): void {
  Taro.reLaunch({ url: '/pages/tabs/news' });
}

export function setTitle(title: string): void {
  Taro.setNavigationBarTitle({ title });
}

export function endPullDownRefresh(): void {
  Taro.stopPullDownRefresh();
}
