import { existsSync, readdirSync, readFileSync } from 'node:fs';
import iconv from 'iconv-lite';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { postDraft } from '#contract/desk';
import { sanitizeBody } from '#functions/adapters/html/sanitize';
import { readRss } from '#functions/adapters/news/rss';

const SAMPLES = '../shared/samples/news/rss';

function readFixture(name: string): Buffer {
  return readFileSync(`test/fixtures/news/${name}`);
}

describe('readRss', () => {
  it('reads RSS 2.0, the good records beside the bad ones', () => {
    const { posts, rejected } = readRss(readFixture('feed.rss'));
    expect(posts).toMatchObject([
      {
        platform: 'rss',
        sourceId: 'rss:jj.example.cn',
        sourceName: '示例市公安局交警支队',
        externalId: 'tg-1',
        title: '关于 <G4> 封闭施工的通告',
        digest: '夜间封闭，请绕行。',
        publishedAt: '2026-11-23T01:00:00.000Z',
        url: 'https://jj.example.cn/tg/1.html',
      },
      {
        externalId: 'https://jj.example.cn/tg/2.html',
        title: '只有摘要 & 图',
        digest: '早高峰 < 7 时',
        publishedAt: '2026-11-23T02:00:00.000Z',
        url: 'https://jj.example.cn/tg/2.html',
        cover: 'http://jj.example.cn/2.jpg',
      },
    ]);
    expect(rejected).toEqual([
      { where: '第 3 条', why: '看不懂的发布时间“昨天上午”' },
      { where: '第 4 条', why: expect.any(String) },
      { where: '第 5 条', why: '没有发布时间' },
    ]);
  });

  it('gives a body that reads well once sanitized: links resolved, a way to the whole article', () => {
    const [whole, summary] = readRss(readFixture('feed.rss')).posts;
    expect(sanitizeBody(whole?.html ?? '', { baseUrl: whole?.url ?? '' }).blocks).toEqual([
      { kind: 'text', html: '<p>G4 夜间封闭。</p>' },
      { kind: 'link', text: '绕行图', href: 'https://jj.example.cn/tg/map.html' },
    ]);
    expect(sanitizeBody(summary?.html ?? '').blocks).toEqual([
      { kind: 'image', src: 'http://jj.example.cn/2.jpg', alt: '' },
      { kind: 'text', html: '<p>早高峰 &lt; 7 时</p>' },
      { kind: 'link', text: '查看原文', href: 'https://jj.example.cn/tg/2.html' },
    ]);
  });

  it('reads Atom with markup inside, and RSS 1.0', () => {
    expect(readRss(readFixture('feed.atom'))).toMatchObject({
      rejected: [],
      posts: [
        {
          sourceId: 'rss:gs.example.cn',
          sourceName: '示例高速 & 路况',
          externalId: 'urn:example:1',
          title: 'S20 大雾 <临时> 管制',
          publishedAt: '2026-11-22T21:30:00.000Z',
          url: 'https://gs.example.cn/1',
          html: expect.stringContaining('<p>限速 <b>60</b> 公里/小时。</p>'),
        },
        { externalId: 'urn:example:2', publishedAt: '2026-11-22T22:00:00.000Z', digest: '恢复 通行' },
      ],
    });
    expect(readRss(readFixture('feed.rdf')).posts).toMatchObject([
      { sourceName: '示例 RDF 源', title: '桥面结冰提示', publishedAt: '2026-11-22T17:00:00.000Z' },
    ]);
  });

  it('reads a GBK feed by its declaration', () => {
    const xml = readFixture('feed.rss').toString().replace('UTF-8', 'GB2312');
    expect(readRss(iconv.encode(xml, 'gbk')).posts).toEqual(readRss(xml).posts);
  });

  it('keeps what a feed that was cut off has said in full', () => {
    const bytes = readFixture('feed.rss');
    const { posts, rejected } = readRss(bytes.subarray(0, bytes.indexOf('只有摘要')));
    expect(posts).toHaveLength(1);
    expect(rejected).toEqual([{ where: '第 2 条', why: '文件到这里中断，这一条不完整' }]);
  });

  it('takes a feed without records for no mistake, and says so', () => {
    const { posts, rejected, remarks } = readRss('<rss version="2.0"><channel><title>示例</title></channel></rss>');
    expect({ posts, rejected, remarks }).toEqual({
      posts: [],
      rejected: [],
      remarks: [{ where: '整个文件', why: '订阅源里没有内容' }],
    });
  });

  it('takes the given time for a record without one, or with one that nobody can read, and says so', () => {
    const { remarks, posts } = readRss(readFixture('feed.rss'), { fallbackPublishedAt: '2026-11-23T12:00:00.000Z' });
    expect(posts.at(-1)).toMatchObject({ title: '没有时间的一条', publishedAt: '2026-11-23T12:00:00.000Z' });
    expect(remarks).toEqual([
      { where: '第 3 条', why: '看不懂的发布时间“昨天上午”，采用 2026-11-23T12:00:00.000Z' },
      { where: '第 5 条', why: '没有发布时间，采用 2026-11-23T12:00:00.000Z' },
    ]);
  });

  it('expands no entities of a document', () => {
    const bomb =
      '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><rss><channel><item><title>&b;</title></item></channel></rss>';
    expect(readRss(bomb).rejected).toEqual([{ where: '整个文件', why: '文件自带实体定义（<!ENTITY>），不予读取' }]);
  });

  it.each([
    ['nothing', '', '文件是空的'],
    ['one byte', '<', '不是 RSS 或 Atom：找不到 <rss>、<feed> 或 <rdf:RDF>'],
    ['JSON', '{"statuses":[]}', '这是 JSON，不是 RSS 或 Atom'],
    ['a web page', '<!DOCTYPE html><html><body>502</body></html>', '这是网页，不是 RSS 或 Atom'],
    ['half a head', '<rss version="2.0"><channel><title>示', '文件不完整，里面没有一条完整的内容'],
  ])('rejects %s, saying why', (_name, xml, why) => {
    expect(readRss(xml)).toMatchObject({ posts: [], rejected: [{ where: '整个文件', why }] });
  });

  it('loses one record to a nest of 50,000 elements, not the others', () => {
    const good =
      '<item><title>好的</title><description>内容</description><pubDate>Mon, 23 Nov 2026 09:00:00 +0800</pubDate></item>';
    const { posts, rejected } = readRss(
      `<rss><channel><item><title>深</title><x>${'<y>'.repeat(50_000)}</item>${good}</channel></rss>`,
    );
    expect(posts.map(({ title }) => title)).toEqual(['好的']);
    expect(rejected).toHaveLength(1);
  });
});

describe.skipIf(!existsSync(SAMPLES))('samples (skipped where ../shared/samples is absent)', () => {
  it.each(existsSync(SAMPLES) ? readdirSync(SAMPLES) : [])(
    'every record of %s becomes a valid draft or a reasoned rejection',
    (file) => {
      const { posts, rejected } = readRss(readFileSync(`${SAMPLES}/${file}`));
      expect(posts.length + rejected.length).toBeGreaterThan(0);
      for (const post of posts) {
        expect(v.safeParse(postDraft, post).issues).toBeUndefined();
        expect(`${post.title}${post.digest}`).not.toContain('\ufffd');
      }
      expect(rejected.map(({ why }) => why)).toEqual(file === 'missing-fields.atom' ? ['既没有标题也没有内容'] : []);
    },
  );
});

describe('feeds as they come', () => {
  const rss = (item: string) =>
    `<?xml version="1.0"?><rss version="2.0" xmlns:media="http://search.yahoo.com/mrss/" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"><channel><title>示例交警</title><link>https://jj.example.cn/</link><item><title>通告</title><guid>g1</guid>${item}</item></channel></rss>`;
  const DATE = '<pubDate>Mon, 23 Nov 2026 08:30:00 +0800</pubDate>';
  const blocksOf = (document: string, options = {}) => {
    const { posts, rejected } = readRss(document, options);
    expect(rejected).toEqual([]);
    return sanitizeBody(posts[0]?.html ?? '', { baseUrl: posts[0]?.url ?? 'https://jj.example.cn/' }).blocks;
  };

  it('a podcast is heard in the article, and its picture is the cover', () => {
    const document = rss(
      `${DATE}<itunes:image href="https://jj.example.cn/c.jpg"/><itunes:summary>雪天怎么开。</itunes:summary><enclosure url="https://jj.example.cn/a.mp3?x=1&amp;y=2" length="1" type="audio/mpeg"/>`,
    );
    expect(readRss(document).posts[0]).toMatchObject({ cover: 'https://jj.example.cn/c.jpg', digest: '雪天怎么开。' });
    expect(blocksOf(document)).toContainEqual({
      kind: 'audio',
      title: '通告',
      src: 'https://jj.example.cn/a.mp3?x=1&y=2',
    });
  });

  it('a film that Media RSS groups is seen, with what is said about it', () => {
    const document = rss(
      `${DATE}<media:group><media:content url="https://jj.example.cn/v.mp4" type="video/mp4"/><media:description>山路会车。</media:description></media:group>`,
    );
    expect(blocksOf(document)).toMatchObject([
      { kind: 'video', src: 'https://jj.example.cn/v.mp4' },
      { kind: 'text', html: '<p>山路会车。</p>' },
    ]);
  });

  it('an Atom feed of an own prefix, relative links and a base says where it leads', () => {
    const document = `<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://jj.example.cn/news/"><title>示例交警</title><link href="./"/><entry><id>e1</id><title>封闭通告</title><link href="1.html"/><updated>2026-11-23T08:30:00+08:00</updated><content type="xhtml"><x:div xmlns:x="http://www.w3.org/1999/xhtml"><x:p>今晚封闭。</x:p><x:p>请绕行。</x:p></x:div></content></entry></feed>`;
    expect(readRss(document).posts[0]).toMatchObject({
      sourceId: 'rss:jj.example.cn',
      url: 'https://jj.example.cn/news/1.html',
    });
    expect(blocksOf(document)).toEqual([{ kind: 'text', html: '<p>今晚封闭。</p><p>请绕行。</p>' }]);
  });

  it.each([
    [
      'RSS 1.0',
      `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:rss="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"><rss:channel><rss:title>示例交警</rss:title><rss:link>https://jj.example.cn/</rss:link></rss:channel><rss:item><rss:title>封闭通告</rss:title><rss:link>https://jj.example.cn/1</rss:link><rss:description>请绕行。</rss:description><dc:date>2026-11-23T08:30:00+08:00</dc:date></rss:item></rdf:RDF>`,
    ],
    [
      'Atom',
      `<a:feed xmlns:a="http://www.w3.org/2005/Atom"><a:title>示例交警</a:title><a:link href="https://jj.example.cn/"/><a:entry><a:id>1</a:id><a:title>封闭通告</a:title><a:link href="https://jj.example.cn/1"/><a:updated>2026-11-23T00:30:00Z</a:updated><a:content type="html"><![CDATA[<p>请绕行。</p>]]></a:content></a:entry></a:feed>`,
    ],
  ])('%s under a prefix of its own is read like any other', (_, document) => {
    expect(readRss(document)).toMatchObject({
      rejected: [],
      posts: [
        {
          sourceId: 'rss:jj.example.cn',
          sourceName: '示例交警',
          title: '封闭通告',
          url: 'https://jj.example.cn/1',
          publishedAt: '2026-11-23T00:30:00.000Z',
        },
      ],
    });
  });

  it('what is no text is no body: a file in base64 leaves the summary', () => {
    const document = `<feed xmlns="http://www.w3.org/2005/Atom"><title>示例交警</title><link href="https://jj.example.cn/"/><entry><id>e1</id><title>封闭通告</title><updated>2026-11-23T08:30:00+08:00</updated><summary>今晚封闭。</summary><content type="application/pdf">JVBERi0xLjcK</content></entry></feed>`;
    expect(JSON.stringify(blocksOf(document))).not.toContain('JVBERi');
    expect(JSON.stringify(blocksOf(document))).toContain('今晚封闭。');
  });

  it('a time that cannot be read gives way to another one, then to that of the document', () => {
    const body = '<description>请绕行。</description>';
    const other = rss(`<pubDate>昨天</pubDate><dc:date>2026-11-23T08:30:00+08:00</dc:date>${body}`);
    expect(readRss(other).posts[0]?.publishedAt).toBe('2026-11-23T00:30:00.000Z');
    const fallbackPublishedAt = '2026-11-22T00:00:00.000Z';
    const { posts, remarks } = readRss(rss(`<pubDate>昨天</pubDate>${body}`), { fallbackPublishedAt });
    expect(posts[0]?.publishedAt).toBe(fallbackPublishedAt);
    expect(remarks).toEqual([{ where: '第 1 条', why: `看不懂的发布时间“昨天”，采用 ${fallbackPublishedAt}` }]);
  });

  it('RSS 0.91 with its document type, and 0.90 without dates, are read', () => {
    const old = `<?xml version="1.0" encoding="gb2312"?><!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://my.netscape.com/publish/formats/rss-0.91.dtd"><rss version="0.91"><channel><title>示例交警</title><link>http://jj.example.cn/</link><item><title>大雾封闭</title><link>http://jj.example.cn/1</link><description>双向封闭。</description></item></channel></rss>`;
    const fallbackPublishedAt = '2026-11-22T00:00:00.000Z';
    expect(readRss(iconv.encode(old, 'gbk'), { fallbackPublishedAt }).posts).toMatchObject([
      { title: '大雾封闭', publishedAt: fallbackPublishedAt },
    ]);
    const older = `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://my.netscape.com/rdf/simple/0.9/"><channel><title>示例交警</title><link>http://jj.example.cn/</link></channel><item><title>冰雪路面</title><link>http://jj.example.cn/2</link></item></rdf:RDF>`;
    expect(readRss(older, { fallbackPublishedAt }).posts).toMatchObject([{ title: '冰雪路面' }]);
  });
});
