import { createReadStream } from 'node:fs';
import path from 'node:path';
import type { Cloud } from '#cloud/cloud';
import type { Reply } from '#contract/action';
import type { AgencyDocument } from '#domain/agency';
import { inChina } from '#domain/china-time';
import type { PostDraft } from '#domain/post';
import { CONTENT, readContent } from './check-content/read.ts';
import type { SamplePost } from './check-content/schema.ts';
import { type CloudSession, sessionOf } from './cloud-session.ts';

/** Who loads the samples; the role is given for it, from the command line. */
const LOADER = 'sample-loader';

/** The desk takes so many posts in one call. */
const BATCH = 20;

export type Progress = (done: number, total: number) => void;

/**
 * When a sample was published: so many days before today, at that time in China. What would be still to come today
 * happened yesterday.
 */
export function sampleTime(daysAgo: number, at: string, now: Date): string {
  const [hour = 0, minute = 0] = at.split(':').map(Number);
  const day = inChina(now).subtract(daysAgo, 'day').hour(hour).minute(minute).second(0).millisecond(0);
  return (day.isAfter(now) ? day.subtract(1, 'day') : day).toISOString();
}

function draftOf(post: SamplePost, agencies: Map<string, AgencyDocument>, now: Date): PostDraft {
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
  };
}

async function call(session: CloudSession, action: string, input: unknown): Promise<unknown> {
  const reply = (await session.call('desk', { action, input }, LOADER)) as Reply<unknown>;
  if (!reply.ok) throw new Error(`desk.${action}: ${reply.error.code}: ${reply.error.message}`);
  return reply.data;
}

/**
 * Loads what we wrote as samples: agencies, posts and their pictures, through the desk as an editor would.
 * Times are relative to `now`.
 * @throws where a sample doesn't hold; then nothing more is loaded
 */
export async function loadSamples(cloud: Cloud, now: Date, progress: Progress = () => {}): Promise<{ posts: number }> {
  const { content, problems } = await readContent();
  if (problems.length > 0) throw new Error(`the samples don't hold:\n${problems.join('\n')}`);
  const session = sessionOf(cloud);
  await session.grant(LOADER, 'operator');
  await session.grant(LOADER, 'editor');
  const pictures = [...content.pictures.keys()];
  const total = pictures.length + content.posts.length;
  let done = 0;
  for (const picture of pictures) {
    await cloud.files.write(picture, createReadStream(path.join(CONTENT, picture)));
    progress(++done, total);
  }
  // A name in the feed must not pass for a real agency's.
  const agencies = content.agencies.map((agency) => ({ ...agency, shortName: `${agency.shortName}·示例` }));
  await call(session, 'saveAgencies', { agencies });
  const byId = new Map(agencies.map((agency) => [agency.id, { ...agency, _id: agency.id }]));
  const drafts = content.posts.map((post) => draftOf(post, byId, now));
  for (let at = 0; at < drafts.length; at += BATCH) {
    const batch = drafts.slice(at, at + BATCH);
    const { results } = (await call(session, 'importPosts', { posts: batch })) as {
      results: { externalId: string; outcome: string; reason?: string }[];
    };
    const refused = results.find(({ outcome }) => outcome === 'rejected');
    if (refused) throw new Error(`sample ${refused.externalId} was refused: ${refused.reason}`);
    done += batch.length;
    progress(done, total);
  }
  return { posts: drafts.length };
}
