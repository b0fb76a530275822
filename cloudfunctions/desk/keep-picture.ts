import { createHash } from 'node:crypto';
import type { DeskDraftsContract } from '#contract/desk-drafts';
import { AppError } from '#domain/app-error';
import { isPicture, MAX_PICTURE_BYTES } from '#domain/picture-file';
import { deleteFiles, keepFile, readFile } from '#functions/shared/file-storage';
import type { Handlers } from '#functions/shared/serve';
import { leaveTrace } from '#functions/shared/traced-write';

const refusal = (reason: string, message: string) =>
  new AppError('invalid_input', `fileId: ${message}`, { reason, issues: [{ path: 'fileId', message }] });

function check(contents: Buffer): void {
  if (contents.length > MAX_PICTURE_BYTES) {
    throw refusal(
      '图片超过 1 MB，读者打开会很慢，请缩小后再选',
      `has ${contents.length} bytes, more than ${MAX_PICTURE_BYTES}`,
    );
  }
  if (!isPicture(contents)) throw refusal('这个文件不是 JPEG、PNG 或 WebP 图片', 'is no JPEG, PNG or WebP picture');
}

/**
 * Clients may write nowhere that everybody reads, so a picture comes in by a folder of its sender's. Its path is made of the
 * upload's name, that a retry finds what the first try has kept, and what was kept is never written over: posts show it.
 */
export const keepPicture: Handlers<DeskDraftsContract>['keepPicture'] = async ({ fileId }, { caller, now }) => {
  const [, upload = '', extension = ''] = /^(.+)\.(\w+)$/.exec(fileId) ?? [];
  const key = createHash('sha256').update(upload).digest('hex').slice(0, 32);
  const path = `pictures/${key}.${extension}`;
  const contents = await readFile(fileId);
  const kept = await readFile(`${fileId.slice(0, fileId.indexOf('/uploads/'))}/${path}`);
  if (kept === undefined) {
    if (contents === undefined) throw new AppError('not_found', `no upload ${fileId}`);
    try {
      check(contents);
    } catch (refused) {
      await deleteFiles([fileId]);
      throw refused;
    }
    await keepFile(path, contents);
  }
  const picture = { _id: `${key}.${extension}`, bytes: (kept ?? contents)?.length ?? 0 };
  await leaveTrace({ by: caller.openid, action: 'keepPicture', at: now, key }, 'pictures', picture);
  if (contents !== undefined) await deleteFiles([fileId]);
  return { path };
};
