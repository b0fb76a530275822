import type { PostDocument } from '#domain/post-document';
import { collection, command } from '#functions/shared/database';
import type { AgencyNames, ExistingPost } from '#functions/shared/post-intake';

const posts = () => collection<PostDocument>('posts');

/** What is known already of these posts, by id. */
export async function readExisting(ids: string[]): Promise<Map<string, ExistingPost>> {
  const found = await posts()
    .where({ _id: command.in(ids) })
    .limit(ids.length)
    .field({ _id: true, contentHash: true, revision: true, status: true })
    .get();
  return new Map(found.data.map((post) => [post._id, post]));
}

export async function readAgencyNames(ids: string[]): Promise<AgencyNames> {
  const distinct = [...new Set(ids)];
  if (distinct.length === 0) return new Map();
  const found = await collection<{ _id: string; shortName: string }>('agencies')
    .where({ _id: command.in(distinct) })
    .limit(distinct.length)
    .field({ _id: true, shortName: true })
    .get();
  return new Map(found.data.map((agency) => [agency._id, agency.shortName]));
}

/** Writes the whole post under its id, so that a repeated call leaves one post. */
export async function writePost(post: PostDocument): Promise<void> {
  const { _id, ...document } = post;
  await posts().doc(_id).set({ data: document });
}
