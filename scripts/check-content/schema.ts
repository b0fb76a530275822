/** The shapes of the content files that we ship: content/agencies.json, posts/<channel>.json, rebuttals.json and laws/<id>.json. */

import * as v from 'valibot';
import { CHANNEL_IDS } from '#domain/post';

const countCharacters = (text: string) => [...text].length;
const text = (most: number) =>
  v.pipe(
    v.string(),
    v.trim(),
    v.minLength(1, 'is empty'),
    v.check((value) => countCharacters(value) <= most, `is longer than ${most} characters`),
  );
const kebab = (most: number) =>
  v.pipe(v.string(), v.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'is not kebab-case'), v.maxLength(most));
const isoDate = v.pipe(v.string(), v.isoDate('is not an ISO 8601 date'));
const officialLink = v.pipe(
  v.string(),
  v.url(),
  v.regex(/^https:\/\/([a-z0-9-]+\.)*gov\.cn\//, 'is not an https address below gov.cn'),
);
const lawReference = v.strictObject({ law: kebab(60), article: text(20) });

export const agencySchema = v.strictObject({
  id: v.pipe(v.string(), v.regex(/^[a-z]{2,4}$/, 'is not two to four letters')),
  name: v.pipe(text(30), v.endsWith('（示例）', 'does not end with the mark （示例）')),
  shortName: text(8),
  level: v.picklist(['ministry', 'province', 'city']),
  /** GB/T 2260; 100000 stands for the whole country. */
  adcode: v.pipe(v.string(), v.regex(/^\d{6}$/, 'is not six digits')),
  parentId: v.optional(v.string()),
  about: v.pipe(text(80), v.includes('示例', 'does not say 示例')),
  accounts: v.pipe(
    v.array(
      v.strictObject({
        platform: v.picklist(['wechat', 'weibo']),
        externalId: text(40),
        name: text(30),
        verified: v.literal(true),
      }),
    ),
    v.minLength(1),
  ),
});

export const postSchema = v.strictObject({
  id: kebab(24),
  agencyId: v.string(),
  platform: v.picklist(['wechat', 'weibo']),
  channel: v.picklist(CHANNEL_IDS),
  title: text(30),
  digest: text(60),
  daysAgo: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(90)),
  /** China time. */
  at: v.pipe(v.string(), v.regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'is not HH:mm')),
  html: text(4000),
  cover: v.optional(v.pipe(v.string(), v.regex(/^pictures\/[a-z0-9-]+\.webp$/, 'is not pictures/<name>.webp'))),
  pinned: v.optional(v.literal(true)),
  sample: v.literal(true),
  /** The post that carries the same notice on the other platform, as its author knows it: the truth that merging is measured by. */
  sameNoticeAs: v.optional(v.string()),
  law: v.optional(v.pipe(v.array(lawReference), v.minLength(1))),
});

export const rebuttalSchema = v.strictObject({
  id: kebab(24),
  claim: text(40),
  variants: v.pipe(v.array(text(60)), v.minLength(3, 'has fewer than three variants')),
  verdict: v.picklist(['false', 'misleading', 'outdated']),
  truth: text(160),
  postId: v.string(),
  basis: text(120),
  checkedOn: isoDate,
});

export const lawSchema = v.strictObject({
  id: kebab(60),
  title: text(40),
  shortTitle: text(20),
  number: text(60),
  issuer: text(30),
  inForceFrom: isoDate,
  /** The date from which the text as last amended applies; absent when the text is the first one. */
  amendedFrom: v.optional(isoDate),
  inForceTo: v.nullable(isoDate),
  officialLink,
  articles: v.pipe(
    v.array(
      v.strictObject({
        article: v.pipe(text(20), v.regex(/^(第[一二三四五六七八九十百零]+条(之[一二三四五])?|GB \d+(\.\d+)?)$/)),
        topic: text(24),
        summary: text(220),
        /** Only where the article's present text is younger than the law. */
        inForceFrom: v.optional(isoDate),
      }),
    ),
    v.minLength(1),
  ),
});

export type SampleAgency = v.InferOutput<typeof agencySchema>;
export type SamplePost = v.InferOutput<typeof postSchema>;
export type SampleRebuttal = v.InferOutput<typeof rebuttalSchema>;
export type SampleLaw = v.InferOutput<typeof lawSchema>;
