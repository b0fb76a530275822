import type { Rebuttal } from './rebuttal.ts';
import { matchRebuttal } from './similarity.ts';

/** A rebuttal that speaks of the text that was asked about. */
export interface RumourMatch {
  rebuttal: Rebuttal;
  /** 0 to 1. */
  score: number;
}

/** A rebuttal as the matcher reads it: what people say stands in quotation marks, what holds does not. */
function matchable({ id, claim, variants, truth }: Rebuttal) {
  const said = variants.map((variant) => `“${variant}”`).join('\n');
  return { id, title: `“${claim}”`, text: `${said}\n${truth}` };
}

/** The rebuttals that answer a text, the likeliest first. None found says nothing about its truth. */
export function findRebuttals(text: string, rebuttals: readonly Rebuttal[]): RumourMatch[] {
  const byId = new Map(rebuttals.map((rebuttal) => [rebuttal.id, rebuttal]));
  return matchRebuttal(text, rebuttals.map(matchable)).flatMap(({ id, score }) => {
    const rebuttal = byId.get(id);
    return rebuttal === undefined ? [] : { rebuttal, score };
  });
}
