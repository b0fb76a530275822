import type { AlertGrade } from './alert-rule.ts';

/**
 * An event that people who watch it should hear of, in collection `alert-outbox` under `<event>~<revision>`. Written before
 * the event is, so that a run that is killed between the two loses no alert; gone once everybody was told.
 */
export interface AlertOutboxDocument {
  _id: string;
  eventKey: string;
  revision: number;
  grade: AlertGrade;
  /** ISO 8601 UTC. */
  at: string;
  /** The last person whom a run has dealt with; the next run goes on after it. */
  done?: string;
  /** What WeChat or the platform said to the last run that could tell nobody of it. */
  refusal?: number;
}
