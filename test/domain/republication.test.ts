import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { rateRepublication, type SourcedNotice } from '#domain/republication';
import type { Notice } from '#domain/similarity';
import { sanitizeBody } from '#functions/adapters/html/sanitize';
import { readContent, type SampleContent } from '../../scripts/check-content/read.ts';

const NOON = '2026-11-23T04:00:00.000Z';

interface LabelledPair {
  same: boolean;
  kind: string;
  a: Notice;
  b: Notice;
}

const { pairs } = JSON.parse(readFileSync('test/fixtures/news/labelled-pairs.json', 'utf8')) as {
  pairs: LabelledPair[];
};

/** The hardest case: every pair is of one agency, and of one hour. */
const ofOneHour = (notice: Notice): SourcedNotice => ({ publishedAt: NOON, ...notice, agencyId: 'one' });
const isMerged = (one: Notice, other: Notice) => rateRepublication(ofOneHour(one), ofOneHour(other)) > 0;

describe('merging, on pairs that we labelled', () => {
  it('never merges two notices, were they of one agency and one hour', () => {
    const wrong = pairs.filter(({ same, a, b }) => !same && isMerged(a, b)).map(({ kind, a }) => `${a.title}: ${kind}`);
    expect(wrong).toEqual([]);
  });

  it('finds nine of ten that are one notice', () => {
    const same = pairs.filter((pair) => pair.same);
    const found = same.filter(({ a, b }) => isMerged(a, b));
    expect(found.length / same.length).toBeGreaterThanOrEqual(0.9);
  });
});

describe('merging, on the sample hall', () => {
  let posts: SampleContent['posts'];
  beforeAll(async () => {
    posts = (await readContent()).content.posts;
  });

  const noticeOf = ({ title, html, agencyId }: SampleContent['posts'][number]): SourcedNotice => ({
    title,
    text: sanitizeBody(html).text,
    publishedAt: NOON,
    agencyId,
  });

  it('finds every notice that was told again in other words, and no other, were all of one hour', () => {
    const notices = posts.map((post) => ({ post, notice: noticeOf(post) }));
    const merged = notices.flatMap(({ post, notice }) =>
      notices
        .filter((other) => other.post.platform === 'wechat' && post.platform === 'weibo')
        .filter((other) => rateRepublication(notice, other.notice) > 0)
        .map((other) => `${post.id} ${other.post.id}`),
    );
    const labelled = posts.flatMap(({ id, sameNoticeAs }) => (sameNoticeAs ? `${id} ${sameNoticeAs}` : []));
    expect(merged.sort()).toEqual(labelled.sort());
  });
});

describe('a notice told in other words', () => {
  const wechat = {
    title: '南湖大桥换伸缩缝 占用一条车道',
    text: '南湖大桥将更换伸缩缝，汉口方向最右侧车道封闭，其余三条车道通行，施工段限速40公里/小时。',
    publishedAt: NOON,
    agencyId: 'wh',
  };
  const weibo = {
    ...wechat,
    title: '南湖大桥换伸缩缝，右侧封闭',
    text: '南湖大桥换伸缩缝了，汉口方向封最右侧一条，其他三条照走，限速40。',
  };

  it('is taken for the same of one agency within two hours only', () => {
    expect(rateRepublication(weibo, wechat)).toBeGreaterThan(0);
    expect(rateRepublication({ ...weibo, publishedAt: '2026-11-23T06:00:01.000Z' }, wechat)).toBe(0);
    expect(rateRepublication({ ...weibo, agencyId: 'cd' }, wechat)).toBe(0);
  });

  it('is another notice where it names another road', () => {
    expect(rateRepublication({ ...weibo, text: `${weibo.text}G4` }, wechat)).toBe(0);
  });
});
