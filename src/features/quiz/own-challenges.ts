import { readStored, writeStored } from '#platform/storage';

/** Challenges that this phone made. */
interface OwnChallenge {
  examId: string;
  id: string;
  /** ISO 8601 UTC. */
  expiresAt: string;
}

const KEY = 'quiz-own-challenges';
const KEPT = 50;

const readOwn = () => readStored<OwnChallenge[]>(KEY) ?? [];

export function keepOwnChallenge(examId: string, { id, expiresAt }: Omit<OwnChallenge, 'examId'>): void {
  writeStored(KEY, [{ examId, id, expiresAt }, ...readOwn()].slice(0, KEPT));
}

/** The challenge of an exam that still runs; undefined where none was made here. */
export function ownChallengeOf(examId: string, now: Date): string | undefined {
  return readOwn().find((own) => own.examId === examId && own.expiresAt > now.toISOString())?.id;
}

/** Whether this phone made it. The server knows too: it lets nobody join an own challenge. */
export const isOwnChallenge = (id: string) => readOwn().some((own) => own.id === id);
