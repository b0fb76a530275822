import { phoneDate, setClock } from '../weapp-host/phone/clock.ts';
import { findOverflow } from '../weapp-host/phone/layout.ts';

/** What the phone's driver knows of the preview from inside; runs in the browser before the app does. */
export interface H5Probe {
  /** Whether nothing was drawn for so many milliseconds, and no page is sliding in or out. */
  isStill(milliseconds: number): boolean;
  setNow(now: number): void;
  overflow(page: Element): string[];
}

/** How a phone that is opened again knows its time; of the tab, so that the app's own storage is left alone. */
const AHEAD = 'test-clock-ahead';

let movedAt = performance.now();
new MutationObserver(() => {
  movedAt = performance.now();
}).observe(document, { subtree: true, childList: true, attributes: true, characterData: true });

const realNow = Date.now;
window.Date = phoneDate;

window.probe = {
  isStill: (milliseconds) =>
    performance.now() - movedAt >= milliseconds &&
    document.querySelector('.taro_page:not(.taro_page_stationed)') === null,
  setNow(now) {
    sessionStorage.setItem(AHEAD, String(now - realNow()));
    setClock(now);
  },
  overflow: (page) => findOverflow(page as HTMLElement),
};

if (location.protocol !== 'about:') {
  const { now, openid, kept } = window.probeSettings;
  localStorage.setItem('local-openid', openid);
  for (const [key, data] of Object.entries(kept)) {
    if (localStorage.getItem(key) === null) localStorage.setItem(key, JSON.stringify({ data }));
  }
  const ahead = sessionStorage.getItem(AHEAD);
  window.probe.setNow(ahead === null ? now : realNow() + Number(ahead));
}

declare global {
  interface Window {
    probe: H5Probe;
    probeSettings: { now: number; openid: string; kept: Record<string, unknown> };
  }
}
