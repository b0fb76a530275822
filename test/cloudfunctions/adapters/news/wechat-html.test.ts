import { existsSync, readdirSync, readFileSync } from 'node:fs';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { postDraft } from '#contract/desk';
import { sanitizeBody } from '#functions/adapters/html/sanitize';
import { readWechatHtml } from '#functions/adapters/news/wechat-html';

const SAMPLES = '../shared/samples/news/wechat-html';

function readFixture(name: string): Buffer {
  return readFileSync(`test/fixtures/news/${name}`);
}

describe('readWechatHtml', () => {
  it('reads a saved page', () => {
    const { posts, rejected, remarks } = readWechatHtml(readFixture('wechat-page.htm'));
    expect({ rejected, remarks }).toEqual({ rejected: [], remarks: [] });
    const [post] = posts;
    expect(post).toMatchObject({
      platform: 'wechat',
      sourceId: 'wechat:MzA5RVhBTVBMRQ==',
      sourceName: '示例交警',
      externalId: '2650000123_2',
      title: '⼈桥隧道夜间检修"示例"',
      digest: '12月3日至5日夜间 请经环山公路绕行',
      publishedAt: '2025-12-02T10:00:00.000Z',
      cover: 'https://mmbiz.qpic.cn/mmbiz_png/example/0?wx_fmt=png',
      url: 'https://mp.weixin.qq.com/s?__biz=MzA5RVhBTVBMRQ==&mid=2650000123&idx=2&sn=0a1b2c3d4e5f',
    });
    expect(post?.html).toContain('由西向东封闭');
    expect(post?.html).not.toContain('阅读原文');
  });

  it('reads a shared picture article out of the data of its page', () => {
    const [post] = readWechatHtml(readFixture('wechat-pictures.htm')).posts;
    expect(post).toMatchObject({
      sourceId: 'wechat:MzA5RVhBTVBMRQ==',
      sourceName: '示例高速交警',
      externalId: '2650000200_1',
      title: '冰雪路面三个动作',
      publishedAt: '2025-12-02T10:00:00.000Z',
      cover: 'https://mmbiz.qpic.cn/mmbiz_png/one/0?wx_fmt=png&from=appmsg',
    });
    expect(post?.html).toContain('<p>起步轻踩油门。</p>');
    expect(post?.html.match(/<img/g)).toHaveLength(2);
    expect(post?.html).not.toContain('watermarked');
  });

  it('rejects a page that shows a message, with the message', () => {
    expect(
      readWechatHtml(readFixture('wechat-deleted.htm'), { fallbackPublishedAt: '2026-01-01T00:00:00.000Z' }),
    ).toMatchObject({
      posts: [],
      rejected: [{ where: '整个文件', why: '页面里没有文章正文，只有提示：该内容已被发布者删除' }],
    });
  });

  it('reads a body alone, and says what it had to assume', () => {
    const { posts, remarks } = readWechatHtml(readFixture('wechat-fragment.htm'), {
      fallbackPublishedAt: '2026-11-23T00:00:00.000Z',
    });
    expect(posts[0]).toMatchObject({
      sourceId: 'wechat:unknown',
      title: '雨天行车，先把车灯打开',
      digest: '车速降三分之一，车距加一倍。',
      publishedAt: '2026-11-23T00:00:00.000Z',
    });
    expect(remarks.map(({ why }) => why)).toEqual([
      '看不出是哪个公众号，来源记作 wechat:unknown',
      '没有发布时间，采用 2026-11-23T00:00:00.000Z',
    ]);
  });

  it('gives a body the same key however its markup was saved', () => {
    const html = readFixture('wechat-fragment.htm').toString();
    const options = { fallbackPublishedAt: '2026-11-23T00:00:00.000Z' };
    const [one] = readWechatHtml(html, options).posts;
    const [other] = readWechatHtml(html.replaceAll('<p>', '<p style="color:red">\n'), options).posts;
    expect(one?.externalId).toMatch(/^body-[0-9a-f]{24}$/);
    expect(other?.externalId).toBe(one?.externalId);
  });

  it('takes the word of the importer over the page', () => {
    const [post] = readWechatHtml(readFixture('wechat-page.htm'), {
      sourceId: 'wechat:own',
      sourceName: '自定',
      agencyId: 'agency-1',
      title: '另一个标题',
      publishedAt: '2026-01-02T03:04:05.000Z',
      channel: 'tips',
    }).posts;
    expect(post).toMatchObject({
      sourceId: 'wechat:own',
      sourceName: '自定',
      agencyId: 'agency-1',
      title: '另一个标题',
      publishedAt: '2026-01-02T03:04:05.000Z',
      channel: 'tips',
    });
  });

  it.each([
    ['nothing', '', '文件是空的'],
    ['one byte', 'a', '不是网页：里面没有任何元素'],
    ['a body without a date', '<p>路面结冰</p>', '没有发布时间'],
    ['a body without content', '<p><br></p>', '既没有标题也没有文字'],
    ['half a page', '<!DOCTYPE html><html><head><script>var ct = "17646', '页面里没有文章正文'],
    [
      'a captcha',
      '<html><body><h2 class="weui-msg__title">环境异常</h2><p class="weui-msg__desc">完成验证后即可继续访问</p></body></html>',
      '页面里没有文章正文，只有提示：环境异常：完成验证后即可继续访问',
    ],
  ])('rejects %s, saying why', (_name, html, why) => {
    expect(readWechatHtml(html).rejected).toEqual([{ where: '整个文件', why }]);
  });

  it('cuts a huge title within its limit and never within a character', () => {
    const [post] = readWechatHtml(`<p>${'😀'.repeat(5000)}</p>`, {
      title: `a${'😀'.repeat(5000)}`,
      publishedAt: '2026-01-01T00:00:00.000Z',
    }).posts;
    expect(post?.title.length).toBeLessThanOrEqual(100);
    expect(`${post?.title}${post?.digest}`).not.toMatch(/\p{Surrogate}/u);
  });

  it('answers for 10 MB in words, and soon', () => {
    const started = performance.now();
    const { rejected } = readWechatHtml(
      `<html><body><div id="js_content">${'<p>路面结冰</p>'.repeat(800_000)}</div></body></html>`,
      {
        publishedAt: '2026-01-01T00:00:00.000Z',
      },
    );
    expect(rejected).toEqual([{ where: '整个文件', why: '正文有 8800000 个字符，超过 500000' }]);
    expect(performance.now() - started).toBeLessThan(10_000);
  });
});

describe.skipIf(!existsSync(SAMPLES))('samples (skipped where ../shared/samples is absent)', () => {
  it.each(existsSync(SAMPLES) ? readdirSync(SAMPLES) : [])(
    '%s becomes a valid draft or a reasoned rejection',
    (file) => {
      const { posts, rejected } = readWechatHtml(readFileSync(`${SAMPLES}/${file}`), {
        fallbackPublishedAt: '2026-01-01T00:00:00.000Z',
      });
      expect(posts.length + rejected.length).toBe(1);
      for (const post of posts) expect(v.safeParse(postDraft, post).issues).toBeUndefined();
      expect(rejected.map(({ why }) => why)).toEqual(
        file === 'page_expired.html' ? ['页面里没有文章正文，只有提示：链接已过期'] : [],
      );
    },
  );
});

describe('messages without a body', () => {
  const page = (type: string, script: string, body = '') =>
    `<!DOCTYPE html><html><head><meta property="og:title" content="雪天起步"><meta property="og:description" content="三个动作"><meta property="og:url" content="http://mp.weixin.qq.com/s?__biz=MzA5RVhBTVBMRQ==&amp;mid=2650000500&amp;idx=1&amp;sn=1"></head><body><script>var biz = "MzA5RVhBTVBMRQ=="; var ct = "1764669600"; window.item_show_type = '${type}'; var nickname = "示例交警"; ${script}</script>${body}</body></html>`;
  const blocksOf = (document: string) => {
    const { posts, rejected } = readWechatHtml(document);
    expect(rejected).toEqual([]);
    expect(posts[0]).toMatchObject({ title: '雪天起步', externalId: '2650000500_1', sourceName: '示例交警' });
    return sanitizeBody(posts[0]?.html ?? '').blocks;
  };

  it('a film is seen where its address is in the page', () => {
    const script =
      "var mp_video_trans_info = [{ url: ('http://mpvideo.qpic.cn/0bc3a.f10002.mp4?dis_k=1\\x26amp;dis_t=2'), width: 1 }];";
    expect(blocksOf(page('5', script))).toMatchObject([
      { kind: 'text', html: '<p>三个动作</p>' },
      {
        kind: 'video',
        title: '雪天起步',
        src: expect.stringContaining('mpvideo.qpic.cn/0bc3a.f10002.mp4?dis_k=1&dis_t=2'),
      },
    ]);
  });

  it('a sound is heard', () => {
    expect(blocksOf(page('7', 'var voiceid = "MzA5RVhBTVBMRV8yNjUwMDAwNTAw";'))).toMatchObject([
      { kind: 'text' },
      { kind: 'audio', title: '雪天起步' },
    ]);
  });

  it("another's article that was passed on keeps its words and the way to it", () => {
    expect(blocksOf(page('11', ''))).toMatchObject([
      { kind: 'text', html: '<p>三个动作</p>' },
      { kind: 'link', text: '转载：到微信查看' },
    ]);
  });

  it('a page that shows a notice stays rejected, whatever its scripts say', () => {
    const notice = '<div class="weui-msg__title">该内容已被发布者删除</div>';
    expect(readWechatHtml(page('5', '', notice))).toMatchObject({
      posts: [],
      rejected: [{ why: expect.stringContaining('该内容已被发布者删除') }],
    });
  });

  it('cards of places and mini programs are words, and their lazy pictures are seen', () => {
    const body =
      '<p>集合地点<mp-common-poi data-name="示例服务区" data-address="示例市示例路1号"></mp-common-poi></p><mp-common-miniprogram data-miniprogram-title="示例路况"></mp-common-miniprogram><p><img data-src="https://mmbiz.qpic.cn/mmbiz_jpg/a/640?wx_fmt=jpeg" data-w="1080" data-ratio="0.5" src="data:image/gif;base64,R0lGOD"></p>';
    const blocks = sanitizeBody(body).blocks;
    expect(JSON.stringify(blocks)).toContain('地点：示例服务区（示例市示例路1号）');
    expect(JSON.stringify(blocks)).toContain('小程序：示例路况');
    expect(blocks).toContainEqual(expect.objectContaining({ kind: 'image', width: 1080, height: 540 }));
  });
});
