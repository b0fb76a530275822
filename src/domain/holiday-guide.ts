import type { Position } from './geo-json.ts';
import type { AffectedRoad } from './road-event.ts';

/**
 * 两公布一提示: before a holiday the traffic police publish the roads where traffic will jam (易堵路段), those where accidents
 * happen (事故多发路段), and a word of advice. As data, so that a phone can pick out what lies on its driver's routes.
 */
export interface HolidayGuideDocument {
  _id: string;
  /** 2026年国庆假期 */
  name: string;
  agencyId: string;
  /** Who says it. */
  publisher: string;
  /** When it holds, and from when it is shown at the latest; ISO 8601 UTC. */
  from: string;
  to: string;
  intro: string;
  peaks: PeakHours[];
  chokePoints: GuideStretch[];
  accidentProne: GuideStretch[];
  tips: string[];
  revision: number;
  updatedAt: string;
}

export interface PeakHours {
  /** Away from the cities, or back to them. */
  kind: 'out' | 'back';
  /** ISO 8601 UTC. */
  from: string;
  to: string;
  level: 'busy' | 'jammed';
  text: string;
}

/** A stretch of road to beware of; `road` is matched with a route as an event's is. */
export interface GuideStretch {
  name: string;
  road: Pick<AffectedRoad, 'code' | 'name' | 'direction' | 'stake'>;
  /** GB/T 2260 codes. */
  regions: string[];
  /** When it jams, in words. */
  hours?: string;
  /** Why it jams, or why accidents happen. */
  reason: string;
  advice: string;
  /** WGS-84. */
  point?: Position;
}
