import { existsSync, readFileSync } from 'node:fs';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { postDraft } from '#contract/desk';
import { sanitizeBody } from '#functions/adapters/html/sanitize';
import { readWeibo } from '#functions/adapters/news/weibo';

const SAMPLE = '../shared/samples/news/weibo/statuses.json';

function readFixture(name: string): Buffer {
  return readFileSync(`test/fixtures/news/${name}`);
}

describe('readWeibo', () => {
  const { posts, rejected, withdrawn, remarks } = readWeibo(readFixture('weibo.json'));

  it('keys a status by idstr, not by the number that JSON rounds', () => {
    expect(posts[0]).toMatchObject({
      platform: 'weibo',
      sourceId: 'weibo:1700000001',
      sourceName: '示例交警',
      externalId: '5234567890123457',
      publishedAt: '2026-11-23T06:22:16.000Z',
      url: 'https://m.weibo.cn/status/5234567890123457',
    });
  });

  it('takes the headline in brackets for the title and large pictures for thumbnails', () => {
    expect(posts[0]).toMatchObject({ title: 'G4北江段封闭施工', cover: 'https://wx1.sinaimg.cn/large/abc.jpg' });
    expect(sanitizeBody(posts[0]?.html ?? '').blocks).toEqual([
      { kind: 'text', html: '<p>【G4北江段封闭施工】#平安出行# 今晚22时起封闭，请绕行 @示例高速 详情 绕行图</p>' },
      { kind: 'link', text: '绕行图', href: 'https://jj.example.cn/map' },
      { kind: 'image', src: 'https://wx1.sinaimg.cn/large/abc.jpg', alt: '' },
      { kind: 'image', src: 'https://wx2.sinaimg.cn/large/def.gif', alt: '' },
    ]);
  });

  it('reads the long text where it is given, and says where it is not', () => {
    expect(posts[1]?.html).toBe('<p>冰雪路面这样开：</p><p>一、起步轻；</p><p>二、转弯慢 &lt;30公里。</p>');
    expect(remarks).toEqual([{ where: '第 8 条', why: '长微博没有附全文，只有前 140 字' }]);
  });

  it('quotes what a repost passes on, with its pictures and its author', () => {
    expect(posts[2]).toMatchObject({ title: '转发：雾天行车四件事' });
    expect(posts[2]?.html).toContain('<blockquote><p><strong>@示例高速</strong></p><p>【雾天行车四件事】');
    expect(posts[2]?.html).toContain('/large/ghi.jpg');
    expect(posts[3]?.html).toBe('<p>说得对</p><blockquote><p>原微博已被删除</p></blockquote>');
  });

  it('reports a deleted status as a withdrawal', () => {
    expect(withdrawn).toEqual([{ sourceId: 'weibo:1700000001', externalId: '4057500000000004' }]);
  });

  it('rejects one status without losing the others', () => {
    expect(posts).toHaveLength(5);
    expect(rejected).toEqual([
      { where: '第 6 条', why: '看不懂的发布时间“yesterday”' },
      { where: '第 7 条', why: '不是对所有人可见的微博' },
      { where: '第 9 条', why: '不是一条微博' },
      { where: '第 10 条', why: '没有 idstr' },
    ]);
  });

  it('reads what the website answers: HTML text, picture sizes, video', () => {
    const [post] = readWeibo(readFixture('weibo-site.json')).posts;
    expect(sanitizeBody(post?.html ?? '').blocks).toEqual([
      { kind: 'text', html: '<p>早高峰[太阳]长虹大道缓行</p><p>请改走@示例北环</p>' },
      { kind: 'image', src: 'https://wx1.sinaimg.cn/orj960/p1.jpg', alt: '', width: 960, height: 540 },
      {
        kind: 'video',
        title: '路口监控',
        src: 'http://f.video.weibocdn.com/v.mp4?label=mp4',
        poster: 'https://wx1.sinaimg.cn/poster.jpg',
      },
    ]);
  });

  it.each([
    ['nothing', '', '文件是空的'],
    ['one byte', '{', '文件不完整：JSON 在中间断开'],
    ['half a document', readFixture('weibo.json').subarray(0, 900), '文件不完整：JSON 在中间断开'],
    ['a web page', '<html></html>', '这是网页或 XML，不是 JSON'],
    [
      'an error of Weibo',
      '{"error":"User requests out of rate limit!","error_code":10023}',
      '微博返回错误 10023：User requests out of rate limit!',
    ],
    ['another JSON', '{"item":[]}', '不是微博列表：找不到 statuses、data.list 或 data.cards'],
  ])('rejects %s, saying why', (_name, document, why) => {
    expect(readWeibo(document)).toMatchObject({ posts: [], rejected: [{ where: '整个文件', why }] });
  });

  it.skipIf(!existsSync(SAMPLE))('reads every status of the sample (skipped where ../shared/samples is absent)', () => {
    const sample = readWeibo(readFileSync(SAMPLE));
    expect(sample.rejected).toEqual([]);
    expect(sample.posts).toHaveLength(9);
    for (const post of sample.posts) {
      expect(v.safeParse(postDraft, post).issues).toBeUndefined();
      expect(post.html).not.toContain('\u200b');
    }
  });
});

describe('what stands below a status', () => {
  const status = (page: object, change: object = {}) => ({
    idstr: '5234567890123999',
    created_at: 'Mon Nov 23 08:30:00 +0800 2026',
    text: '#平安出行# 雪天安全提示\u200b',
    user: { idstr: '1700000001', screen_name: '示例交警' },
    page_info: page,
    ...change,
  });
  const blocksOf = (one: object) => {
    const { posts, rejected } = readWeibo(JSON.stringify([one]));
    expect(rejected).toEqual([]);
    return sanitizeBody(posts[0]?.html ?? '').blocks;
  };

  it('is a film where its address is known, and the way to it where it is not', () => {
    const urls = {
      mp4_720p_mp4: 'https://f.video.weibocdn.com/a.mp4?x=1',
      mp4_hd_mp4: 'https://f.video.weibocdn.com/b.mp4',
    };
    const page = {
      type: 'video',
      page_url: 'https://video.weibo.com/show?fid=1:2',
      page_title: '示例的微博视频',
      title: '雪天起步',
    };
    expect(blocksOf(status({ ...page, urls }))).toContainEqual({
      kind: 'video',
      title: '雪天起步',
      src: 'https://f.video.weibocdn.com/a.mp4?x=1',
    });
    expect(blocksOf(status({ ...page, urls: {} }))).toContainEqual({
      kind: 'link',
      text: '视频：示例的微博视频',
      href: 'https://video.weibo.com/show?fid=1:2',
    });
  });

  it('is several pictures and films, in their order, and one without a word has a title all the same', () => {
    const mix_media_info = {
      items: [
        { type: 'pic', data: { large: { url: 'https://wx1.sinaimg.cn/large/m.jpg', width: 100, height: 50 } } },
        { type: 'video', data: { media_info: { stream_url: 'https://f.video.weibocdn.com/m.mp4' } } },
      ],
    };
    const mixed = status({}, { text: '', mix_media_info });
    expect(readWeibo(JSON.stringify([mixed])).posts[0]).toMatchObject({ title: '分享图片或视频' });
    expect(blocksOf(mixed).map(({ kind }) => kind)).toEqual(['image', 'video']);
  });

  it('is the original of a repost; one that is gone lends no title', () => {
    const gone = { idstr: '5', text: '该账号因被投诉违反《微博社区公约》的相关规定，现已无法查看。' };
    const { posts } = readWeibo(JSON.stringify([status({}, { text: '转发微博', retweeted_status: gone })]));
    expect(posts[0]).toMatchObject({ title: '转发微博', html: expect.stringContaining('原微博已不可见') });
  });

  it('is a poll with its choices', () => {
    const vote_object = { content: '雪天您会出门吗', vote_list: [{ content: '会' }, { content: '不会' }] };
    const said = JSON.stringify(blocksOf(status({ object_type: 'hudongvote', media_info: { vote_object } })));
    expect(said).toContain('投票：雪天您会出门吗');
    expect(said).toContain('<li>不会</li>');
  });

  it('is an article of its own, and nothing for a place or a topic', () => {
    const article = {
      object_type: 'article',
      page_url: 'https://weibo.com/ttarticle/p/show?id=1',
      page_title: '雪天指南',
    };
    expect(blocksOf(status(article))).toContainEqual({
      kind: 'link',
      text: '文章：雪天指南',
      href: 'https://weibo.com/ttarticle/p/show?id=1',
    });
    expect(blocksOf(status({ type: 'place', page_title: '示例市' }))).toHaveLength(1);
  });
});

describe('the mobile site', () => {
  const mblog = (id: string, created_at: string) => ({
    id,
    created_at,
    text: '雪天提示',
    user: { id: 1700000001, screen_name: '示例交警' },
  });

  it('groups cards, and says when in words: the time of the document stands in, and that is said', () => {
    const cards = [
      { card_type: 9, mblog: mblog('51', 'Mon Nov 23 08:30:00 +0800 2026') },
      { card_type: 11, card_group: [{ card_type: 9, mblog: mblog('52', '2小时前') }] },
    ];
    const document = JSON.stringify({ ok: 1, data: { cards } });
    const fallbackPublishedAt = '2026-11-23T02:00:00.000Z';
    const { posts, remarks } = readWeibo(document, { fallbackPublishedAt });
    expect(posts.map(({ publishedAt }) => publishedAt)).toEqual(['2026-11-23T00:30:00.000Z', fallbackPublishedAt]);
    expect(remarks).toEqual([{ where: '第 2 条', why: `看不懂的发布时间“2小时前”，采用 ${fallbackPublishedAt}` }]);
    expect(readWeibo(document).rejected).toEqual([{ where: '第 2 条', why: '看不懂的发布时间“2小时前”' }]);
  });

  it('that wants a login is refused as that', () => {
    expect(readWeibo('{"ok":-100,"url":"https://passport.weibo.com/sso/signin"}').rejected).toEqual([
      { where: '整个文件', why: '微博返回错误 ok=-100：可能要求登录' },
    ]);
  });
});
