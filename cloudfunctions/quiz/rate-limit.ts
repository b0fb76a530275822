import { AppError } from '#domain/app-error';
import { collection, command } from '#functions/shared/database';
import { digest } from './digest.ts';

/** How often somebody did something in the window that runs, in collection `quiz_limits`. */
interface LimitDocument {
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

const limits = () => collection<LimitDocument>('quiz_limits');

/**
 * Counts one use by the caller. One request as long as the window runs and has room: saving an answer happens a hundred times an
 * exam, too often for `spendQuota`'s transaction.
 *
 * @throws AppError `rate_limited`, with the seconds until the window ends
 */
export async function countUse(openid: string, limit: RateLimit, now: Date): Promise<void> {
  const { what, most, seconds } = limit;
  const _id = `${what}-${digest(24, openid)}`;
  const at = now.toISOString();
  const countIfRoom = async () => {
    const counted = await limits()
      .where({ _id, used: command.lt(most), endsAt: command.gt(at) })
      .update({ data: { used: command.inc(1) } });
    return counted.stats.updated > 0;
  };
  if (await countIfRoom()) return;
  const { data: known } = await limits().doc(_id).get();
  if (known === null || known.endsAt <= at) {
    const endsAt = new Date(now.getTime() + seconds * 1000).toISOString();
    await limits()
      .doc(_id)
      .set({ data: { openid, used: 1, endsAt } });
    return;
  }
  // Another call has begun the window meanwhile.
  if (known.used < most && (await countIfRoom())) return;
  const retryAfter = Math.ceil((Date.parse(known.endsAt) - now.getTime()) / 1000);
  throw new AppError('rate_limited', `at most ${most} of ${what} in ${seconds} seconds`, { retryAfter });
}
