import { isDeepStrictEqual } from 'node:util';
import type { QuizContract } from '#contract/quiz';
import { rankFrom, WHOLE_COUNTRY, weekOf } from '#domain/ranking';
import { nicknameOf, type PlayerDocument, type PlayerProfile } from '#domain/ranking-player';
import { pictureBase } from '#functions/news/pictures';
import { countUse } from '#functions/shared/rate-limit';
import type { Handlers } from '#functions/shared/serve';
import { findCircle } from './challenge-store.ts';
import { changeLearner, readLearner } from './learner-store.ts';
import { findFirst, findPlayers, playerId, readCounts, recordWeek } from './rank-store.ts';

const PROFILES = { what: 'profile', most: 20, seconds: 86_400 };
const FIRST = 50;

export const savePlayer: Handlers<QuizContract>['savePlayer'] = async (input, { caller, now }) => {
  await countUse(caller.openid, PROFILES, now);
  const { first, second, picture, region } = input;
  const profile: PlayerProfile = {
    nickname: nicknameOf(first, second),
    picture,
    ...(region !== undefined && { region }),
  };
  // Whole: a region that is no longer named must go, and merging would keep it.
  const whole = { ...profile, region: region ?? '' };
  await changeLearner(caller.openid, (before) =>
    isDeepStrictEqual(before.profile, whole) ? undefined : { profile: whole },
  );
  await recordWeek(caller.openid, profile, now.toISOString());
  return profile;
};

export const getPlayer: Handlers<QuizContract>['getPlayer'] = async (_, { caller }) => {
  const { profile } = await readLearner(caller.openid);
  if (profile === undefined) return { pictureBase: pictureBase() };
  const { nickname, picture, region = '' } = profile;
  return { player: { nickname, picture, ...(region !== '' && { region }) }, pictureBase: pictureBase() };
};

/** Players in order with their ranks; players with equal points share one. */
function rankList(players: readonly PlayerDocument[], own: string) {
  const sorted = [...players].sort((a, b) => b.points - a.points || (a._id < b._id ? -1 : 1));
  return sorted.map(({ _id, nickname, picture, points }) => ({
    nickname,
    picture,
    points,
    rank: sorted.findIndex((other) => other.points === points) + 1,
    me: _id === own,
  }));
}

export const getRanking: Handlers<QuizContract>['getRanking'] = async ({ scope }, { caller, now }) => {
  const { openid } = caller;
  const week = weekOf(now);
  const own = playerId(week, openid);
  const answer = { week, pictureBase: pictureBase() };
  if (scope === 'circle') {
    const players = await findPlayers(week, [openid, ...(await findCircle(openid))]);
    const list = rankList(players, own);
    const me = list.find((player) => player.me);
    return { ...answer, players: list, ...(me && { own: { points: me.points, rank: me.rank, players: list.length } }) };
  }
  const region = scope === 'country' ? undefined : ((await readLearner(openid)).profile?.region ?? '');
  if (region === '') return { ...answer, players: [] };
  const [first, [me], counts] = await Promise.all([
    findFirst(week, region, FIRST),
    findPlayers(week, [openid]),
    readCounts(week, region ?? WHOLE_COUNTRY),
  ]);
  return {
    ...answer,
    players: rankList(first, own),
    ...(me !== undefined && { own: { points: me.points, ...rankFrom(counts, me.points) } }),
  };
};
