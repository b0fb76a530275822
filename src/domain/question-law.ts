import { inChina } from './china-time.ts';
import type { LawDocument } from './law.ts';
import type { LegalBasis } from './question.ts';

/** The day in China, `YYYY-MM-DD`. */
export function chinaDay(instant: string | number | Date): string {
  return inChina(instant).format('YYYY-MM-DD');
}

/** The day after, `YYYY-MM-DD`. */
export function nextDay(day: string): string {
  return chinaDay(Date.parse(`${day}T00:00:00+08:00`) + 86_400_000);
}

/** The law library, by id. */
export type LawLibrary = ReadonlyMap<string, LawDocument>;

/** Since when the text of an article is the one that the library has; undefined for an unknown article. */
export function articleSince(library: LawLibrary, { law, article }: LegalBasis): string | undefined {
  const known = library.get(law);
  const text = known?.articles.find((one) => one.article === article);
  return known && text ? (text.inForceFrom ?? known.inForceFrom) : undefined;
}

/**
 * Why a question no longer stands on this day, in words for an editor; undefined while it does. Every rule that it cites
 * must stand as it was when the question was written: an answer that rests on two rules falls with either. What the library
 * doesn't know is no reason.
 */
export function findLapse(basis: readonly LegalBasis[], library: LawLibrary, day: string): string | undefined {
  for (const reference of basis) {
    const { law, article, inForceFrom, inForceTo } = reference;
    const known = library.get(law);
    const title = `《${known?.shortTitle ?? law}》${article}`;
    if (inForceTo !== undefined && inForceTo < day) return `${title}自 ${nextDay(inForceTo)} 起失效`;
    if (known === undefined || inForceFrom === undefined) continue;
    if (known.inForceTo !== null && known.inForceTo < day)
      return `《${known.shortTitle}》自 ${nextDay(known.inForceTo)} 起废止`;
    const since = articleSince(library, reference);
    if (since === undefined) return `${title}已不在法规库中`;
    if (since > inForceFrom && since <= day) return `${title}自 ${since} 起已修改`;
  }
  return undefined;
}
