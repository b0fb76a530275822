import { createReadStream } from 'node:fs';
import path from 'node:path';
import type { Cloud } from '#cloud/cloud';
import type { Reply } from '#contract/action';
import type { ImportResult } from '#contract/desk';
import { inChina } from '#domain/china-time';
import type { PostDraft } from '#domain/post';
import { postId } from '#functions/shared/post-intake';
import { CONTENT, readContent, type SampleContent } from './check-content/read.ts';
import type { SamplePost } from './check-content/schema.ts';
import { type CloudSession, sessionOf } from './cloud-session.ts';
import { countQuizSamples, loadQuizSamples } from './load-quiz-samples.ts';
import { loadRoadSamples } from './load-road-samples.ts';

/** Who loads the samples; the role is given for it, from the command line. */
const LOADER = 'sample-loader';

/** The agency that speaks in the example holiday guide. */
const ROAD_SPEAKER = 'mps';

/** The desk takes so many posts, or laws, in one call. */
const BATCH = 20;

/** How long the samples that stand at the top stay there, milliseconds. */
const PINNED_FOR = 30 * 86_400_000;

export type Progress = (done: number, total: number) => void;

/**
 * When a sample was published: so many days before today, at that time in China. What would be still to come today
 * happened yesterday.
 */
function sampleTime(daysAgo: number, at: string, now: Date): string {
  const [hour = 0, minute = 0] = at.split(':').map(Number);
  const day = inChina(now).subtract(daysAgo, 'day').hour(hour).minute(minute).second(0).millisecond(0);
  return (day.isAfter(now) ? day.subtract(1, 'day') : day).toISOString();
}

type SampleAgency = SampleContent['agencies'][number];

function draftOf(post: SamplePost, agencies: ReadonlyMap<string, SampleAgency>, now: Date): PostDraft {
  const agency = agencies.get(post.agencyId);
  const account = agency?.accounts.find(({ platform }) => platform === post.platform);
  return {
    sourceId: `${post.platform}:${account?.externalId ?? post.agencyId}`,
    sourceName: account?.name ?? agency?.name ?? post.agencyId,
    platform: post.platform,
    externalId: post.id,
    title: post.title,
    digest: post.digest,
    html: post.html,
    publishedAt: sampleTime(post.daysAgo, post.at, now),
    channel: post.channel,
    agencyId: post.agencyId,
    ...(post.cover !== undefined && { cover: post.cover }),
    ...(post.law !== undefined && { laws: post.law }),
  };
}

async function call(session: CloudSession, action: string, input: unknown): Promise<unknown> {
  const reply = (await session.call('desk', { action, input }, LOADER)) as Reply<unknown>;
  if (!reply.ok) throw new Error(`desk.${action}: ${reply.error.code}: ${reply.error.message}`);
  return reply.data;
}

interface Loading {
  session: CloudSession;
  content: SampleContent;
  now: Date;
  /** So many more pieces are loaded. */
  advance(pieces: number): void;
}

/** What posts refer to must be there before them. */
async function loadReferences({ session, content, advance }: Loading): Promise<Map<string, SampleAgency>> {
  // A name in the feed must not pass for a real agency's.
  const agencies = content.agencies.map((agency) => ({ ...agency, shortName: `${agency.shortName}·示例` }));
  await call(session, 'saveAgencies', { agencies });
  for (let at = 0; at < content.laws.length; at += BATCH) {
    const laws = content.laws.slice(at, at + BATCH);
    await call(session, 'saveLaws', { laws });
    advance(laws.length);
  }
  return new Map(agencies.map((agency) => [agency.id, agency]));
}

async function loadPosts({ session, content, now, advance }: Loading, agencies: Map<string, SampleAgency>) {
  const drafts = content.posts.map((post) => draftOf(post, agencies, now));
  for (let at = 0; at < drafts.length; at += BATCH) {
    const batch = drafts.slice(at, at + BATCH);
    const { results } = (await call(session, 'importPosts', { posts: batch })) as { results: ImportResult[] };
    const refused = results.find(({ outcome }) => outcome === 'rejected');
    if (refused) throw new Error(`sample ${refused.externalId} was refused: ${refused.reason}`);
    advance(batch.length);
  }
  const ids = new Map(drafts.map((draft) => [draft.externalId, postId(draft.sourceId, draft.externalId)]));
  const until = new Date(now.getTime() + PINNED_FOR).toISOString();
  for (const { id } of content.posts.filter(({ pinned }) => pinned)) {
    await call(session, 'pinPost', { id: ids.get(id), until });
  }
  const rebuttals = content.rebuttals.map((rebuttal) => ({ ...rebuttal, postId: ids.get(rebuttal.postId) }));
  if (rebuttals.length > 0) await call(session, 'saveRebuttals', { rebuttals });
}

/**
 * Loads what we wrote as samples: agencies, laws, posts with their pictures, rebuttals and the question bank, through the
 * desk as an editor would. Times are relative to `now`.
 * @throws where a sample doesn't hold; then nothing more is loaded
 */
export async function loadSamples(cloud: Cloud, now: Date, progress: Progress = () => {}): Promise<{ posts: number }> {
  const { content, problems } = await readContent();
  if (problems.length > 0) throw new Error(`the samples don't hold:\n${problems.join('\n')}`);
  const session = sessionOf(cloud);
  await session.grant(LOADER, 'operator');
  await session.grant(LOADER, 'editor');
  const pictures = [...content.pictures.keys()];
  const total = pictures.length + content.laws.length + content.posts.length + (await countQuizSamples());
  let done = 0;
  const advance = (pieces: number) => {
    done += pieces;
    progress(done, total);
  };
  for (const picture of pictures) {
    await cloud.files.write(picture, createReadStream(path.join(CONTENT, picture)));
    advance(1);
  }
  const loading = { session, content, now, advance };
  await loadPosts(loading, await loadReferences(loading));
  await loadRoadSamples(session, { openid: LOADER, agencyId: ROAD_SPEAKER, now });
  await loadQuizSamples({ cloud, session, openid: LOADER, advance });
  return { posts: content.posts.length };
}
