import type { ChannelId, PostDraft, Rejection } from '#domain/post';
import { decodeDocument, UnreadableDocumentError } from './decode.ts';

/** What the importer knows about a document that the document may not say itself. */
export interface NewsOptions {
  /** Key of the publishing account, instead of the document's own. */
  sourceId?: string;
  sourceName?: string;
  agencyId?: string;
  /** Channel of every post; without it the title and the text decide. */
  channel?: ChannelId;
  /** Charset that the HTTP response named. */
  charset?: string;
  /** Address that the document came from. */
  url?: string;
  /** ISO 8601 UTC; for a record that carries no time of its own, e.g. when its file was written. */
  fallbackPublishedAt?: string;
}

/** A post that its source has taken back. */
export interface Withdrawal {
  sourceId: string;
  externalId: string;
}

export interface NewsDocument {
  posts: PostDraft[];
  rejected: Rejection[];
  withdrawn: Withdrawal[];
  /** What was assumed or is incomplete in a post that was taken all the same. */
  remarks: Rejection[];
}

/** What one document gives, record by record; a record that throws a `RejectedRecord` harms no other. */
export class NewsCollector {
  readonly result: NewsDocument = { posts: [], rejected: [], withdrawn: [], remarks: [] };

  /** Runs the reading of one record. */
  collect(where: string, read: () => PostDraft | undefined): void {
    try {
      const post = read();
      if (post !== undefined) this.result.posts.push(post);
    } catch (error) {
      if (!(error instanceof RejectedRecord)) throw error;
      this.reject(where, error.message);
    }
  }

  reject(where: string, why: string): void {
    this.result.rejected.push({ where, why });
  }

  remark(where: string, why: string): void {
    this.result.remarks.push({ where, why });
  }

  withdraw(sourceId: string, externalId: string): void {
    this.result.withdrawn.push({ sourceId, externalId });
  }
}

/** The record can't become a post; the message says why, for the person who imports. */
export class RejectedRecord extends Error {
  override name = 'RejectedRecord';
}

/** Decodes a document and reads it; a document that is no text at all is one rejection. */
export function readDocument(
  document: Uint8Array | string,
  options: NewsOptions,
  read: (text: string, collector: NewsCollector) => void,
): NewsDocument {
  const collector = new NewsCollector();
  try {
    const text = decodeDocument(document, options.charset);
    if (text.trim() === '') collector.reject(WHOLE_DOCUMENT, '文件是空的');
    else read(text, collector);
  } catch (error) {
    if (!(error instanceof UnreadableDocumentError)) throw error;
    collector.reject(WHOLE_DOCUMENT, error.message);
  }
  return collector.result;
}

export const WHOLE_DOCUMENT = '整个文件';
