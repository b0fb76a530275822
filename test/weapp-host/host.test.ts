import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { sharedChromium } from '../chromium.ts';
import { type Host, openHost } from './host.ts';
import type { HostOptions } from './host-options.ts';
import { readWeapp } from './read-weapp.ts';

const PLAIN = 'test/weapp-host/fixtures/plain';

let browser: Browser;
beforeAll(async () => {
  browser = await sharedChromium();
});

/** Runs the fixture: a mini program of ours, without a framework, that does what a test asks. */
async function withPhone(options: Partial<HostOptions>, work: (phone: Host) => Promise<void>, expectClean = true) {
  const phone = await openHost({ dist: PLAIN, browser, ...options });
  try {
    await work(phone);
  } catch (error) {
    await phone.close({ expectClean: false });
    throw error;
  }
  await phone.close({ expectClean });
}

describe('a phone runs a mini program', () => {
  it('resolves imported templates, wxs modules and components', () =>
    withPhone({}, async (phone) => {
      await phone.open();
      const text = await phone.text();
      expect(text).toContain('您好，驾驶员！');
      expect(text).toContain('已数 3');
    }));

  it('gives a page its query as it was written', () =>
    withPhone({}, async (phone) => {
      await phone.open('/pages/home?name=%E6%9D%8E&empty=');
      expect(await phone.text()).toContain('{"name":"%E6%9D%8E","empty":""}');
    }));

  it('delivers taps as data, with datasets, and from components', () =>
    withPhone({}, async (phone) => {
      await phone.open();
      await phone.tap('#title');
      expect(await phone.text()).toContain('tap heading number');
      await phone.tap('已数');
      expect(await phone.text()).toContain('已数 4');
      expect(await phone.text()).toContain('数到 4');
    }));

  it('delivers no tap on a disabled button', () =>
    withPhone({}, async (phone) => {
      await phone.open();
      const before = await phone.text();
      await phone.tap('#off');
      expect(await phone.text()).toBe(before);
    }));

  it('hides the browser from the scripts', () =>
    withPhone({}, async (phone) => {
      await phone.open('/pages/home?act=browser');
      await phone.tap('#act');
      expect(await phone.text()).toContain('undefined undefined undefined undefined undefined undefined');
    }));

  it('keeps tab pages alive and calls their lives in order', () =>
    withPhone({}, async (phone) => {
      await phone.open();
      await phone.switchTab('列表');
      expect(await phone.page()).toMatchObject({ route: 'pages/list', depth: 1 });
      await phone.switchTab('首页');
      await phone.tap('#act');
      expect(await phone.text()).toContain('load show ready hide show');
    }));

  it('stacks ten pages and refuses the eleventh', () =>
    withPhone({}, async (phone) => {
      await phone.open('/pages/home?act=deep');
      await phone.tap('#act');
      expect(await phone.page()).toMatchObject({ route: 'more/detail', depth: 10 });
      expect(await phone.title()).toBe('详情');
      await phone.back();
      expect(await phone.page()).toMatchObject({ depth: 9 });
    }));

  it('says once that the end of a page is reached', () =>
    withPhone({}, async (phone) => {
      await phone.open('/pages/list');
      await phone.scrollToBottom();
      expect(await phone.text()).toContain('第 7 行');
      expect(await phone.text()).not.toContain('第 8 行');
    }));

  it('merges what a share promises', () =>
    withPhone({}, async (phone) => {
      await phone.open('/pages/list');
      expect(await phone.shareMessage()).toEqual({ title: '一张列表', path: '/pages/list?from=friend' });
      await expect(phone.shareTimeline()).rejects.toThrow("can't be shared");
    }));

  it('fills in a form and reads it as one', () =>
    withPhone({}, async (phone) => {
      await phone.open('/pages/forms');
      await phone.fill('wx-input', '示A12345');
      await phone.tap('货车');
      await phone.tap('东区');
      await phone.tap('西区');
      await phone.tap('#night');
      await phone.choose('#hour', 1);
      await phone.tap('#send');
      expect(JSON.parse((await (await phone.find('#sent')).innerText()) || '{}')).toEqual({
        plate: '示A12345',
        kind: 'truck',
        areas: ['east', 'west'],
        night: true,
        hour: 1,
      });
    }));

  it('drops from rich text what WeChat does not know, with all that is in it', () =>
    withPhone({}, async (phone) => {
      await phone.open('/pages/forms');
      expect(await (await phone.find('wx-rich-text')).innerHTML()).toBe('<p>可读<em>文字</em></p>');
    }));

  it('draws rpx, imported styles and the dark', () =>
    withPhone({ theme: 'dark', width: 320 }, async (phone) => {
      await phone.open();
      const style = await (await phone.find('#title')).evaluate((dom) => {
        const { width, color } = getComputedStyle(dom);
        return { width, color };
      });
      expect(style).toEqual({ width: '160px', color: 'rgb(238, 238, 238)' });
    }));

  it('answers for the driver', () =>
    withPhone({ answers: { modal: 'cancel' } }, async (phone) => {
      await phone.open('/pages/home?act=modal');
      await phone.tap('#act');
      expect(await phone.text()).toContain('否');
      await phone.answer({ modal: 'confirm' });
      await phone.tap('#act');
      expect(await phone.text()).toContain('是');
    }));

  const acting = async (act: string, options: Partial<HostOptions> = {}): Promise<string> => {
    let seen = '';
    await withPhone(options, async (phone) => {
      await phone.open(`/pages/home?act=${act}`);
      await phone.tap('#act');
      await phone.settled();
      seen = await (await phone.find('#title')).innerText();
    });
    return seen;
  };

  it('asks for the privacy agreement where personal data is touched', async () => {
    expect(await acting('copy', { answers: { privacy: 'agree' } })).toBe('已复制');
    expect(await acting('copy', { answers: { privacy: 'disagree' } })).toContain(
      'privacy permission is not authorized',
    );
  });

  it("leaves the privacy agreement to the page's own dialog, where it has one", () =>
    withPhone({ answers: { privacy: 'disagree' } }, async (phone) => {
      await phone.open('/pages/home?act=ask');
      await (await phone.find('#act')).tap();
      await phone.waitForText('为了 setClipboardData');
      await phone.tap('#title');
      expect(await phone.text()).toContain('已复制');
    }));

  it('answers a subscribe request as the driver would', async () => {
    expect(await acting('subscribe')).toBe('accept');
    expect(await acting('subscribe', { answers: { subscribe: 'reject' } })).toBe('reject');
    expect(await acting('subscribe', { answers: { subscribe: { fail: 20004 } } })).toBe('20004');
  });

  it('takes a subscribe request in the tap itself only', async () => {
    expect(await acting('subscribeLate')).toBe('requestSubscribeMessage:fail can only be invoked by user TAP gesture.');
  });

  it('keeps what is stored over a new launch, apart from what single-page mode stores', () =>
    withPhone({}, async (phone) => {
      await phone.open('/pages/home?act=keep');
      await phone.tap('#act');
      expect(await phone.text()).toContain('记住了""');
      await phone.open('/pages/home?act=keep', 1154);
      expect(await phone.storage('app')).toEqual({ kept: { words: '记住了' } });
      expect(await phone.storage('single')).toEqual({});
    }));

  it('knows nothing of the phone before it, whose window it has', async () => {
    await withPhone({ theme: 'dark', width: 320, openid: 'before' }, async (phone) => {
      await phone.open('/pages/home?act=keep');
      await phone.tap('#act');
      await (await phone.find('#title')).evaluate(() => sessionStorage.setItem('of', 'the tab'));
    });
    await withPhone({}, async (phone) => {
      await phone.open();
      expect(await phone.storage()).toEqual({});
      const title = await phone.find('#title');
      expect(await title.evaluate(() => sessionStorage.length)).toBe(0);
      expect(await title.evaluate((dom) => getComputedStyle(dom).color)).not.toBe('rgb(238, 238, 238)');
      expect(await title.evaluate(() => window.innerWidth)).toBe(390);
    });
  });

  it('logs nobody in in single-page mode', async () => {
    expect(await acting('login')).toBe('已登录');
    expect(await acting('login', { scene: 1154 })).toBe('login:fail can not be invoked in single page mode');
  });

  it('wants to know which cloud environment, and knows its own', async () => {
    expect(await acting('cloud')).toBe('cloud.init:fail env is required');
    expect(await acting('cloud&env=another-1a')).toContain('errCode: -501005 invalid env | another-1a');
  });

  it('measures parts of the page', async () => {
    expect(await acting('measure', { width: 320 })).toBe('宽 160');
  });

  it('hands over what WeChat fetched before the launch', async () => {
    expect(await acting('prefetch', { answers: { prefetched: { pre: '{"posts":[]}' } } })).toBe('{"posts":[]}');
  });

  it('reaches no other machine', async () => {
    expect(await acting('request')).toContain('url not in domain list');
    expect(await acting('request', { offline: true })).toContain('ERR_INTERNET_DISCONNECTED');
  });

  it('gives no location that app.json does not declare', () =>
    withPhone({}, async (phone) => {
      await phone.open('/pages/home?act=locate');
      await phone.tap('#act');
      expect(await phone.text()).toContain('requiredPrivateInfos');
    }));
});

describe('a phone reports', () => {
  const complaintOf = async (act: string): Promise<string> => {
    let said = '';
    await withPhone(
      {},
      async (phone) => {
        await phone.open(`/pages/home?act=${act}`);
        await phone.tap('#act');
        said = await phone.assertClean().then(
          () => '',
          (error: Error) => error.message,
        );
      },
      false,
    );
    return said;
  };

  it('an API that it lacks, by name', async () => {
    expect(await complaintOf('scan')).toContain("not implemented by the test's phone: wx.scanCode");
  });

  it('every value that an update of the view loses', async () => {
    const said = await complaintOf('lossy');
    expect(said).toContain('setData of pages/home loses when: a Date');
    expect(said).toContain('loses nothing: undefined');
    expect(said).toContain('loses odd[1]: NaN');
    expect(said).toContain('loses run: a function');
  });

  it('an error of a handler', async () => {
    expect(await complaintOf('throws')).toContain('a handler that fails');
  });

  it('a rejection that nobody handles', async () => {
    expect(await complaintOf('rejects')).toContain('a promise nobody waits for');
  });

  it('what the app writes to console.error', async () => {
    expect(await complaintOf('complain')).toContain('the app complains');
  });

  it('a pull that is never let go', () =>
    withPhone({}, async (phone) => {
      await phone.open('/pages/home?act=stuck');
      await expect(phone.pullDown()).rejects.toThrow('never called stopPullDownRefresh');
    }));

  it('a page that is not there', () =>
    withPhone(
      {},
      async (phone) => {
        await phone.open('/pages/nowhere');
        expect(await phone.errors()).toEqual([expect.stringContaining('page "pages/nowhere" is not found')]);
      },
      false,
    ));

  it('how often and how much the view was updated, by page', () =>
    withPhone({}, async (phone) => {
      await phone.open('/pages/home');
      const { calls, bytes, byPage, lost } = await phone.setData();
      expect(calls).toBe(2);
      expect(bytes).toBe(Buffer.byteLength('{"seen":"{}"}{"count":3}'));
      expect(byPage['pages/home']?.calls).toBe(2);
      expect(lost).toEqual([]);
    }));
});

describe('a build that is not whole is refused', () => {
  const broken = (change: (folder: string) => void): (() => unknown) => {
    const folder = mkdtempSync(join(tmpdir(), 'weapp-broken-'));
    cpSync(PLAIN, folder, { recursive: true });
    change(folder);
    return () => {
      try {
        return readWeapp(folder);
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    };
  };

  it('where a template it imports is missing', () => {
    expect(broken((folder) => rmSync(join(folder, 'parts/greeting.wxml')))).toThrow(
      "pages/home.wxml imports parts/greeting.wxml, which the build doesn't have",
    );
  });

  it('where a wxs module is missing', () => {
    expect(broken((folder) => rmSync(join(folder, 'parts/words.wxs')))).toThrow('pages/home.wxml uses parts/words.wxs');
  });

  it('where a style it imports is missing', () => {
    expect(broken((folder) => rmSync(join(folder, 'parts/colours.wxss')))).toThrow(
      'app.wxss imports parts/colours.wxss',
    );
  });

  it('where a page has no script', () => {
    expect(broken((folder) => rmSync(join(folder, 'more/detail.js')))).toThrow('more/detail.js is missing');
  });

  it('where a template does not parse', () => {
    expect(broken((folder) => writeFileSync(join(folder, 'more/detail.wxml'), '<view>{{</view>'))).toThrow(
      /more\/detail\.wxml:1:\d+/,
    );
  });

  it('where there is none', () => {
    expect(() => readWeapp('test/weapp-host/fixtures')).toThrow('npm run build:weapp');
  });
});
