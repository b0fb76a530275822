import type { NewsContract } from '#contract/news';
import { AppError } from '#domain/app-error';
import { collection } from '#functions/shared/database';
import { keepFile, readFile } from '#functions/shared/file-storage';
import { drawPageCode, type PageCode } from '#functions/shared/page-code';
import type { Handlers } from '#functions/shared/serve';
import { requirePost } from './get-post.ts';

/** The code of a post as it was drawn, in collection `post-codes` under the post's id. */
interface PostCodeDocument {
  _id: string;
  fileId: string;
  contentType: string;
}

/** Whoever scans the code comes here; the page takes its `scene` for the post's id, sixteen characters. */
const PAGE = 'pages/news/post';

const codes = () => collection<PostCodeDocument>('post-codes');

async function readKept(id: string): Promise<PageCode | undefined> {
  const { data: kept } = await codes().doc(id).get();
  const contents = kept === null ? undefined : await readFile(kept.fileId);
  return kept === null || contents === undefined ? undefined : { contents, contentType: kept.contentType };
}

/** Two who ask at once may both have it drawn; they keep the same file. */
async function drawAndKeep(id: string): Promise<PageCode> {
  const drawn = await drawPageCode(PAGE, id);
  const extension = drawn.contentType === 'image/png' ? 'png' : 'jpg';
  const fileId = await keepFile(`post-codes/${id}.${extension}`, drawn.contents);
  await codes()
    .doc(id)
    .set({ data: { fileId, contentType: drawn.contentType } });
  return drawn;
}

export const getPostCode: Handlers<NewsContract>['getPostCode'] = async ({ id }, { log }) => {
  const post = await requirePost(id);
  if (post.status === 'withdrawn') throw new AppError('not_found', `post ${id} is withdrawn`);
  const kept = await readKept(post._id);
  log.note('drawn', kept === undefined);
  const { contents, contentType } = kept ?? (await drawAndKeep(post._id));
  return { code: `data:${contentType};base64,${contents.toString('base64')}` };
};
