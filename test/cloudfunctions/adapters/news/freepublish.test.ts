import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { postDraft } from '#contract/desk';
import { readFreepublish } from '#functions/adapters/news/freepublish';

const answer = readFileSync('test/fixtures/news/freepublish.json');

describe('readFreepublish', () => {
  it('keys an article like a saved page of it', () => {
    const { posts } = readFreepublish(answer);
    expect(posts).toMatchObject([
      {
        sourceId: 'wechat:MzA5RVhBTVBMRQ==',
        sourceName: '示例交警',
        externalId: '2650000300_1',
        title: '春运首日出行提示',
        digest: '错峰出行',
        publishedAt: '2026-11-23T06:00:00.000Z',
        cover: 'https://mmbiz.qpic.cn/mmbiz_jpg/cover/0',
      },
    ]);
    for (const post of posts) expect(v.safeParse(postDraft, post).issues).toBeUndefined();
  });

  it('reports deleted articles under every key that they may have been stored by', () => {
    expect(readFreepublish(answer, { sourceId: 'wechat:own' }).withdrawn).toEqual([
      { sourceId: 'wechat:own', externalId: '2650000300_2' },
      { sourceId: 'wechat:own', externalId: 'example-article-1_2' },
      { sourceId: 'wechat:own', externalId: 'example-article-3_1' },
    ]);
  });

  it('says what it could not use', () => {
    expect(readFreepublish(answer).rejected).toEqual([
      { where: '第 2 次发布', why: '没有正文（可能以 no_content=1 获取）' },
      { where: '第 3 次发布', why: '地址里没有公众号（__biz），也没有指定来源' },
    ]);
  });

  it.each([
    ['an error of WeChat', '{"errcode":40001,"errmsg":"invalid credential"}', '微信返回错误 40001：invalid credential'],
    ['half a body', answer.subarray(0, 300), '文件不完整：JSON 在中间断开'],
    ['an empty object', '{}', '不是 freepublish/batchget 的结果：找不到 item'],
  ])('rejects %s, saying why', (_name, document, why) => {
    expect(readFreepublish(document)).toMatchObject({ posts: [], rejected: [{ where: '整个文件', why }] });
  });

  it('takes an account without publications for no mistake', () => {
    expect(readFreepublish('{"total_count":0,"item_count":0,"item":[]}')).toEqual({
      posts: [],
      rejected: [],
      withdrawn: [],
      remarks: [],
    });
  });
});
