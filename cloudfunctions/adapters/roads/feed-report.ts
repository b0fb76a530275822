import type { Rejection } from '#domain/post';
import type { RoadEvent, RoadFormatId } from '#domain/road-event';
import type { UnreadableDocument } from './feed-document.ts';
import { RejectedEvent } from './feed-record.ts';

/** Who delivers, and when: what a document doesn't say of itself. */
export interface FeedOptions {
  /** Key of the feed, `[A-Za-z0-9._-]+`; part of every event's id. */
  sourceId: string;
  /** The feed's name for readers. */
  sourceName: string;
  /** ISO 8601 UTC. The only clock that a parser has. */
  receivedAt: string;
  /** GB/T 2260 code of the region that the document is about, when it was asked for by region (Amap's adcode). */
  region?: string;
  /** Zone of times that give none, where the format has no rule of its own: IANA name or offset. */
  timeZone?: string;
}

export interface RoadRejection extends Rejection {
  /** The event's own id, where it could be read: its stored version must not be closed as missing. */
  externalId?: string;
}

/**
 * How much of the source a document covers: everything in force, so that what is missing has ended; a part (a page, one
 * event); or only what changed since the last delivery. `unspecified` leaves it to the feed's settings.
 */
export type FeedCoverage = 'snapshot' | 'partial' | 'delta' | 'unspecified';

/** A document, read. */
export interface ParsedRoadFeed {
  /** False when the document is not (or not wholly) of its format: nothing may be concluded from it. */
  readable: boolean;
  /** Ids are unique; of repeated ones the newest stands. */
  events: RoadEvent[];
  rejected: RoadRejection[];
  /** What was left out of events that stand: an end before the start, a position off the earth. */
  warnings: Rejection[];
  coverage: FeedCoverage;
  /** When the source made the document, where it says. */
  publishedAt?: string;
  /** Seconds between documents, where it says (WZDx). */
  updateIntervalSeconds?: number;
  /** Version of the format, where it says. */
  version?: string;
}

/** Of each kind; a document with more than that wrong needs no longer list. */
const LONGEST_LIST = 1000;

/** Collects what a parser finds in one document. */
export class FeedReport {
  readonly #events = new Map<string, RoadEvent>();
  readonly #rejected: RoadRejection[] = [];
  readonly #warnings: Rejection[] = [];
  coverage: FeedCoverage = 'unspecified';
  publishedAt: string | undefined;
  updateIntervalSeconds: number | undefined;
  version: string | undefined;

  constructor(
    readonly format: RoadFormatId,
    readonly options: FeedOptions,
  ) {}

  readonly warn = (where: string, why: string): void => {
    if (this.#warnings.length < LONGEST_LIST) this.#warnings.push({ where, why });
  };

  reject(where: string, why: string, externalId?: string): void {
    if (this.#rejected.length >= LONGEST_LIST && externalId === undefined) return;
    this.#rejected.push(externalId === undefined ? { where, why } : { where, why, externalId });
  }

  /** Of two events with one id the newer stands; the later in the document when their ages are equal or not known. */
  accept(event: RoadEvent, where: string): void {
    const other = this.#events.get(event.id);
    if (other) this.warn(where, `${event.source.externalId} stands in the document twice: the newer one is kept`);
    if (!other || (other.updated ?? '') <= (event.updated ?? '')) this.#events.set(event.id, event);
  }

  /** Reads each item on its own: one that can't be used is rejected and takes nothing else with it. */
  each<T>(
    items: readonly T[],
    whereOf: (index: number) => string,
    read: (item: T, where: string) => RoadEvent[],
  ): void {
    items.forEach((item, index) => {
      const where = whereOf(index);
      try {
        for (const event of read(item, where)) this.accept(event, where);
      } catch (error) {
        if (!(error instanceof RejectedEvent)) throw error;
        this.reject(error.where, error.why, externalIdOf(item));
      }
    });
  }

  parsed(): ParsedRoadFeed {
    return {
      readable: true,
      events: [...this.#events.values()],
      rejected: this.#rejected,
      warnings: this.#warnings,
      coverage: this.coverage,
      ...(this.publishedAt === undefined ? {} : { publishedAt: this.publishedAt }),
      ...(this.updateIntervalSeconds === undefined ? {} : { updateIntervalSeconds: this.updateIntervalSeconds }),
      ...(this.version === undefined ? {} : { version: this.version }),
    };
  }
}

/** The answer for a document of which nothing can be used. */
export function unreadable(error: UnreadableDocument): ParsedRoadFeed {
  return {
    readable: false,
    events: [],
    rejected: [{ where: error.where, why: error.why }],
    warnings: [],
    coverage: 'unspecified',
  };
}

/** Names under which the formats' items carry their identity. */
const ID_FIELDS = ['id', 'externalId', 'identifier', 'eventID', '@id'];

function externalIdOf(item: unknown): string | undefined {
  if (typeof item !== 'object' || item === null) return undefined;
  for (const name of ID_FIELDS) {
    const value = (item as Record<string, unknown>)[name];
    if (typeof value === 'string' && value.trim() !== '') return value.trim();
    if (typeof value === 'number') return String(value);
  }
  return undefined;
}
