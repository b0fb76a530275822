import { existsSync, readdirSync, readFileSync } from 'node:fs';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { postDraft } from '#contract/desk';
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
