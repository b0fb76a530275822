import type { RoadsContract } from '#contract/roads';
import { AppError } from '#domain/app-error';
import { summarizeEvent } from '#domain/road-summary';
import { readEvent, revisionKey } from '#functions/shared/road-store';
import type { Handlers } from '#functions/shared/serve';
import { findReplaced } from './store.ts';

export const listRevisions: Handlers<RoadsContract>['listRevisions'] = async ({ id, cursor, limit }) => {
  const current = cursor === undefined ? await readEvent(id) : null;
  if (cursor === undefined && current === null) throw new AppError('not_found', `no road event ${id}`);
  // One more than the page: what a version changed stands with the one that it replaced.
  const replaced = await findReplaced(id, cursor ?? revisionKey(id, 999_999), limit + 1);
  const versions = [...(current === null ? [] : [current]), ...replaced];
  const page = versions.slice(0, limit);
  const last = page.at(-1);
  return {
    revisions: page.map(({ revision, event, changedAt }, at) => {
      const previous = replaced[current === null ? at + 1 : at];
      return {
        revision,
        at: changedAt,
        changed: previous?.changed ?? [],
        major: previous?.major ?? false,
        summary: summarizeEvent(id, event),
      };
    }),
    ...(versions.length > limit && last !== undefined && { nextCursor: revisionKey(id, last.revision) }),
  };
};
