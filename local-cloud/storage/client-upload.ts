import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { ServiceError } from '../admin/action.ts';
import { RequestError, readBody, sendJson } from '../gateway/body.ts';
import type { StorageSettings } from './actions.ts';
import { checkCloudPath } from './cloud-path.ts';

/** Bytes of one file that a client uploads; the service takes 50 MB and more, a picture of a phone has less than this. */
const uploadLimit = 20 * 1024 * 1024;

/**
 * `PUT /upload/<path>`: what `wx.cloud.uploadFile` does, where the bucket's rules let the person write there; 403 where not.
 * `x-local-openid` says who. A file that is there already is its first owner's. Answers `{"fileID"}`.
 */
export async function answerClientUpload(
  req: IncomingMessage,
  res: ServerResponse,
  { url, settings }: { url: URL; settings: StorageSettings },
): Promise<void> {
  if (req.method !== 'PUT') throw new RequestError(405, `${req.method} ${url.pathname}: an upload is a PUT`);
  const content = await readBody(req, uploadLimit);
  let cloudPath: string;
  try {
    cloudPath = checkCloudPath(decodeURIComponent(url.pathname.slice('/upload/'.length)));
  } catch (error) {
    throw new RequestError(400, error instanceof ServiceError ? error.message : 'the address is not URL-encoded');
  }
  const { 'x-local-openid': said } = req.headers;
  const openid = typeof said === 'string' && said !== '' ? said : undefined;
  const known = await settings.files.find(cloudPath);
  const owner = known ? known.owner : (openid ?? '');
  if (!settings.rules.allow('write', openid, { path: cloudPath, openid: owner }))
    throw new RequestError(403, `the storage's rules let ${openid ?? 'nobody'} write no ${cloudPath}`);
  await settings.files.write(cloudPath, Readable.from([content]), owner);
  sendJson(res, 200, { fileID: settings.ids.of(cloudPath) });
}
