import { inChina } from './china-time.ts';
import type { LawReference } from './question.ts';

/** Stands for "no end is known" in a field that must sort. */
export const NO_END = '9999-12-31';

/** Key of an article within all laws, as an index holds it. */
export function lawKey({ law, article }: Pick<LawReference, 'law' | 'article'>): string {
  return `${law} ${article}`;
}

/** The day in China, `YYYY-MM-DD`. */
export function chinaDay(instant: string | number | Date): string {
  return inChina(instant).format('YYYY-MM-DD');
}

/** The day after, `YYYY-MM-DD`. */
export function nextDay(day: string): string {
  return chinaDay(Date.parse(`${day}T00:00:00+08:00`) + 86_400_000);
}

/**
 * The first day on which a question no longer stands because a rule that it cites is out of force; NO_END when all stand.
 * Every cited rule must stand: an answer that rests on two rules falls with either.
 */
export function retirementDay(law: readonly LawReference[]): string {
  return law.reduce((earliest, { inForceTo }) => {
    if (inForceTo === undefined) return earliest;
    const day = nextDay(inForceTo);
    return day < earliest ? day : earliest;
  }, NO_END);
}

/** Whether a question with this retirement day may still be asked. */
export function isInForce(question: { retiresOn?: string }, now: Date): boolean {
  return question.retiresOn === undefined || chinaDay(now) < question.retiresOn;
}
