import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sessionOf } from '../../scripts/cloud-session.ts';
import { importNews, type NewsFormat } from '../../scripts/import-news.ts';
import { sampleFiles, samplesAreHere, samplesNote } from '../samples.ts';
import { startTestCloud, type TestCloud } from '../test-cloud.ts';

let test: TestCloud;
let folder: string;

beforeEach(async () => {
  test = await startTestCloud();
  await test.grant('editor-1', 'editor');
  folder = mkdtempSync(path.join(os.tmpdir(), 'import-'));
});
afterEach(async () => {
  await test.close();
  rmSync(folder, { recursive: true, force: true });
});

const load = (format: NewsFormat, files: string[]) =>
  importNews(sessionOf(test.cloud), { format, files, openid: 'editor-1' });

function write(name: string, content: string | Buffer): string {
  const file = path.join(folder, name);
  writeFileSync(file, content);
  return file;
}

const feed = (items: string) =>
  `<?xml version="1.0"?><rss version="2.0"><channel><title>示例交警</title><link>https://police.example/</link>${items}</channel></rss>`;
const item = (guid: string, body: string) =>
  `<item><guid>${guid}</guid><title>${guid} 号通告</title><pubDate>Mon, 23 Nov 2026 00:00:00 GMT</pubDate><description>${body}</description></item>`;

describe('importing news from the command line', () => {
  it('says of each record what became of it, and changes nothing the second time', async () => {
    const file = write('feed.rss', feed(item('a', '雨天减速') + item('b', '雾天开灯')));
    expect((await load('rss', [file])).counts).toEqual({
      created: 2,
      updated: 0,
      unchanged: 0,
      rejected: 0,
      withdrawn: 0,
    });
    expect((await load('rss', [file])).counts).toMatchObject({ created: 0, updated: 0, unchanged: 2, rejected: 0 });
  });

  it('names the bad record with its file and its reason, and lands the good ones', async () => {
    const file = write(
      'feed.rss',
      feed(item('a', '雨天减速') + item('b', '&lt;script&gt;x()&lt;/script&gt;') + item('c', '雾天开灯')),
    );
    const report = await load('rss', [file, path.join(folder, 'not-there.rss')]);
    expect(report.counts).toMatchObject({ created: 2, rejected: 2 });
    expect(report.rejected.map(({ where }) => where)).toEqual([
      expect.stringMatching(/^feed\.rss /),
      expect.stringMatching(/^not-there\.rss/),
    ]);
    for (const { why } of report.rejected) expect(why).not.toBe('');
  });

  it('more posts than one call carries all land', async () => {
    const items = Array.from({ length: 47 }, (_, at) => item(`n${at}`, `第${at}条提示`)).join('');
    expect((await load('rss', [write('feed.rss', feed(items))])).counts.created).toBe(47);
  });
});

describe('an answer of freepublish/batchget', () => {
  const article = (title: string, place: number, isDeleted: boolean) => ({
    title,
    author: '示例交警',
    content: `<p>${title}，请提前出发。</p>`,
    url: `http://mp.weixin.qq.com/s?__biz=MzA5RVhBTVBMRQ==&mid=2650000400&idx=${place}&sn=1#rd`,
    is_deleted: isDeleted,
  });
  const answer = (deleted: boolean) =>
    JSON.stringify({
      total_count: 1,
      item_count: 1,
      item: [
        {
          article_id: 'example-article-9',
          update_time: 1795413600,
          content: { news_item: [article('示例大桥养护', 1, false), article('示例隧道检修', 2, deleted)] },
        },
      ],
    });

  it('lands, and takes back what it says was deleted', async () => {
    const before = write('before.json', answer(false));
    expect((await load('freepublish', [before])).counts).toMatchObject({ created: 2, rejected: 0, withdrawn: 0 });
    const after = write('after.json', answer(true));
    expect((await load('freepublish', [after])).counts).toMatchObject({ unchanged: 1, rejected: 0, withdrawn: 1 });
    expect((await load('freepublish', [after])).counts).toMatchObject({ unchanged: 1, withdrawn: 0 });
  });

  it('that is an error of WeChat is refused in its words', async () => {
    const refused = write('refused.json', '{"errcode":40001,"errmsg":"invalid credential"}');
    const { counts, rejected } = await load('freepublish', [refused]);
    expect(counts).toMatchObject({ created: 0, rejected: 1 });
    expect(rejected[0]?.why).toContain('40001');
  });
});

const FORMATS: [NewsFormat, string][] = [
  ['rss', 'news/rss'],
  ['wechat-html', 'news/wechat-html'],
  ['weibo', 'news/weibo'],
];

describe.skipIf(!samplesAreHere)(`the real documents${samplesNote}`, () => {
  it.each(FORMATS)(
    '%s: each lands or is refused with a reason, and nothing that could run is stored',
    async (format, samples) => {
      const files = sampleFiles(samples);
      const first = await load(format, files);
      expect(first.counts.created).toBeGreaterThan(0);
      for (const file of files) {
        const name = path.basename(file);
        const refused = first.rejected.some(({ where, why }) => where.startsWith(name) && why !== '');
        const alone = refused ? undefined : (await load(format, [file])).counts.unchanged;
        expect(refused || (alone ?? 0) > 0, `${name} neither landed nor was refused`).toBe(true);
      }
      expect((await load(format, files)).counts).toMatchObject({ created: 0, updated: 0 });
      const stored = JSON.stringify(test.cloud.database.browse('posts', { limit: 1000, offset: 0 }).documents);
      // In running text "javascript:" is a word; as an address or an attribute it would run.
      expect(stored).not.toMatch(
        /<script|<iframe|<[^>]*\son\w+\s*=|(src|href|page|poster)[\\"'\s]*[:=][\\"'\s]*javascript:/i,
      );
    },
  );
});
