import COS from 'cos-nodejs-sdk-v5';
import type { Credentials } from './credentials.ts';

/** The environment's own cloud storage, as the owner of its keys reads and writes it. */
export interface ObjectStore {
  /** Keys below a prefix, in order. */
  list(prefix: string): Promise<string[]>;
  /** Null where there is none. */
  read(key: string): Promise<Buffer | null>;
  write(key: string, content: Buffer): Promise<void>;
  /** Writes where nothing is; false where something is. Of two who do it at once, one gets true. */
  create(key: string, content: Buffer): Promise<boolean>;
  remove(keys: readonly string[]): Promise<void>;
}

interface StoreOptions {
  bucket: string;
  region: string;
  credentials: Credentials;
  proxy: string | undefined;
}

const PAGE = 1000;

/** What the storage's own library throws is no Error; this is. */
export function storeError(deed: string, key: string, error: unknown): Error {
  const { code, message, statusCode } = error as { code?: string; message?: string; statusCode?: number };
  return new Error(
    `cloud storage: ${deed} ${key}: ${message ?? String(error)}${code ? ` (${code})` : ''}${statusCode ? `, status ${statusCode}` : ''}`,
  );
}

function statusOf(error: unknown): number | undefined {
  return (error as { statusCode?: number }).statusCode;
}

export function openObjectStore({ bucket, region, credentials, proxy }: StoreOptions): ObjectStore {
  const cos = new COS({
    SecretId: credentials.secretId,
    SecretKey: credentials.secretKey,
    ...(credentials.token !== undefined && { SecurityToken: credentials.token }),
    ...(proxy !== undefined && { Proxy: proxy }),
    Domain: '{Bucket}.cos.{Region}.tencentcos.cn',
    Protocol: 'https:',
    KeepAlive: false,
  });
  const place = { Bucket: bucket, Region: region };

  async function put(key: string, content: Buffer, headers: Record<string, string> = {}): Promise<void> {
    await cos.putObject({ ...place, Key: key, Body: content, ContentLength: content.byteLength, Headers: headers });
  }

  return {
    async list(prefix) {
      const keys: string[] = [];
      let marker = '';
      for (;;) {
        const page = await cos
          .getBucket({ ...place, Prefix: prefix, Marker: marker, MaxKeys: PAGE })
          .catch((error: unknown) => {
            throw storeError('listing', prefix, error);
          });
        keys.push(...page.Contents.map(({ Key }) => Key));
        if (String(page.IsTruncated) !== 'true' || !page.NextMarker) return keys.sort();
        marker = page.NextMarker;
      }
    },

    async read(key) {
      try {
        const { Body } = await cos.getObject({ ...place, Key: key });
        return Buffer.from(Body);
      } catch (error) {
        if (statusOf(error) === 404) return null;
        throw storeError('reading', key, error);
      }
    },

    async write(key, content) {
      try {
        await put(key, content);
      } catch (error) {
        throw storeError('writing', key, error);
      }
    },

    async create(key, content) {
      try {
        await put(key, content, { 'x-cos-forbid-overwrite': 'true' });
        return true;
      } catch (error) {
        if (statusOf(error) === 409) return false;
        throw storeError('writing', key, error);
      }
    },

    async remove(keys) {
      for (const key of keys) {
        await cos.deleteObject({ ...place, Key: key }).catch((error: unknown) => {
          throw storeError('deleting', key, error);
        });
      }
    },
  };
}
