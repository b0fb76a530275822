import type { NewsDocument, NewsOptions } from '#functions/adapters/news/news-document';
import type { SourceConfig, SourceOf } from './source-config.ts';

/** What a reader is given besides its source. */
export interface Reading {
  /** Where the last run stopped; undefined at the first. */
  cursor: string | undefined;
  environment: NodeJS.ProcessEnv;
  now: Date;
  options: NewsOptions;
}

export interface Fetched {
  documents: NewsDocument[];
  cursor: string | undefined;
}

/** Reads what a source has new. @throws SourceError */
export type SourceReader<Kind extends SourceConfig['kind']> = (
  source: SourceOf<Kind>,
  reading: Reading,
) => Promise<Fetched>;
