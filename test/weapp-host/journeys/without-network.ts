import { expect } from 'vitest';
import type { Host } from '../host.ts';

/** What a page is to whoever opens it without a network. */
export interface WithoutNetwork {
  /**
   * `kept`: what was seen last, from the phone, under a line that says of when it is; `live`: nothing old is shown for new, so
   * it says that there is no network; `own`: it needs nobody.
   */
  is: 'kept' | 'live' | 'own';
  /** Words of what it is for: there online and, but for a live page, without a network. */
  shows: string;
  /** What a driver does first each time, so that there is something to see. */
  begin?(phone: Host): Promise<void>;
  /** What a driver goes on to do there without a network. `again` opens the page anew, still without one. */
  goesOn?(phone: Host, again: () => Promise<void>): Promise<void>;
}

const kept = (shows: string, more: Partial<WithoutNetwork> = {}): WithoutNetwork => ({ is: 'kept', shows, ...more });
const live = (shows: string, more: Partial<WithoutNetwork> = {}): WithoutNetwork => ({ is: 'live', shows, ...more });
const own = (shows: string, more: Partial<WithoutNetwork> = {}): WithoutNetwork => ({ is: 'own', shows, ...more });

const WORDS = '示例 隧道里写下的文字';

/** What a field says. */
async function typed(phone: Host, field: string): Promise<string> {
  return (await phone.find(field)).locator('input, textarea').first().inputValue();
}

async function toasts(phone: Host): Promise<string> {
  return JSON.stringify((await phone.effects()).filter(({ api }) => api === 'showToast'));
}

const field = (label: string) => `.field:has-text("${label}")`;

/** Writes into a field and sends it in vain: why is said, in the page or in passing, and the words stay. */
function sendsInVain(into: string, send: string, prepare?: (phone: Host) => Promise<void>): WithoutNetwork['goesOn'] {
  return async (phone) => {
    await prepare?.(phone);
    await phone.fill(into, WORDS);
    await phone.tap(send);
    expect(`${await phone.text()}${await toasts(phone)}`).toContain('没有网络');
    expect(await typed(phone, into)).toBe(WORDS);
  };
}

/** What is written stays when the page is opened anew. @param reopen shows the form again */
function keepsWords(into: string, reopen?: (phone: Host) => Promise<void>): WithoutNetwork['goesOn'] {
  return async (phone, again) => {
    await reopen?.(phone);
    await phone.fill(into, WORDS);
    await again();
    await reopen?.(phone);
    expect(await typed(phone, into)).toBe(WORDS);
  };
}

/** Does one after the other. */
function both(first: WithoutNetwork['goesOn'], second: WithoutNetwork['goesOn']): WithoutNetwork['goesOn'] {
  return async (phone, again) => {
    await first?.(phone, again);
    await second?.(phone, again);
  };
}

/** Taps something that only the cloud can do, and is told why it isn't done. */
function isRefused(target: string): WithoutNetwork['goesOn'] {
  return async (phone) => {
    await phone.tap(target);
    expect(`${await phone.text()}${await toasts(phone)}`).toContain('没有网络');
    expect(await phone.text()).toContain(target);
  };
}

/** Every page of the app, by its name. */
export const WITHOUT_NETWORK: Record<string, WithoutNetwork> = {
  'tabs/news': kept('大雾：岷岭高速部分收费站入口临时关闭'),
  'tabs/roads': kept('示例：跨江大桥双向封闭'),
  'tabs/quiz': kept('酒驾与醉驾'),
  'tabs/me': own('我的数据'),

  'news/post': kept('立即打开危险报警闪光灯'),
  'news/hall': kept('浙江交警（示例）'),
  'news/agency': kept('全国道路交通管理工作的主管部门'),
  'news/search': kept('应急车道被堵 救护车多走了十分钟'),
  'news/rumour': kept('“穿拖鞋开车一律扣分”？说法不准确', { goesOn: sendsInVain('.check__text', '查一查') }),
  'news/rebuttal': kept('国家记分办法没有按鞋子记分的条目'),
  'news/laws': kept('道路交通安全违法行为记分管理办法'),
  'news/law': kept('机动车先登记、后上路'),
  'news/law-article': kept('饮酒驾驶：暂扣驾驶证6个月'),
  'news/revisions': kept('原因：标题有误。'),
  'news/poster': kept('保存到相册'),
  'news/answers': kept('还没有公开的问答'),
  'news/ask': own('请不要写身份证号', { goesOn: both(sendsInVain('.ask__text', '提交'), keepsWords('.ask__text')) }),
  'news/my-questions': kept('还没有提问'),
  'news/history': kept('高速上车坏了 记住九个字'),
  'news/favourites': kept('高速上车坏了 记住九个字'),

  'desk/home': kept('应急横幅'),
  'desk/access': kept('提交申请', { goesOn: keepsWords(field('单位、职务与事由')) }),
  'desk/duty': kept('没有未解除的路况'),
  'desk/duty-event': kept('道路状态', { goesOn: keepsWords(field('桩号')) }),
  'desk/duty-notice': own('读出路况', {
    goesOn: both(sendsInVain(field('通报原文'), '读出路况'), keepsWords(field('通报原文'))),
  }),
  'desk/drafts': live('示例 雾天行车', {
    async goesOn(phone, again) {
      await phone.tap('写新稿');
      await phone.fill(field('标题'), WORDS);
      await again();
      await phone.waitForText(WORDS);
      await phone.tap('丢弃');
      expect(await phone.overflow()).toEqual([]);
      await phone.tap('再点一次：丢弃');
      expect(await phone.text()).not.toContain(WORDS);
      await phone.offline(false);
      await phone.tap('重试');
      await phone.waitForText('示例 雾天行车');
    },
  }),
  'desk/draft': live('署名机构', {
    async goesOn(phone, again) {
      await phone.offline(false);
      await phone.tap('重试');
      await phone.offline(true);
      await phone.fill(field('摘要'), WORDS);
      await again();
      expect(await phone.text()).toContain('没有网络，已存在本机');
      expect(await typed(phone, field('摘要'))).toBe(WORDS);
    },
  }),
  'desk/preview': kept('打开雾灯。'),
  'desk/posts': live('大雾：岷岭高速部分收费站入口临时关闭'),
  'desk/staff': kept('没有待批的申请'),
  'desk/settings': kept('须由另一人审核'),
  'desk/audit': live('导入题目'),
  'desk/inquiries': live('这里没有来信'),
  'desk/doubtful': live('没有存疑的文字', {
    // Letters and reports are two lists, and each is asked for again by itself.
    async goesOn(phone) {
      await phone.offline(false);
      await phone.tap('重试');
      await phone.tap('重试');
      expect(await phone.text()).not.toContain('没有网络');
    },
  }),
  'desk/banner': kept('显示横幅', {
    goesOn: both(sendsInVain(field('横幅文字'), '显示横幅'), keepsWords(field('横幅文字'))),
  }),
  'desk/reports': live('没有待处理的纠错'),
  'desk/questions': kept('没有待审的题目'),
  'desk/feeds': kept('马上抓取', {
    goesOn: both(keepsWords(field('加一个路况源')), isRefused('马上抓取')),
  }),
  'desk/numbers': kept('近三十天'),
  'desk/health': kept('订阅消息（近一天）'),
  'desk/bank': own('试导，看会怎样', {
    goesOn: sendsInVain(field('或粘贴题目'), '试导，看会怎样', async (phone) => {
      for (const label of ['没写章节的题归入', '来源', '授权或许可']) await phone.fill(field(label), '示例');
    }),
  }),
  'desk/rebuttals': live('写新辟谣', {
    goesOn: both(
      keepsWords(field('流传的说法'), (phone) => phone.tap('写新辟谣')),
      sendsInVain(field('流传的说法'), '核对无误，保存', async (phone) => {
        for (const label of ['事实是什么', '依据']) await phone.fill(field(label), '示例');
      }),
    ),
  }),
  'desk/laws': kept('新增法规', {
    goesOn: both(
      keepsWords(field('整部法规（JSON）')),
      keepsWords(field('简称'), (phone) => phone.tap('新增法规')),
    ),
  }),
  'desk/guide': kept('写新提示', {
    goesOn: both(
      both(
        keepsWords(field('名称'), (phone) => phone.tap('写新提示')),
        both(
          (_, again) => again(),
          keepsWords(field('整份提示（JSON）'), (phone) => phone.tap('写新提示')),
        ),
      ),
      sendsInVain(field('名称'), '发布提示'),
    ),
  }),

  'roads/event': kept('大型构件运输'),
  'roads/history': kept('首次发布'),
  'roads/map': kept('起路况'),
  'roads/nearby': live('50公里', { begin: (phone) => phone.tap('使用我的大致位置') }),
  'roads/find': kept('京港澳高速粤北段'),
  'roads/guides': kept('示例：国庆假期出行提示'),
  'roads/guide': kept('全程最拥堵的半天'),
  'roads/routes': kept('1 个事件在您的路线上'),
  'roads/route': kept('1 个事件在您的路线上'),
  'roads/route-edit': own('保存路线', {
    async goesOn(phone) {
      await phone.fill('.route-field:has-text("名字") .route-field__text', WORDS);
      await phone.fill('.route-field:has-text("道路") .route-field__text', 'G2');
      await phone.tap('添加这段路');
      await phone.tap('保存路线');
      expect(JSON.stringify(await phone.storage())).toContain(WORDS);
    },
  }),
  'roads/alerts': kept('关注哪里', {
    async goesOn(phone) {
      await phone.fill('.route-field__text', 'g72');
      await phone.tap('.chips__chip:has-text("G72")');
      await phone.tap('开通，并允许一条提醒');
      expect(await toasts(phone)).toContain('没有网络，没有保存，请重试');
      expect(await phone.text()).toContain('G72 ×');
    },
  }),

  'quiz/practice': kept('第 1 题，共 29 题', {
    async goesOn(phone) {
      await phone.tap('.option');
      expect(await phone.text()).toMatch(/答对了|答错了/);
      await phone.tap('下一题');
      expect(await phone.text()).toContain('第 2 题，共 29 题');
    },
  }),
  'quiz/exam': own('开始', { goesOn: isRefused('开始') }),
  'quiz/review': kept('还没有排进复习的题'),
  'quiz/question': kept('☆ 收藏'),
  'quiz/related': kept('第 1 题，共 3 题'),
  'quiz/records': kept('科目一模拟考试'),
  'quiz/record': kept('各章得分'),
  'quiz/card': kept('保存到相册'),
  'quiz/challenge': kept('一位好友向您挑战'),
  'quiz/ranking': kept('这一周还没有人上榜'),
  'quiz/player': kept('就用这个', { goesOn: isRefused('就用这个') }),
  'quiz/reports': kept('还没有报告', {
    goesOn: both(
      sendsInVain('.reports__text', '提交', (phone) => phone.tap('答案有误')),
      keepsWords('.reports__text'),
    ),
  }),

  'me/settings': own('清除离线内容'),
  'me/my-data': own('整理我的数据', { goesOn: isRefused('整理我的数据') }),
  'me/about': own('交通事故报警'),
  'me/privacy': own('朋友圈里的单页'),
};
