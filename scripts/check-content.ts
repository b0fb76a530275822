/**
 * Checks the sample content that we ship: agencies, posts, rebuttals, laws and pictures.
 *
 *   npx tsx scripts/check-content.ts
 *
 * Prints one line for each thing that is wrong, with the file and the place, and exits with 1 if there is any.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { ChannelId } from '#domain/post';
import { findMarkupProblems, listPictures } from './check-content/markup.ts';
import { CONTENT, readContent, type SampleContent } from './check-content/read.ts';

/** Bytes; the same limit as draw-pictures. */
const LARGEST_PICTURE = 20_000;

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
