import type { RoadFormatId } from '#domain/road-event';
import { readAmap } from './amap.ts';
import { readAutobahn } from './autobahn.ts';
import { readDatex2 } from './datex2.ts';
import { readDidi } from './didi.ts';
import { readDigitraffic } from './digitraffic.ts';
import { decodeDocument, UnreadableDocument } from './feed-document.ts';
import { type FeedOptions, FeedReport, type ParsedRoadFeed, unreadable } from './feed-report.ts';
import { readOpen511 } from './open511.ts';
import { readWzdx } from './wzdx.ts';

/** Reads a document's text into a report; throws {@link UnreadableDocument} when it isn't of the format at all. */
type FormatReader = (text: string, report: FeedReport) => void;

export const ROAD_FORMATS: Partial<Record<RoadFormatId, { name: string; read: FormatReader }>> = {
  open511: { name: 'Open511 v1 (JSON, XML)', read: readOpen511 },
  wzdx: { name: 'WZDx 2 to 4.2 (GeoJSON)', read: readWzdx },
  datex2: { name: 'DATEX II 1 to 3 (XML)', read: readDatex2 },
  amap: { name: '高德交通事件、交通态势', read: readAmap },
  didi: { name: '滴滴交通事件', read: readDidi },
  autobahn: { name: 'Autobahn API', read: readAutobahn },
  digitraffic: { name: 'Digitraffic traffic messages', read: readDigitraffic },
};

/**
 * Reads one document of a feed. Never throws for what the document says: one that isn't of the format, or breaks off,
 * gives `readable: false` and one rejection that names what is wrong and where.
 */
export function parseRoadFeed(
  format: RoadFormatId,
  document: Uint8Array | string,
  options: FeedOptions,
): ParsedRoadFeed {
  const report = new FeedReport(format, options);
  try {
    ROAD_FORMATS[format]?.read(decodeDocument(document), report);
    return report.parsed();
  } catch (error) {
    if (error instanceof UnreadableDocument) return unreadable(error);
    throw error;
  }
}
