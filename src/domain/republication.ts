import { isSameNotice, listGrams, measureContainment, type Notice, normalizeText } from './similarity.ts';

/** A notice with where it came from; what merging two of them goes by. */
export interface SourcedNotice extends Notice {
  /** ISO 8601 UTC. */
  publishedAt: string;
  agencyId?: string;
}

/** An agency that says something in its own words on its second platform does so at once; milliseconds. */
const RETOLD_WITHIN = 2 * 3600_000;
/** Two notices of one agency that have nothing to do with each other stay below 0.12 of wording in common. */
const MIN_RETOLD_SCORE = 0.25;
/** Wording that is nearly the same while a fact differs is one template used twice: another notice. */
const MAX_RETOLD_SCORE = 0.6;
const MIN_TITLE_SCORE = 0.35;
const MIN_SHARED_FIGURES = 0.6;

/** Road codes and stakes: those that the shorter notice names must be in the other. */
const ROAD_CODE = /[gsxyk]\d+(?:\+\d+)?/g;
const FIGURE = /\d+(?:\.\d+)?/g;

function foldNotice({ title, text }: Notice): string {
  return `${title}\n${text}`.normalize('NFKC').toLowerCase();
}

function listMatches(text: string, pattern: RegExp): string[] {
  return [...new Set(text.match(pattern) ?? [])].filter((match) => !/^0+$/.test(match));
}

function shareFigures(short: string, long: string): boolean {
  if (listMatches(short, ROAD_CODE).some((code) => !long.includes(code))) return false;
  const figures = listMatches(short, FIGURE);
  const known = new Set(listMatches(long, FIGURE));
  return (
    figures.length === 0 || figures.filter((figure) => known.has(figure)).length >= MIN_SHARED_FIGURES * figures.length
  );
}

function titlesAgree(one: Notice, other: Notice): boolean {
  const [a, b] = [listGrams(normalizeText(one.title), 2), listGrams(normalizeText(other.title), 2)];
  return Math.max(measureContainment(a, b), measureContainment(b, a)) >= MIN_TITLE_SCORE;
}

/**
 * How surely a notice is the other one, retold on another platform, 0 where it isn't. The wording decides; where one agency
 * tells the same in other words within two hours, its titles, roads and figures do.
 */
export function rateRepublication(one: SourcedNotice, other: SourcedNotice): number {
  const { same, score } = isSameNotice(one, other);
  if (same) return 1 + score;
  const apart = Math.abs(Date.parse(one.publishedAt) - Date.parse(other.publishedAt));
  if (one.agencyId === undefined || one.agencyId !== other.agencyId || apart > RETOLD_WITHIN) return 0;
  const [short, long] = [foldNotice(one), foldNotice(other)].sort((a, b) => a.length - b.length) as [string, string];
  const isRetold = score >= MIN_RETOLD_SCORE && score <= MAX_RETOLD_SCORE;
  return isRetold && titlesAgree(one, other) && shareFigures(short, long) ? score : 0;
}
