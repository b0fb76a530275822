import type { RoadEvent } from './road-event.ts';
import { compareSeverity, isFullClosure } from './road-impact.ts';
import { reviseEvent } from './road-revision.ts';

/**
 * What is worth a message to people who watch the road: something new that is bad enough, or something known that has
 * become so. Nobody is told of what is over, of what is old news, or of what a source only touched.
 */

/** From worst to least. */
export const ALERT_GRADES = ['closure', 'major', 'moderate', 'minor'] as const;
export type AlertGrade = (typeof ALERT_GRADES)[number];

/** Closures and major changes, unless somebody asks for more. */
export const DEFAULT_ALERT_GRADE: AlertGrade = 'major';

/** An event that we hear of so long after it began is known on the road. */
const NEWS_FOR_MS = 3 * 3_600_000;
/** What is announced for later is told when it is near. */
const NEAR_MS = 7 * 86_400_000;

/** @param before the version that `after` replaces; null for a new event */
export function alertGradeOf(before: RoadEvent | null, after: RoadEvent, now: Date): AlertGrade | null {
  if (after.status === 'ended' || after.status === 'cancelled') return null;
  const { start, end } = after.schedule;
  if (end !== null && Date.parse(end) <= now.getTime()) return null;
  if (start !== null && Date.parse(start) - now.getTime() > NEAR_MS) return null;
  if (before === null) return isNews(after, now) ? gradeOf(after) : null;
  return reviseEvent(before, after).major ? gradeOf(after) : null;
}

/** Whether a grade is at least as bad as the least that somebody wants to hear of. */
export function reaches(grade: AlertGrade, least: AlertGrade): boolean {
  return ALERT_GRADES.indexOf(grade) <= ALERT_GRADES.indexOf(least);
}

function gradeOf(event: RoadEvent): AlertGrade {
  if (isFullClosure(event)) return 'closure';
  if (compareSeverity(event.severity.level, 'major') >= 0) return 'major';
  return event.severity.level === 'moderate' ? 'moderate' : 'minor';
}

function isNews({ created, updated, schedule }: RoadEvent, now: Date): boolean {
  const told = [created ?? updated, schedule.start].flatMap((time) => (time == null ? [] : Date.parse(time)));
  return told.length === 0 || Math.max(...told) >= now.getTime() - NEWS_FOR_MS;
}
