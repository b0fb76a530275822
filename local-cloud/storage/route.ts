import { createReadStream } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { ServiceError } from '../admin/action.ts';
import { isPublic, type StorageSettings } from './actions.ts';
import { checkCloudPath } from './cloud-path.ts';

/** What object storage says in XML; the SDK reads `Code` and `Message` of a failed upload. */
interface StorageFailure {
  status: number;
  code: string;
  message: string;
}

const contentTypes: Readonly<Record<string, string>> = {
  '.avif': 'image/avif',
  '.css': 'text/css; charset=utf-8',
  '.gif': 'image/gif',
  '.html': 'text/html; charset=utf-8',
  '.jpeg': 'image/jpeg',
  '.jpg': 'image/jpeg',
  '.json': 'application/json; charset=utf-8',
  '.mp3': 'audio/mpeg',
  '.mp4': 'video/mp4',
  '.pdf': 'application/pdf',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.webp': 'image/webp',
};

/** `/storage/<path>`: PUT by a signed upload, GET and HEAD by a signed address, or by any for a public file. */
export async function answerStorage(
  req: IncomingMessage,
  res: ServerResponse,
  { url, settings }: { url: URL; settings: StorageSettings },
): Promise<void> {
  let cloudPath: string;
  try {
    cloudPath = checkCloudPath(decodeURIComponent(url.pathname.slice('/storage/'.length)));
  } catch (error) {
    const message = error instanceof ServiceError ? error.message : 'the address is not URL-encoded';
    sendFailure(res, { status: 400, code: 'InvalidURI', message });
    return;
  }
  if (req.method === 'PUT') await takeUpload(req, res, cloudPath, settings);
  else if (req.method === 'GET' || req.method === 'HEAD') await sendFile(req, res, cloudPath, url, settings);
  else sendFailure(res, { status: 405, code: 'MethodNotAllowed', message: `${req.method} is not allowed here` });
}

async function takeUpload(
  req: IncomingMessage,
  res: ServerResponse,
  cloudPath: string,
  { files, signer }: StorageSettings,
): Promise<void> {
  const grant = new URLSearchParams(req.headers.authorization ?? '');
  const verdict = signer.verify('write', cloudPath, Number(grant.get('expires')), grant.get('signature') ?? '');
  if (verdict !== 'valid') {
    req.resume();
    const message = verdict === 'expired' ? 'Request has expired' : 'The Signature you specified is invalid.';
    sendFailure(res, { status: 403, code: verdict === 'expired' ? 'AccessDenied' : 'SignatureDoesNotMatch', message });
    return;
  }
  const stored = await files.write(cloudPath, req);
  res.writeHead(200, { etag: `"${stored.hash}"`, 'content-length': 0 });
  res.end();
}

async function sendFile(
  req: IncomingMessage,
  res: ServerResponse,
  cloudPath: string,
  url: URL,
  settings: StorageSettings,
): Promise<void> {
  const { files, signer } = settings;
  const stored = await files.find(cloudPath);
  if (!isPublic(settings, stored ?? { path: cloudPath, owner: '' })) {
    const expires = Number(url.searchParams.get('t'));
    const verdict = signer.verify('read', cloudPath, expires, url.searchParams.get('sign') ?? '');
    if (verdict !== 'valid') {
      const message = verdict === 'expired' ? 'Request has expired' : 'the address is not signed for this file';
      sendFailure(res, { status: 403, code: 'AccessDenied', message });
      return;
    }
  }
  if (!stored) {
    sendFailure(res, { status: 404, code: 'NoSuchKey', message: 'The specified key does not exist.' });
    return;
  }
  const etag = `"${stored.hash}"`;
  const headers = {
    etag,
    'last-modified': new Date(stored.uploadedAt).toUTCString(),
    // A file may be written anew under its name; a browser left to guess would show the old one for a while.
    'cache-control': 'no-cache',
    // What somebody uploaded must not act as a page of this server: its console shares the origin.
    'content-security-policy': 'sandbox',
    'x-content-type-options': 'nosniff',
  };
  if (req.headers['if-none-match'] === etag) {
    res.writeHead(304, headers).end();
    return;
  }
  res.writeHead(200, {
    ...headers,
    'content-type': contentTypes[path.extname(cloudPath).toLowerCase()] ?? 'application/octet-stream',
    'content-length': stored.size,
  });
  if (req.method === 'HEAD') {
    res.end();
    return;
  }
  // A reader who leaves in the middle breaks the pipe; that is no failure of ours.
  await pipeline(createReadStream(stored.body), res).catch(() => res.destroy());
}

function sendFailure(res: ServerResponse, { status, code, message }: StorageFailure): void {
  const body = Buffer.from(
    `<?xml version='1.0' encoding='utf-8' ?>\n<Error><Code>${code}</Code><Message>${escapeXml(message)}</Message>` +
      '<RequestId>local</RequestId><TraceId>local</TraceId></Error>\n',
  );
  res.writeHead(status, { 'content-type': 'application/xml', 'content-length': body.length });
  res.end(res.req.method === 'HEAD' ? undefined : body);
}

function escapeXml(text: string): string {
  return text.replace(/[<>&]/g, (character) => `&#${character.charCodeAt(0)};`);
}
