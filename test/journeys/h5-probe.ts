import { phoneDate, setClock } from '../weapp-host/phone/clock.ts';
import { findOverflow } from '../weapp-host/phone/layout.ts';
import { isStill, noteMovement, untilState } from '../weapp-host/phone/stillness.ts';

/** What the phone's driver knows of the preview from inside; runs in the browser before the app does. */
export interface H5Probe {
  /** Waits until nothing is asked for or drawn any more, and no page is sliding in or out; tells whether that came. */
  untilStill(given: { quiet: number; patience: number }): Promise<boolean>;
  setNow(now: number): void;
  overflow(page: Element): string[];
}

/** How a phone that is opened again knows its time; of the tab, so that the app's own storage is left alone. */
const AHEAD = 'test-clock-ahead';

new MutationObserver(noteMovement).observe(document, {
  subtree: true,
  childList: true,
  attributes: true,
  characterData: true,
});

let asked = 0;
const realFetch = window.fetch.bind(window);
window.fetch = async (...question) => {
  asked += 1;
  try {
    return await realFetch(...question);
  } finally {
    asked -= 1;
    noteMovement();
  }
};

const realNow = Date.now;
window.Date = phoneDate;

window.probe = {
  untilStill: ({ quiet, patience }) =>
    untilState(
      () => asked === 0 && isStill(quiet) && document.querySelector('.taro_page:not(.taro_page_stationed)') === null,
      patience,
    ),
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
