import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CHANNEL_IDS } from '#domain/post';
import { findMarkupProblems, listPictures } from '../../scripts/check-content/markup.ts';
import { CONTENT, readContent } from '../../scripts/check-content/read.ts';
import { checkContent } from '../../scripts/check-content.ts';

describe('the sample content', () => {
  it('is sound: known agencies, channels, laws and pictures, lengths, unique ids, marks', async () => {
    expect(await checkContent()).toEqual([]);
  });

  it('gives every channel at least seven posts, on both platforms, and at least ten agencies a voice', async () => {
    const { content } = await readContent();
    for (const channel of CHANNEL_IDS) {
      const posts = content.posts.filter((post) => post.channel === channel);
      expect(posts.length, channel).toBeGreaterThanOrEqual(7);
      expect(new Set(posts.map(({ platform }) => platform)), channel).toEqual(new Set(['wechat', 'weibo']));
    }
    expect(content.posts.length).toBeGreaterThanOrEqual(56);
    expect(new Set(content.posts.map(({ agencyId }) => agencyId)).size).toBeGreaterThanOrEqual(10);
    expect(content.agencies.length).toBeGreaterThanOrEqual(12);
  });

  it('has at least four notices on both platforms, worded differently', async () => {
    const { content } = await readContent();
    const byId = new Map(content.posts.map((post) => [post.id, post]));
    const pairs = content.posts.flatMap((post) => {
      const twin = post.sameNoticeAs === undefined ? undefined : byId.get(post.sameNoticeAs);
      return twin === undefined ? [] : [{ post, twin }];
    });
    expect(pairs.length).toBeGreaterThanOrEqual(4);
    for (const { post, twin } of pairs) {
      expect(post.html).not.toBe(twin.html);
      expect(post.title).not.toBe(twin.title);
    }
  });

  it('answers at least eight rumours and explains at least ninety articles of ten laws', async () => {
    const { content } = await readContent();
    expect(content.rebuttals.length).toBeGreaterThanOrEqual(8);
    expect(content.laws.map(({ id }) => id).sort()).toEqual([
      'accident-procedure-provisions',
      'criminal-law',
      'demerit-points-measures',
      'driving-licence-provisions',
      'gb-19522',
      'gb-5768',
      'road-traffic-safety-law',
      'road-traffic-safety-law-regulations',
      'school-bus-regulations',
      'vehicle-registration-provisions',
    ]);
    expect(content.laws.flatMap(({ articles }) => articles).length).toBeGreaterThanOrEqual(90);
  });

  it('keeps every microblog short and every picture in use', async () => {
    const { content } = await readContent();
    for (const { id, platform, html } of content.posts) {
      if (platform === 'weibo') expect([...html.replace(/<[^>]+>/g, '')].length, id).toBeLessThanOrEqual(180);
    }
    const used = new Set(content.posts.flatMap(({ html, cover }) => [...listPictures(html), cover]));
    expect([...content.pictures.keys()].filter((picture) => !used.has(picture))).toEqual([]);
  });
});

describe('checkContent', () => {
  let folder = '';
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'content-'));
    for (const part of ['agencies.json', 'rebuttals.json', 'posts', 'laws', 'pictures'])
      await cp(join(CONTENT, part), join(folder, part), { recursive: true });
  });
  afterEach(() => rm(folder, { recursive: true }));

  async function change(file: string, edit: (text: string) => string): Promise<void> {
    const path = join(folder, file);
    const before = await readFile(path, 'utf8');
    const after = edit(before);
    expect(after, 'the edit changes something').not.toBe(before);
    await writeFile(path, after);
  }

  it('names an unknown agency, a missing picture and an article that the library lacks', async () => {
    await change('posts/tips.json', (text) =>
      text
        .replace('"agencyId": "hz"', '"agencyId": "zz"')
        .replace('pictures/helmet.webp', 'pictures/no-such.webp')
        .replace('"article": "第五十八条"', '"article": "第五百条"'),
    );
    expect(await checkContent(folder)).toEqual(
      expect.arrayContaining([
        'post hz-helmet: unknown agency zz',
        'post hz-helmet: no picture pictures/no-such.webp',
        'post hz-helmet: the law library has no road-traffic-safety-law 第五百条',
      ]),
    );
  });

  it('says where a field is wrong', async () => {
    await change('rebuttals.json', (text) => text.replace('"verdict": "misleading"', '"verdict": "perhaps"'));
    expect(await checkContent(folder)).toEqual(
      expect.arrayContaining([expect.stringMatching(/^rebuttals\.json: 0\.verdict /)]),
    );
  });

  it('finds two posts with one id, and a post in the file of another channel', async () => {
    await change('posts/law.json', (text) => text.replace('"law-drink"', '"law-points-table"'));
    await change('posts/service.json', (text) => text.replace('"channel": "service"', '"channel": "law"'));
    expect(await checkContent(folder)).toEqual(
      expect.arrayContaining([
        'post law-points-table occurs twice',
        'posts/service.json: sv-before-go belongs to channel law',
      ]),
    );
  });

  it('refuses a post without the mark 示例', async () => {
    await change('posts/law.json', (text) => text.replaceAll('（示例', '（').replaceAll('示例账号', '我们'));
    expect(await checkContent(folder)).toContain('post law-yield: neither title, digest nor last paragraph says 示例');
  });

  it('refuses a picture that is too large or has no drawing', async () => {
    await writeFile(join(folder, 'pictures/stake.webp'), new Uint8Array(20_001));
    await rm(join(folder, 'pictures/src/helmet.svg'));
    expect(await checkContent(folder)).toEqual([
      'pictures/helmet.webp: its drawing is missing',
      'pictures/stake.webp: 20001 bytes, more than 20000',
    ]);
  });

  it('names a file that is no JSON', async () => {
    await writeFile(join(folder, 'laws/gb-5768.json'), '{');
    expect(await checkContent(folder)).toEqual(
      expect.arrayContaining([expect.stringMatching(/^laws\/gb-5768\.json: /)]),
    );
  });
});

describe('findMarkupProblems', () => {
  it.each([
    ['<p>一段<strong>重点</strong></p><ul><li>一</li></ul>'],
    ['<p><img src="pictures/stake.webp" alt="里程牌"></p>'],
    ['<p>甲 &amp; 乙</p>'],
  ])('accepts %s', (html) => {
    expect(findMarkupProblems(html)).toEqual([]);
  });

  it.each([
    ['<script>alert(1)</script>'],
    ['<p onclick="x()">a</p>'],
    ['<p><img src="http://example.com/a.webp" alt="a"></p>'],
    ['<p><img src="pictures/stake.webp"></p>'],
    ['<a href="https://example.com">a</a>'],
    ['<p>未闭合'],
    ['<p><strong>交叉</p></strong>'],
    ['<p>甲 & 乙</p>'],
    ['<p>断开的标签 <img'],
  ])('refuses %s', (html) => {
    expect(findMarkupProblems(html)).not.toEqual([]);
  });
});
