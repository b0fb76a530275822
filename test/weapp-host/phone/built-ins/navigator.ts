import { callWx } from '../wx/call.ts';
import type { BuiltIn } from './define.ts';

const METHODS: Record<string, string> = {
  navigate: 'navigateTo',
  redirect: 'redirectTo',
  switchTab: 'switchTab',
  reLaunch: 'reLaunch',
  navigateBack: 'navigateBack',
};

export const navigator: BuiltIn = {
  attributes: { url: '', openType: 'navigate', delta: 1, hoverClass: 'navigator-hover' },
  attach({ dom, attributes }) {
    dom.addEventListener('click', () => {
      const { url, openType, delta } = attributes();
      callWx(METHODS[String(openType)] ?? String(openType), { url, delta });
    });
  },
};
