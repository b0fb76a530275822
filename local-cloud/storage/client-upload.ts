import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { ServiceError } from '../admin/action.ts';
import { RequestError, readBody, sendJson } from '../gateway/body.ts';
import type { StorageSettings } from './actions.ts';
import { checkCloudPath } from './cloud-path.ts';

/** Bytes of one file that a client uploads; the service takes 50 MB and more, a picture of a phone has less than this. */
const uploadLimit = 20 * 1024 * 1024;

/**
 * `PUT /upload/<path>`: what `wx.cloud.uploadFile` does, by the bucket's rule that signed-in people may add files and nobody may
 * replace another's. `x-local-openid` says who; nobody gets 403. Answers `{"fileID"}`.
 */
export async function answerClientUpload(
  req: IncomingMessage,
  res: ServerResponse,
  { url, settings }: { url: URL; settings: StorageSettings },
): Promise<void> {
  if (req.method !== 'PUT') throw new RequestError(405, `${req.method} ${url.pathname}: an upload is a PUT`);
  const content = await readBody(req, uploadLimit);
  const { 'x-local-openid': openid } = req.headers;
  if (typeof openid !== 'string' || openid === '')
    throw new RequestError(403, 'only people who are signed in may upload');
  let cloudPath: string;
  try {
    cloudPath = checkCloudPath(decodeURIComponent(url.pathname.slice('/upload/'.length)));
  } catch (error) {
    throw new RequestError(400, error instanceof ServiceError ? error.message : 'the address is not URL-encoded');
  }
  if (await settings.files.find(cloudPath)) throw new RequestError(403, `${cloudPath} is there already`);
  await settings.files.write(cloudPath, Readable.from([content]));
  sendJson(res, 200, { fileID: settings.ids.of(cloudPath) });
}
