import { chinaDay } from '#domain/question-law';
import { addToWeek, type DailyBest, type PointCounts, WHOLE_COUNTRY, weekOf } from '#domain/ranking';
import type { PlayerDocument, PlayerProfile } from '#domain/ranking-player';
import { collection, command } from '#functions/shared/database';
import { digest } from './digest.ts';
import { findPoints } from './exam-store.ts';

/** How many players of a week and region have how many points, in parts so that no one document takes every write. */
interface RankCountDocument {
  /** `<week>~<region>~<part>` */
  _id: string;
  counts: PointCounts;
}

const PARTS = 8;

const players = () => collection<PlayerDocument>('players');
const counts = () => collection<RankCountDocument>('rank_counts');

export const playerId = (week: string, openid: string) => `${week}~${openid}`;
const countId = (week: string, region: string, part: number) => `${week}~${region}~${part}`;
const partOf = (openid: string) => Number.parseInt(digest(8, openid), 16) % PARTS;

/** The first instant of a week that is named by its Monday in China. */
const weekStart = (week: string) => new Date(`${week}T00:00:00+08:00`).toISOString();

async function moveCount(countsId: string, from: number | undefined, to: number | undefined): Promise<void> {
  if (from === to) return;
  const change = {
    ...(from !== undefined && { [String(from)]: command.inc(-1) }),
    ...(to !== undefined && { [String(to)]: command.inc(1) }),
  };
  const moved = await counts()
    .doc(countsId)
    .update({ data: { counts: change } });
  if (moved.stats.updated > 0) return;
  try {
    await counts().add({ data: { _id: countsId, counts: {} } });
  } catch (error) {
    const { data } = await counts().doc(countsId).get();
    if (data === null) throw error;
  }
  await counts()
    .doc(countsId)
    .update({ data: { counts: change } });
}

/**
 * Writes down a player's week: the points are worked out anew from the exams of the week, so that nothing is counted twice; then
 * the counts of the ranking are moved from what they held to what it is now, by the one call that wins the change.
 */
export async function recordWeek(openid: string, profile: PlayerProfile | undefined, at: string): Promise<void> {
  // Who has chosen no nickname takes no part.
  if (profile === undefined) return;
  const week = weekOf(at);
  const exams = (await findPoints(openid, weekStart(week))).filter(({ finishedAt }) => weekOf(finishedAt) === week);
  const start: { best: DailyBest; total: number } = { best: {}, total: 0 };
  const { total } = exams.reduce((sum, exam) => addToWeek(sum.best, chinaDay(exam.finishedAt), exam.points), start);
  const _id = playerId(week, openid);
  const shown = { nickname: profile.nickname, picture: profile.picture, regionKey: profile.region ?? '' };
  const { data: known } = await players().doc(_id).get();
  if (known === null) {
    const document: PlayerDocument = {
      _id,
      openid,
      week,
      ...shown,
      points: total,
      countedPoints: -1,
      countedRegion: '',
    };
    await players()
      .add({ data: document })
      .catch(async (error: unknown) => {
        if ((await players().doc(_id).get()).data === null) throw error;
      });
  } else {
    await players()
      .doc(_id)
      .update({ data: { ...shown, points: total } });
  }
  await moveCounts(_id, week, openid, known ?? { countedPoints: -1, countedRegion: '' }, {
    points: total,
    region: shown.regionKey,
  });
}

async function moveCounts(
  _id: string,
  week: string,
  openid: string,
  { countedPoints, countedRegion }: Pick<PlayerDocument, 'countedPoints' | 'countedRegion'>,
  { points, region }: { points: number; region: string },
): Promise<void> {
  if (countedPoints === points && countedRegion === region) return;
  const won = await players()
    .where({ _id, countedPoints, countedRegion })
    .update({ data: { countedPoints: points, countedRegion: region } });
  if (won.stats.updated === 0) return;
  const part = partOf(openid);
  const before = countedPoints < 0 ? undefined : countedPoints;
  await moveCount(countId(week, WHOLE_COUNTRY, part), before, points);
  if (countedRegion === region) {
    if (region !== '') await moveCount(countId(week, region, part), before, points);
    return;
  }
  if (countedRegion !== '') await moveCount(countId(week, countedRegion, part), before, undefined);
  if (region !== '') await moveCount(countId(week, region, part), undefined, points);
}

/** The first players of a week, by points; of a region where one is given. */
export async function findFirst(week: string, region: string | undefined, limit: number): Promise<PlayerDocument[]> {
  const found = await players()
    .where({ week, ...(region !== undefined && { regionKey: region }) })
    .orderBy('points', 'desc')
    .limit(limit)
    .get();
  return found.data;
}

/** These players' weeks, as far as they have one. */
export async function findPlayers(week: string, openids: readonly string[]): Promise<PlayerDocument[]> {
  const ids = openids.map((openid) => playerId(week, openid));
  const found = await players()
    .where({ _id: command.in(ids) })
    .limit(ids.length)
    .get();
  return found.data;
}

/** How many players have how many points: eight documents of at most some ten kilobytes, however many players there are. */
export async function readCounts(week: string, region: string): Promise<PointCounts[]> {
  const ids = Array.from({ length: PARTS }, (_, part) => countId(week, region, part));
  const found = await counts()
    .where({ _id: command.in(ids) })
    .limit(PARTS)
    .get();
  return found.data.map((part) => part.counts);
}
