import type { Position } from '#domain/geo-json';
import type { MapLine, MapMark, MapView } from './map-marks.ts';

/** A map of events; one per platform, see `event-map`. All positions are WGS-84. */
export interface EventMapProps {
  /** Unique on its page. */
  id: string;
  /** At most a hundred. */
  marks: readonly MapMark[];
  lines: readonly MapLine[];
  /** Where it begins; later values change nothing. */
  start: { at: Position; zoom: number };
  /** When it becomes another list, the map moves to show all of it. */
  show?: readonly Position[] | undefined;
  /** A picture to look at: it can't be moved. */
  isStill?: boolean;
  /** What it shows, at first and whenever it has come to rest. */
  onView?(view: MapView): void;
  onMark?(mark: MapMark): void;
}
