import { chinaDay } from '#domain/question-law';
import { addToWeek, type DailyBest, type PointCounts, WHOLE_COUNTRY, weekOf } from '#domain/ranking';
import type { PlayerDocument, PlayerProfile } from '#domain/ranking-player';
import { collection, command, type TransactionScope, transaction } from '#functions/shared/database';
import { digest } from '#functions/shared/digest';
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

type Move = { id: string; from: number | undefined; to: number | undefined };

async function moveCount({ collection }: TransactionScope, { id, from, to }: Move): Promise<void> {
  if (from === to) return;
  const reference = collection<RankCountDocument>('rank_counts').doc(id);
  const { data } = await reference.get();
  const moved: Record<string, number> = { ...data?.counts };
  if (from !== undefined) moved[from] = (moved[from] ?? 0) - 1;
  if (to !== undefined) moved[to] = (moved[to] ?? 0) + 1;
  await reference.set({ data: { counts: moved } });
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
  const part = partOf(openid);
  const from = countedPoints < 0 ? undefined : countedPoints;
  const regions =
    countedRegion === region
      ? [{ region, from, to: points }]
      : [
          { region: countedRegion, from, to: undefined },
          { region, from: undefined, to: points },
        ];
  const moves: Move[] = [
    { id: countId(week, WHOLE_COUNTRY, part), from, to: points },
    ...regions
      .filter((move) => move.region !== '')
      .map((move) => ({ id: countId(week, move.region, part), from: move.from, to: move.to })),
  ];
  // All or nothing: a call that is killed in between would leave a player counted twice, or not at all, for the week.
  await transaction(async (scope) => {
    const player = scope.collection<PlayerDocument>('players').doc(_id);
    const { data } = await player.get();
    if (data?.countedPoints !== countedPoints || data.countedRegion !== countedRegion) return;
    for (const move of moves) await moveCount(scope, move);
    await player.update({ data: { countedPoints: points, countedRegion: region } });
  });
}

/**
 * Takes a player out of the counts of the week that runs, before the player's documents are deleted: that alone would leave a ghost
 * there.
 */
export async function leaveRanking(openid: string, now: Date): Promise<void> {
  const week = weekOf(now);
  const _id = playerId(week, openid);
  if ((await players().doc(_id).get()).data === null) return;
  await transaction(async (scope) => {
    const player = scope.collection<PlayerDocument>('players').doc(_id);
    const { data } = await player.get();
    if (data === null || data.countedPoints < 0) return;
    const { countedPoints: from, countedRegion } = data;
    for (const region of countedRegion === '' ? [WHOLE_COUNTRY] : [WHOLE_COUNTRY, countedRegion]) {
      await moveCount(scope, { id: countId(week, region, partOf(openid)), from, to: undefined });
    }
    await player.update({ data: { countedPoints: -1, countedRegion: '' } });
  });
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
