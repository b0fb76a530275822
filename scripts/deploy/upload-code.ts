import COS from 'cos-nodejs-sdk-v5';
import * as v from 'valibot';
import type { CloudEnvironment } from './cloud-environment.ts';
import { readProxy } from './credentials.ts';
import { storeError } from './object-store.ts';

/** What a call about a function takes in itself; bytes. A larger archive goes through the service's own storage. */
const INLINE = 1.5 * 1024 * 1024;

/** The service's bucket for code on its way, as its own tools name it. */
const TEMPORARY_APP = '1253665819';
const PREFIXES: Readonly<Record<string, string>> = {
  'ap-shanghai': 'sh',
  'ap-guangzhou': 'gz',
  'ap-beijing': 'bj',
  'ap-singapore': 'sg',
};

const place = v.object({ Date: v.string(), Sign: v.string() });

/** The `Code` of a call that makes or changes a function. */
export async function uploadCode(
  { call, info }: CloudEnvironment,
  name: string,
  archive: Buffer,
): Promise<{ ZipFile: string } | { CosBucketRegion: string; TempCosObjectName: string }> {
  if (archive.byteLength <= INLINE) return { ZipFile: archive.toString('base64') };
  const prefix = PREFIXES[info.region];
  if (prefix === undefined) {
    throw new Error(
      `function ${name} is ${(archive.byteLength / 1024 / 1024).toFixed(1)} MB packed: region ${info.region} takes at most 1.5`,
    );
  }
  const objectPath = `${info.appId}/${info.id}/${name}.zip`;
  const { Date: day, Sign } = await call('scf', 'GetTempCosInfo', { ObjectPath: objectPath }, place);
  const proxy = readProxy(process.env);
  const cos = new COS({
    getAuthorization: (_, callback) => callback(Sign),
    ...(proxy !== undefined && { Proxy: proxy }),
    KeepAlive: false,
  });
  const key = `/${day}/${objectPath}`;
  await cos
    .putObject({
      Bucket: `${prefix}tempcos-${TEMPORARY_APP}`,
      Region: info.region,
      Key: key,
      Body: archive,
      ContentLength: archive.byteLength,
    })
    .catch((error: unknown) => {
      throw storeError('writing', key, error);
    });
  return { CosBucketRegion: info.region, TempCosObjectName: key };
}
