import { noteEffect } from '../record.ts';
import { asynchronousAll, type Options, type WxApi, WxFailure } from './call.ts';
import type { PhoneParts } from './phone-parts.ts';

function urlOf(options: Options): string {
  if (typeof options.url !== 'string' || options.url === '') throw new WxFailure('parameter.url should be a string');
  return options.url;
}

function scrollPage({ stack }: PhoneParts, options: Options): void {
  const { scroller } = stack.top;
  if (typeof options.selector === 'string') {
    const target = scroller.querySelector(options.selector);
    if (target === null) throw new WxFailure(`no node found for selector ${options.selector}`);
    const top = target.getBoundingClientRect().top - scroller.getBoundingClientRect().top + scroller.scrollTop;
    scroller.scrollTop = top + Number(options.offsetTop ?? 0);
  } else {
    scroller.scrollTop = Number(options.scrollTop ?? 0);
  }
}

export function navigationApis(parts: PhoneParts): WxApi {
  const { stack, frame } = parts;
  const quiet = (api: string) => (options: Options) => {
    const { success, fail, complete, ...said } = options;
    noteEffect(api, said);
  };
  return asynchronousAll({
    navigateTo: (options) => stack.navigateTo(urlOf(options)),
    redirectTo: (options) => stack.redirectTo(urlOf(options)),
    reLaunch: (options) => stack.reLaunch(urlOf(options)),
    switchTab: (options) => stack.switchTab(urlOf(options)),
    navigateBack: (options) => stack.navigateBack(Number(options.delta ?? 1)),
    setNavigationBarTitle: (options) => frame.setTitle(String(options.title ?? '')),
    setNavigationBarColor: quiet('setNavigationBarColor'),
    showNavigationBarLoading: () => {},
    hideNavigationBarLoading: () => {},
    hideHomeButton: () => {},
    setTabBarBadge: quiet('setTabBarBadge'),
    removeTabBarBadge: quiet('removeTabBarBadge'),
    showTabBarRedDot: quiet('showTabBarRedDot'),
    hideTabBarRedDot: quiet('hideTabBarRedDot'),
    setTabBarItem: quiet('setTabBarItem'),
    setTabBarStyle: quiet('setTabBarStyle'),
    setBackgroundColor: quiet('setBackgroundColor'),
    setBackgroundTextStyle: quiet('setBackgroundTextStyle'),
    startPullDownRefresh: () => stack.pullDown(),
    stopPullDownRefresh: () => {
      if (!stack.isEmpty) stack.top.refreshing = false;
    },
    pageScrollTo: (options) => scrollPage(parts, options),
    enableAlertBeforeUnload: quiet('enableAlertBeforeUnload'),
    disableAlertBeforeUnload: quiet('disableAlertBeforeUnload'),
    showShareMenu: quiet('showShareMenu'),
    hideShareMenu: quiet('hideShareMenu'),
    updateShareMenu: quiet('updateShareMenu'),
  });
}
