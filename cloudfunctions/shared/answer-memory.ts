import { AppError } from '#domain/app-error';

/** Answers of an instance in its memory, by the question. */
export interface AnswerMemory {
  /**
   * The answer to a question: from memory while it is fresh, else read. One reader reads at a time; who comes meanwhile
   * waits for the same answer. Where reading fails, the answer before stands for `MOST_STALE_SECONDS` at most, and nobody
   * reads again for as long as an answer is fresh, so that a database in trouble is left alone.
   *
   * @param question the same text is the same question
   * @throws what `read` throws: always where it says that the thing is not there or not allowed, else where memory has
   * nothing that is young enough
   */
  answer(question: string, seconds: number, now: Date, read: () => Promise<unknown>): Promise<Remembrance>;
}

export interface Remembrance {
  data: unknown;
  /** When it was read. */
  readAt: Date;
  /** `read` for this question, `fresh` in memory, or `stale` since reading failed. */
  from: 'read' | 'fresh' | 'stale';
}

/** No answer is ever older, whatever fails. */
export const MOST_STALE_SECONDS = 120;

interface Entry {
  data: unknown;
  bytes: number;
  readAt: number;
  /** Nobody reads before. */
  readAgainAt: number;
}

/** A function of 256 MB has 150 MB left beside the SDK. */
const MOST_BYTES = 16 * 1024 * 1024;

/** A refusal is an answer of the database's state; these only say that nobody could ask it. */
function isTrouble(error: unknown): boolean {
  return !(error instanceof AppError) || error.code === 'unavailable' || error.code === 'internal';
}

/** @param mostBytes beyond it the answers that were not asked for the longest are forgotten */
export function createAnswerMemory(mostBytes = MOST_BYTES): AnswerMemory {
  /** The one asked for last stands last. */
  const entries = new Map<string, Entry>();
  const underWay = new Map<string, Promise<Remembrance>>();
  let bytes = 0;

  const forget = (question: string) => {
    bytes -= entries.get(question)?.bytes ?? 0;
    entries.delete(question);
  };
  const keep = (question: string, entry: Entry) => {
    forget(question);
    entries.set(question, entry);
    bytes += entry.bytes;
    for (const [oldest] of entries) {
      if (bytes <= mostBytes) break;
      forget(oldest);
    }
  };
  const ageOf = (entry: Entry, now: number) => Math.abs(now - entry.readAt);

  const readNow = async (question: string, seconds: number, now: number, read: () => Promise<unknown>) => {
    const known = entries.get(question);
    try {
      const data = await read();
      // Two bytes a character, and what the map itself takes.
      const size = 2 * (question.length + JSON.stringify(data).length) + 200;
      keep(question, { data, bytes: size, readAt: now, readAgainAt: now + seconds * 1000 });
      return { data, readAt: new Date(now), from: 'read' as const };
    } catch (error) {
      if (known === undefined) throw error;
      if (!isTrouble(error) || ageOf(known, now) > MOST_STALE_SECONDS * 1000) {
        forget(question);
        throw error;
      }
      keep(question, { ...known, readAgainAt: now + seconds * 1000 });
      return { data: known.data, readAt: new Date(known.readAt), from: 'stale' as const };
    }
  };

  return {
    async answer(question, seconds, now, read) {
      const at = now.getTime();
      const known = entries.get(question);
      // A clock that was set back makes an answer as old as a clock that ran on.
      if (known !== undefined && at < known.readAgainAt && ageOf(known, at) <= MOST_STALE_SECONDS * 1000) {
        keep(question, known);
        const isFresh = ageOf(known, at) < seconds * 1000;
        return { data: known.data, readAt: new Date(known.readAt), from: isFresh ? 'fresh' : 'stale' };
      }
      const waiting = underWay.get(question);
      if (waiting !== undefined) return waiting;
      const reading = readNow(question, seconds, at, read).finally(() => underWay.delete(question));
      underWay.set(question, reading);
      return reading;
    },
  };
}
