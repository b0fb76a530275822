import { chinaDay } from './question-law.ts';

/** Most that a week can bring: seven days at 100. */
export const MOST_WEEKLY_POINTS = 700;

/** The whole country, as a region. */
export const WHOLE_COUNTRY = '000000';

/** The week in China, named by its Monday: `2026-11-23`. */
export function weekOf(instant: string | number | Date): string {
  const day = chinaDay(instant);
  const weekday = (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;
  return chinaDay(Date.parse(`${day}T00:00:00+08:00`) - weekday * 86_400_000);
}

/** Points of one exam: its score as a share of what its preset can bring, whole. */
export function examPoints(score: number, rankingPoints: number): number {
  return Math.floor((score * rankingPoints) / 100 + 1e-9);
}

/** Best points of each day, by day in China. */
export type DailyBest = Record<string, number>;

/** The week's points after an exam: each day counts with its best exam, so practice pays and grinding does not. */
export function addToWeek(best: DailyBest, day: string, points: number): { best: DailyBest; total: number } {
  const next = { ...best, [day]: Math.max(best[day] ?? 0, points) };
  const total = Object.values(next).reduce((sum, value) => sum + value, 0);
  return { best: next, total: Math.min(total, MOST_WEEKLY_POINTS) };
}

/** How many players have exactly so many points, by points. */
export type PointCounts = Readonly<Record<string, number>>;

export interface RankPosition {
  /** 1 for the best; players with equal points share a rank. */
  rank: number;
  players: number;
}

/**
 * The rank of somebody with `points`, from counts by points in any number of parts: exact, and it costs the same for
 * a hundred players and for a million.
 */
export function rankFrom(parts: readonly PointCounts[], points: number): RankPosition {
  let ahead = 0;
  let players = 0;
  for (const part of parts) {
    for (const [own, count] of Object.entries(part)) {
      players += count;
      if (Number(own) > points) ahead += count;
    }
  }
  return { rank: ahead + 1, players };
}
