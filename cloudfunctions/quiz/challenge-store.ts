import type { ExamDocument } from '#domain/exam-document';
import type { ExamPresetId } from '#domain/exam-preset';
import type { PlayerProfile } from '#domain/ranking-player';
import { collection } from '#functions/shared/database';

/** The questions of one exam, for others to take; in collection `challenges`. */
export interface ChallengeDocument {
  /** Ten characters: short enough for a card's code, too many to guess. */
  _id: string;
  openid: string;
  preset: ExamPresetId;
  questionIds: string[];
  /** ISO 8601 UTC. */
  createdAt: string;
  expiresAt: string;
}

/** How somebody did in a challenge; in collection `challenge_entries`. */
interface EntryDocument {
  /** `<challenge>~<openid>` */
  _id: string;
  challengeId: string;
  openid: string;
  nickname: string;
  picture: string;
  score: number;
  seconds: number;
}

/** Somebody who took up a card of somebody; in collection `circles`. */
interface CircleDocument {
  /** `<owner>~<openid>` */
  _id: string;
  owner: string;
  /** Who took the card up. */
  openid: string;
  at: string;
}

const BEST = 20;
const LARGEST_CIRCLE = 100;

export async function readChallenge(id: string): Promise<ChallengeDocument | null> {
  const { data } = await collection<ChallengeDocument>('challenges').doc(id).get();
  return data;
}

export async function writeChallenge({ _id, ...data }: ChallengeDocument): Promise<void> {
  await collection<ChallengeDocument>('challenges').doc(_id).set({ data });
}

export async function findBest(challengeId: string): Promise<EntryDocument[]> {
  const found = await collection<EntryDocument>('challenge_entries')
    .where({ challengeId })
    .orderBy('score', 'desc')
    .orderBy('seconds', 'asc')
    .limit(BEST)
    .get();
  return found.data;
}

/** Writes down a result, for who has chosen a nickname: others see nothing else of anybody. */
export async function recordEntry(
  challengeId: string,
  exam: ExamDocument,
  profile: PlayerProfile | undefined,
): Promise<void> {
  if (profile === undefined || exam.result === undefined) return;
  const { nickname, picture } = profile;
  await collection<EntryDocument>('challenge_entries')
    .doc(`${challengeId}~${exam.openid}`)
    .set({
      data: {
        challengeId,
        openid: exam.openid,
        nickname,
        picture,
        score: exam.result.score,
        seconds: exam.seconds ?? 0,
      },
    });
}

export async function joinCircle(owner: string, member: string, at: Date): Promise<void> {
  if (owner === member) return;
  await collection<CircleDocument>('circles')
    .doc(`${owner}~${member}`)
    .set({ data: { owner, openid: member, at: at.toISOString() } });
}

/** Who took up the owner's cards, the latest first. */
export async function findCircle(owner: string): Promise<string[]> {
  const found = await collection<CircleDocument>('circles')
    .where({ owner })
    .orderBy('at', 'desc')
    .limit(LARGEST_CIRCLE)
    .get();
  return found.data.map(({ openid }) => openid);
}
