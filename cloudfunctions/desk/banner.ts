import { isDeepStrictEqual } from 'node:util';
import type { DeskContract } from '#contract/desk';
import { AppError } from '#domain/app-error';
import { BANNER_ID, type Banner, type BannerDocument } from '#domain/banner';
import { BANNER_FEED_KEY } from '#domain/feed-key';
import type { Handlers } from '#functions/shared/serve';
import { traced } from '#functions/shared/traced-write';

function saysTheSame({ revision: _, ...before }: Banner, said: Omit<Banner, 'revision'>): boolean {
  return isDeepStrictEqual(before, said);
}

export const setBanner: Handlers<DeskContract>['setBanner'] = async (wanted, { caller, now }) => {
  const { postId, ...said } = wanted;
  if (Date.parse(said.to) <= Date.parse(said.from)) {
    const issue = { path: 'to', message: 'must be after from' };
    throw new AppError('invalid_input', 'to: must be after from', { issues: [issue] });
  }
  return traced({ by: caller.openid, action: 'setBanner', at: now }, async (scope) => {
    const before = await scope.read<BannerDocument>('posts', BANNER_ID);
    const shown = { ...said, ...(postId !== undefined && { postId }) };
    // Sent again because the answer was lost: who has dismissed it has seen it.
    if (before?.status === 'published' && saysTheSame(before.banner, shown))
      return { revision: before.banner.revision };
    const revision = before?.banner.id === said.id ? before.banner.revision + 1 : 1;
    await scope.write<BannerDocument>('posts', before, {
      _id: BANNER_ID,
      status: 'published',
      feedKey: BANNER_FEED_KEY,
      banner: { ...shown, revision },
    });
    return { revision };
  });
};

export const clearBanner: Handlers<DeskContract>['clearBanner'] = async (_, { caller, now }) => {
  return traced({ by: caller.openid, action: 'clearBanner', at: now }, async (scope) => {
    const before = await scope.read<BannerDocument>('posts', BANNER_ID);
    if (before?.status !== 'published') return { cleared: false };
    await scope.write<BannerDocument>('posts', before, { ...before, status: 'withdrawn' });
    return { cleared: true };
  });
};
