/**
 * What a source says and the common model has no field for. Each source has its record: known fields typed, and
 * `unmapped` with the fields that we have no name for, verbatim, so that nothing a source said is lost.
 */

export type JsonValue = string | number | boolean | null | JsonValue[] | JsonRecord;

export interface JsonRecord {
  [key: string]: JsonValue;
}

export interface SourceExtensions {
  open511?: Open511Extension;
  wzdx?: WzdxExtension;
  datex2?: Datex2Extension;
  autobahn?: AutobahnExtension;
  digitraffic?: DigitrafficExtension;
  amap?: AmapExtension;
  didi?: DidiExtension;
  own?: { unmapped: JsonRecord };
}

export interface Open511Extension {
  jurisdictionUrl?: string;
  /** Position along the road in metres (DriveBC's `+linear_reference_km`). */
  linearReference?: number;
  /** IANA zone in which the document's local times were read. */
  timeZone?: string;
  unmapped?: JsonRecord;
}

export interface WzdxExtension {
  /** Version of the feed: `4.2`. */
  version?: string;
  dataSourceId?: string;
  dataSourceName?: string;
  name?: string;
  workZoneType?: string;
  locationMethod?: string;
  /** Whether a device measured that end of the stretch. */
  startPositionVerified?: boolean;
  endPositionVerified?: boolean;
  vehicleImpact?: string;
  typesOfWork?: { name: string; changesRoad?: boolean }[];
  workers?: { present: boolean; method?: string; confirmedAt?: string; confidence?: string; definition?: string[] };
  unmapped?: JsonRecord;
}

export interface Datex2Extension {
  /** 1, 2 or 3: the schema's major version. */
  version: number;
  situationId: string;
  situationVersion?: string;
  informationStatus?: string;
  confidentiality?: string;
  /** One per situationRecord that this event was made of, in the document's order. */
  records: Datex2Record[];
}

export interface Datex2Record {
  id: string;
  version?: string;
  /** `xsi:type` without its prefix: `Accident`. */
  type: string;
  probability?: string;
  validityStatus?: string;
  compliance?: string;
  /** TMC (Alert-C) points: codes of a national table, which only a receiver with that table can place. */
  alertC?: { country?: string; table?: string; tableVersion?: string; direction?: string; points: number[] };
  unmapped?: JsonRecord;
}

export interface AutobahnExtension {
  /** `ROADWORKS`, `CLOSURE_ENTRY_EXIT`… */
  displayType?: string;
  icon?: string;
  isBlocked?: boolean;
  startLcPosition?: string;
  dataSource?: string;
  abnormalTrafficType?: string;
  /** Lane diagram as the service draws it. */
  impact?: { lower?: string; upper?: string; symbols: string[] };
  /** [west, south, east, north] as published. */
  extent?: [number, number, number, number];
  footer?: string[];
  unmapped?: JsonRecord;
}

export interface DigitrafficExtension {
  situationType?: string;
  announcementType?: string;
  releaseTime?: string;
  /** National road addresses: road, section and metres within it. */
  roadAddress?: { road?: number; section?: number; distance?: number }[];
  alertC?: { country?: string; table?: string; tableVersion?: string; direction?: string; points: number[] };
  features?: string[];
  unmapped?: JsonRecord;
}

export interface AmapExtension {
  /** 1 expressway, 0 not. */
  expressway?: boolean;
  sourceCode?: string;
  eventType?: string;
  /** Segment codes of a traffic status; negative for the opposite direction. */
  lcodes?: string[];
  /** Heading in degrees clockwise from north. */
  angle?: number;
  unmapped?: JsonRecord;
}

export interface DidiExtension {
  expressway?: boolean;
  eventType?: string;
  unmapped?: JsonRecord;
}
