import type { RoadFormatId } from '#domain/road-event';
import { readAmap } from './amap.ts';
import { readAutobahn } from './autobahn.ts';
import { readDatex2 } from './datex2.ts';
import { readDidi } from './didi.ts';
import { readDigitraffic } from './digitraffic.ts';
import { decodeDocument, UnreadableDocument } from './feed-document.ts';
import { type FeedOptions, FeedReport, type ParsedRoadFeed, unreadable } from './feed-report.ts';
import { readOpen511 } from './open511.ts';
import { readOwnCsv } from './own-csv.ts';
import { readOwnJson } from './own-json.ts';
import { readWzdx } from './wzdx.ts';

export type { FeedOptions, ParsedRoadFeed, RoadRejection } from './feed-report.ts';

export interface RoadFormat {
  /** For people: what to call it in a report. */
  name: string;
  /** Reads a document's text into a report; throws {@link UnreadableDocument} when it isn't of the format at all. */
  read: (text: string, report: FeedReport) => void;
}

export const ROAD_FORMATS: Readonly<Record<RoadFormatId, RoadFormat>> = {
  open511: { name: 'Open511 v1 (JSON, XML)', read: readOpen511 },
  wzdx: { name: 'WZDx 2 to 4.2 (GeoJSON)', read: readWzdx },
  datex2: { name: 'DATEX II 1 to 3 (XML)', read: readDatex2 },
  autobahn: { name: 'Autobahn API (JSON)', read: readAutobahn },
  digitraffic: { name: 'Digitraffic traffic messages (GeoJSON)', read: readDigitraffic },
  amap: { name: '高德交通事件、交通态势 (JSON)', read: readAmap },
  didi: { name: '滴滴交通事件 (JSON)', read: readDidi },
  'own-json': { name: 'road-events/1 (JSON)', read: readOwnJson },
  'own-csv': { name: '路况事件表 (CSV)', read: readOwnCsv },
};

/**
 * Reads one document of a feed. Never throws for what the document says: one that isn't of the format, or breaks off,
 * gives `readable: false` and one rejection that names what is wrong and where.
 *
 * @throws {TypeError} when `receivedAt` is not a time: that is the caller's mistake, not the document's
 */
export function parseRoadFeed(
  format: RoadFormatId,
  document: Uint8Array | string,
  options: FeedOptions,
): ParsedRoadFeed {
  const receivedAt = new Date(options.receivedAt);
  if (Number.isNaN(receivedAt.getTime())) throw new TypeError(`receivedAt is not a time: ${options.receivedAt}`);
  const report = new FeedReport(format, { ...options, receivedAt: receivedAt.toISOString() });
  try {
    ROAD_FORMATS[format].read(decodeDocument(document), report);
    return report.parsed();
  } catch (error) {
    if (error instanceof UnreadableDocument) return unreadable(error);
    // A document nested thousands deep exhausts the stack; that is its fault, and a feed must not stop the others.
    if (error instanceof RangeError) return unreadable(new UnreadableDocument('document', 'nested too deeply to read'));
    throw error;
  }
}
