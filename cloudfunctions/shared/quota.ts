import { createHash } from 'node:crypto';
import { AppError } from '#domain/app-error';
import { transaction } from './database.ts';

/** When a caller did something that is limited, in collection `quotas`. */
interface QuotaDocument {
  _id: string;
  openid: string;
  /** ISO 8601 UTC, the latest last. */
  times: string[];
}

/**
 * Lets a caller do something so many times within a sliding span, however many phones ask at once.
 * @param within seconds
 * @throws AppError `rate_limited` with the seconds until it may be done again
 */
export async function spendQuota(
  openid: string,
  what: string,
  { most, within }: { most: number; within: number },
  now: Date,
): Promise<void> {
  // Not the OPENID: what is deleted of a person leaves the limit, and no name.
  const who = createHash('sha256').update(openid).digest('hex').slice(0, 24);
  await transaction(async ({ collection }) => {
    const reference = collection<QuotaDocument>('quotas').doc(`${what}:${who}`);
    const { data } = await reference.get();
    const since = now.getTime() - within * 1000;
    const times = (data?.times ?? []).filter((time) => Date.parse(time) > since);
    const [oldest] = times;
    if (oldest !== undefined && times.length >= most) {
      const retryAfter = Math.ceil((Date.parse(oldest) - since) / 1000);
      throw new AppError('rate_limited', `${what}: at most ${most} within ${within} seconds`, { retryAfter });
    }
    await reference.set({ data: { openid, times: [...times, now.toISOString()] } });
  });
}
