/**
 * Checks the sample content that we ship: agencies, posts, rebuttals, laws and pictures.
 *
 *   npx tsx scripts/check-content.ts
 *
 * Prints one line for each thing that is wrong, with the file and the place, and exits with 1 if there is any.
 */
import { existsSync } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import * as v from 'valibot';
import { CHANNEL_IDS, type ChannelId } from '#domain/post';
import { findMarkupProblems, listPictures } from './check-content/markup.ts';

const CONTENT = fileURLToPath(new URL('../content/', import.meta.url));
/** Bytes; the same limit as draw-pictures. */
const LARGEST_PICTURE = 20_000;

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

const agencySchema = v.strictObject({
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

const postSchema = v.strictObject({
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

const rebuttalSchema = v.strictObject({
  id: kebab(24),
  claim: text(40),
  variants: v.pipe(v.array(text(60)), v.minLength(3, 'has fewer than three variants')),
  verdict: v.picklist(['false', 'misleading', 'outdated']),
  truth: text(160),
  postId: v.string(),
  basis: text(120),
  checkedOn: isoDate,
});

const lawSchema = v.strictObject({
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

export interface SampleContent {
  agencies: SampleAgency[];
  posts: SamplePost[];
  rebuttals: SampleRebuttal[];
  laws: SampleLaw[];
  /** Picture name ("pictures/<name>.webp") to its size in bytes. */
  pictures: Map<string, number>;
}

/** Parses one file; every issue becomes a problem that names the file and the path inside it. */
async function parseFile<Schema extends v.GenericSchema>(
  folder: string,
  file: string,
  schema: Schema,
  problems: string[],
): Promise<v.InferOutput<Schema> | undefined> {
  let data: unknown;
  try {
    data = JSON.parse(await readFile(join(folder, file), 'utf8'));
  } catch (error) {
    problems.push(`${file}: ${error instanceof Error ? error.message : String(error)}`);
    return undefined;
  }
  const parsed = v.safeParse(schema, data);
  if (parsed.success) return parsed.output;
  for (const issue of parsed.issues) problems.push(`${file}: ${v.getDotPath(issue) ?? '(root)'} ${issue.message}`);
  return undefined;
}

async function listJson(folder: string, below: string): Promise<string[]> {
  const names = await readdir(join(folder, below));
  return names.filter((name) => name.endsWith('.json')).map((name) => `${below}/${name}`);
}

async function measurePictures(folder: string): Promise<Map<string, number>> {
  const names = (await readdir(join(folder, 'pictures'))).filter((name) => name.endsWith('.webp'));
  const sizes = names.map(
    async (name): Promise<[string, number]> => [`pictures/${name}`, (await stat(join(folder, 'pictures', name))).size],
  );
  return new Map(await Promise.all(sizes));
}

/** Reads everything below `folder`; what does not parse is left out and named in `problems`. */
export async function readContent(folder = CONTENT): Promise<{ content: SampleContent; problems: string[] }> {
  const problems: string[] = [];
  const agencies = await parseFile(folder, 'agencies.json', v.array(agencySchema), problems);
  const rebuttals = await parseFile(folder, 'rebuttals.json', v.array(rebuttalSchema), problems);
  const posts: SamplePost[] = [];
  for (const file of await listJson(folder, 'posts')) {
    const parsed = await parseFile(folder, file, v.array(postSchema), problems);
    for (const post of parsed ?? []) {
      if (file !== `posts/${post.channel}.json`)
        problems.push(`${file}: ${post.id} belongs to channel ${post.channel}`);
      posts.push(post);
    }
  }
  const laws: SampleLaw[] = [];
  for (const file of await listJson(folder, 'laws')) {
    const law = await parseFile(folder, file, lawSchema, problems);
    if (law === undefined) continue;
    if (file !== `laws/${law.id}.json`) problems.push(`${file}: the law's id is ${law.id}`);
    laws.push(law);
  }
  const pictures = await measurePictures(folder);
  return { content: { agencies: agencies ?? [], posts, rebuttals: rebuttals ?? [], laws, pictures }, problems };
}

function findRepeats(what: string, ids: readonly string[]): string[] {
  return [...new Set(ids.filter((id, index) => ids.indexOf(id) !== index))].map((id) => `${what} ${id} occurs twice`);
}

function checkAgencies({ agencies }: SampleContent): string[] {
  const byId = new Map(agencies.map((agency) => [agency.id, agency]));
  const problems = findRepeats('agency', [...agencies.map(({ id }) => id)]);
  problems.push(
    ...findRepeats(
      'account',
      agencies.flatMap(({ accounts }) => accounts.map(({ platform, externalId }) => `${platform}:${externalId}`)),
    ),
  );
  for (const { id, level, adcode, parentId } of agencies) {
    const parent = parentId === undefined ? undefined : byId.get(parentId);
    if (level === 'ministry' ? parentId !== undefined : parent === undefined)
      problems.push(`agency ${id}: no known parent`);
    if (level === 'city' && parent?.adcode.slice(0, 2) !== adcode.slice(0, 2))
      problems.push(`agency ${id}: adcode ${adcode} is not within its parent's`);
    if (level === 'province' && !adcode.endsWith('0000'))
      problems.push(`agency ${id}: ${adcode} is no province's adcode`);
  }
  return problems;
}

function checkPosts({ agencies, posts, laws, pictures }: SampleContent): string[] {
  const agencyIds = new Set(agencies.map(({ id }) => id));
  const articles = new Set(laws.flatMap((law) => law.articles.map(({ article }) => `${law.id} ${article}`)));
  const byId = new Map(posts.map((post) => [post.id, post]));
  const problems = [
    ...findRepeats(
      'post',
      posts.map(({ id }) => id),
    ),
    ...findRepeats(
      'title',
      posts.map(({ title }) => title),
    ),
  ];
  for (const post of posts) {
    const say = (what: string) => problems.push(`post ${post.id}: ${what}`);
    if (!agencyIds.has(post.agencyId)) say(`unknown agency ${post.agencyId}`);
    for (const { law, article } of post.law ?? []) {
      if (!articles.has(`${law} ${article}`)) say(`the law library has no ${law} ${article}`);
    }
    for (const what of findMarkupProblems(post.html)) say(what);
    for (const picture of [...listPictures(post.html), ...(post.cover === undefined ? [] : [post.cover])]) {
      if (!pictures.has(picture)) say(`no picture ${picture}`);
    }
    if (!`${post.title}${post.digest}${post.html.slice(post.html.lastIndexOf('<p>'))}`.includes('示例'))
      say('neither title, digest nor last paragraph says 示例');
    if (post.sameNoticeAs !== undefined) {
      const twin = byId.get(post.sameNoticeAs);
      if (twin === undefined || twin.platform === post.platform || twin.agencyId !== post.agencyId)
        say(`${post.sameNoticeAs} is not the same agency's post on the other platform`);
    }
  }
  return problems;
}

function checkRebuttals({ rebuttals, posts }: SampleContent): string[] {
  const channels = new Map<string, ChannelId>(posts.map(({ id, channel }) => [id, channel]));
  const problems = findRepeats(
    'rebuttal',
    rebuttals.map(({ id }) => id),
  );
  for (const { id, claim, variants, postId } of rebuttals) {
    if (channels.get(postId) !== 'rebuttal') problems.push(`rebuttal ${id}: ${postId} is no post of channel rebuttal`);
    problems.push(...findRepeats(`rebuttal ${id}: the wording`, [claim, ...variants]));
  }
  return problems;
}

function checkLaws({ laws }: SampleContent): string[] {
  return laws.flatMap((law) => [
    ...findRepeats(
      `law ${law.id}: article`,
      law.articles.map(({ article }) => article),
    ),
    ...(law.amendedFrom !== undefined && law.amendedFrom <= law.inForceFrom
      ? [`law ${law.id}: amended before it was in force`]
      : []),
  ]);
}

function checkPictures({ pictures }: SampleContent, folder: string): string[] {
  return [...pictures].flatMap(([picture, bytes]) => [
    ...(bytes > LARGEST_PICTURE ? [`${picture}: ${bytes} bytes, more than ${LARGEST_PICTURE}`] : []),
    ...(existsSync(join(folder, picture.replace('pictures/', 'pictures/src/').replace('.webp', '.svg')))
      ? []
      : [`${picture}: its drawing is missing`]),
  ]);
}

/** Every problem of the content below `folder`, in words; none when it is sound. */
export async function checkContent(folder = CONTENT): Promise<string[]> {
  const { content, problems } = await readContent(folder);
  return [
    ...problems,
    ...checkAgencies(content),
    ...checkPosts(content),
    ...checkRebuttals(content),
    ...checkLaws(content),
    ...checkPictures(content, folder),
  ];
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const problems = await checkContent();
  for (const problem of problems) console.error(problem);
  if (problems.length === 0) console.log('content: no problems');
  else process.exitCode = 1;
}
