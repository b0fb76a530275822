import { WHOLE_DOCUMENT } from '#functions/adapters/news/news-document';
import { readRss as readFeed } from '#functions/adapters/news/rss';
import { fetchDocument, SourceError } from './fetch-document.ts';
import type { SourceReader } from './reader.ts';

/** What the server says of a version of its document: asked with it, it answers 304 while nothing is newer. */
interface Validators {
  etag?: string | undefined;
  modified?: string | undefined;
}

function conditionOf(cursor: string | undefined): Record<string, string> {
  if (cursor === undefined) return {};
  const { etag, modified } = JSON.parse(cursor) as Validators;
  return {
    ...(etag !== undefined && { 'if-none-match': etag }),
    ...(modified !== undefined && { 'if-modified-since': modified }),
  };
}

function validatorsOf(headers: Headers): string | undefined {
  const validators: Validators = {
    etag: headers.get('etag') ?? undefined,
    modified: headers.get('last-modified') ?? undefined,
  };
  return validators.etag === undefined && validators.modified === undefined ? undefined : JSON.stringify(validators);
}

function charsetOf(headers: Headers): string | undefined {
  return /charset=["']?([\w-]+)/i.exec(headers.get('content-type') ?? '')?.[1];
}

/** RSS and Atom, read whole; a server that keeps versions is asked for a newer one only. */
export const readRss: SourceReader<'rss'> = async (source, { cursor, options }) => {
  const { status, bytes, headers } = await fetchDocument(source.url, { headers: conditionOf(cursor) });
  if (status === 304) return { documents: [], cursor };
  const charset = charsetOf(headers);
  const document = readFeed(bytes, { ...options, url: source.url, ...(charset !== undefined && { charset }) });
  // A page that says "expired" where a feed was, or bytes that nobody can read: the source has failed, not its records.
  const whole = document.rejected.find(({ where }) => where === WHOLE_DOCUMENT);
  if (whole !== undefined) throw new SourceError(whole.why);
  return { documents: [document], cursor: validatorsOf(headers) };
};
