import { createReadStream } from 'node:fs';
import { type AdminAction, type AdminReply, ServiceError } from '../admin/action.ts';
import { checkCloudPath, type FileIds } from './cloud-path.ts';
import type { FileStore, StoredFile } from './file-store.ts';
import type { StorageRules } from './rules.ts';
import type { Signer } from './signature.ts';

export interface StorageSettings {
  files: FileStore;
  signer: Signer;
  ids: FileIds;
  /** The server's address, e.g. `http://127.0.0.1:8787`. */
  origin(): string;
  rules: StorageRules;
}

/** Whether anybody may read the file by the bucket's rules: its address then carries no signature and never expires. */
export function isPublic({ rules }: StorageSettings, { path, owner }: Pick<StoredFile, 'path' | 'owner'>): boolean {
  return rules.allow('read', undefined, { path, openid: owner });
}

/** Seconds that an upload may be begun in. */
const uploadLifetime = 900;
/** Seconds that a temporary address holds unless `maxAge` says otherwise: a day; see `getTempFileURL`. */
const addressLifetime = 86_400;
/** See `getTempFileURL` and `deleteFile`: at most 50 files in one call. */
const filesPerCall = 50;

/** The storage actions that wx-server-sdk and @cloudbase/node-sdk send. */
export function storageActions(settings: StorageSettings): Record<string, AdminAction> {
  const { files, signer, ids, origin } = settings;
  return {
    async 'storage.getUploadMetadata'({ params }): Promise<AdminReply> {
      const cloudPath = checkCloudPath(params.path);
      const { expires, signature } = signer.sign('write', cloudPath, uploadLifetime);
      const fileId = ids.of(cloudPath);
      return {
        data: {
          url: `${origin()}/storage/${encodeCloudPath(cloudPath)}`,
          token: 'local-cloud',
          authorization: `expires=${expires}&signature=${signature}`,
          fileId,
          cosFileId: Buffer.from(fileId).toString('base64'),
        },
      };
    },

    async 'storage.batchGetDownloadUrl'({ params }): Promise<AdminReply> {
      const requested = readList(params.file_list, 'file_list');
      const answer = await eachFile(
        requested,
        (entry) => readField(entry, 'fileid'),
        async (entry, stored) => {
          const maxAge = readMaxAge(entry);
          const address = `${origin()}/storage/${stored.path}`;
          if (isPublic(settings, stored)) return { tempFileURL: address, maxAge };
          const { expires, signature } = signer.sign('read', stored.path, maxAge);
          return { tempFileURL: `${address}?sign=${signature}&t=${expires}`, maxAge };
        },
      );
      return { data: { download_list: answer } };
    },

    async 'storage.batchDeleteFile'({ params }): Promise<AdminReply> {
      const requested = readList(params.fileid_list, 'fileid_list');
      const answer = await eachFile(
        requested,
        (entry) => entry,
        async (_entry, stored) => {
          await files.remove(stored.path);
          return {};
        },
      );
      return { data: { delete_list: answer } };
    },

    async 'storage.batchCopyFile'({ params }): Promise<AdminReply> {
      const requested = readList(params.file_list, 'file_list');
      const answer: object[] = [];
      for (const entry of requested) {
        const from = checkCloudPath(readField(entry, 'src_path'));
        const to = checkCloudPath(readField(entry, 'dst_path'));
        const source = await files.find(from);
        if (!source) {
          answer.push({ code: 'STORAGE_FILE_NONEXIST', message: `${from} does not exist` });
          continue;
        }
        if (readField(entry, 'overwrite') === false && (await files.find(to))) {
          answer.push({ code: 'STORAGE_REQUEST_FAIL', message: `${to} exists` });
          continue;
        }
        await files.write(to, createReadStream(source.body));
        if (readField(entry, 'remove_original') === true) await files.remove(from);
        answer.push({ code: 'SUCCESS', fileId: ids.of(to) });
      }
      return { data: { copy_list: answer } };
    },
  };

  /** Each file has an answer of its own: one that is missing does not fail the others. */
  async function eachFile(
    requested: readonly unknown[],
    fileIdOf: (entry: unknown) => unknown,
    answer: (entry: unknown, stored: StoredFile) => Promise<object>,
  ): Promise<object[]> {
    return Promise.all(
      requested.map(async (entry) => {
        const fileID = fileIdOf(entry);
        try {
          const cloudPath = ids.pathOf(fileID);
          const stored = await files.find(cloudPath);
          if (!stored) throw new ServiceError('STORAGE_FILE_NONEXIST', 'storage file not exists');
          return { fileID, code: 'SUCCESS', ...(await answer(entry, stored)) };
        } catch (error) {
          if (!(error instanceof ServiceError)) throw error;
          return { fileID, code: error.code, message: error.message, tempFileURL: '' };
        }
      }),
    );
  }
}

/** Segments apart, so that `/` stays what parts a path. */
function encodeCloudPath(cloudPath: string): string {
  return cloudPath.split('/').map(encodeURIComponent).join('/');
}

function readList(value: unknown, name: string): unknown[] {
  if (!Array.isArray(value) || value.length === 0)
    throw new ServiceError('INVALID_PARAM', `${name} is empty or no list`);
  if (value.length > filesPerCall) {
    throw new ServiceError('INVALID_PARAM', `${name} has ${value.length} files; at most ${filesPerCall} in one call`);
  }
  return value;
}

function readField(entry: unknown, name: string): unknown {
  return typeof entry === 'object' && entry !== null ? (entry as Record<string, unknown>)[name] : undefined;
}

function readMaxAge(entry: unknown): number {
  const value = readField(entry, 'max_age') ?? addressLifetime;
  if (typeof value !== 'number' || !Number.isInteger(value) || value <= 0) {
    throw new ServiceError('INVALID_PARAM', `maxAge ${JSON.stringify(value)} is not a number of seconds`);
  }
  return value;
}
