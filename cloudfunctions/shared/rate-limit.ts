import { AppError } from '#domain/app-error';
import { collection, command, isDuplicate } from './database.ts';
import { digest } from './digest.ts';

/** How often somebody did something in the window that runs, in collection `quotas`. */
interface QuotaDocument {
  _id: string;
  openid: string;
  used: number;
  /** ISO 8601 UTC. */
  endsAt: string;
}

export interface RateLimit {
  /** What is limited, e.g. `exam`. */
  what: string;
  most: number;
  seconds: number;
}

const quotas = () => collection<QuotaDocument>('quotas');

/**
 * Counts one use by the caller, however many phones ask at once. One request as long as the window runs and has room: saving an
 * answer happens a hundred times an exam.
 *
 * @throws AppError `rate_limited`, with the seconds until the window ends
 */
export async function countUse(openid: string, limit: RateLimit, now: Date): Promise<void> {
  const { what, most, seconds } = limit;
  // Not the OPENID: what is deleted of a person leaves the limit, and no name.
  const _id = `${what}-${digest(24, openid)}`;
  const at = now.toISOString();
  const countIfRoom = async () => {
    const counted = await quotas()
      .where({ _id, used: command.lt(most), endsAt: command.gt(at) })
      .update({ data: { used: command.inc(1) } });
    return counted.stats.updated > 0;
  };
  if (await countIfRoom()) return;
  const { data: known } = await quotas().doc(_id).get();
  const runsUntil = known === null || known.endsAt <= at ? undefined : Date.parse(known.endsAt);
  if (runsUntil === undefined) {
    const window = { openid, used: 1, endsAt: new Date(now.getTime() + seconds * 1000).toISOString() };
    if (await begin(_id, at, window, known === null)) return;
  }
  // Else another call has begun the window meanwhile.
  const isFull = known !== null && runsUntil !== undefined && known.used >= most;
  if (!isFull && (await countIfRoom())) return;
  const retryAfter = runsUntil === undefined ? seconds : Math.ceil((runsUntil - now.getTime()) / 1000);
  throw new AppError('rate_limited', `at most ${most} of ${what} in ${seconds} seconds`, { retryAfter });
}

/** @returns false where another call was first */
async function begin(_id: string, at: string, window: Omit<QuotaDocument, '_id'>, isFirst: boolean): Promise<boolean> {
  if (!isFirst) {
    const { stats } = await quotas()
      .where({ _id, endsAt: command.lte(at) })
      .update({ data: window });
    return stats.updated > 0;
  }
  try {
    await quotas().add({ data: { _id, ...window } });
    return true;
  } catch (error) {
    if (!isDuplicate(error)) throw error;
    return false;
  }
}
