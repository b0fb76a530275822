import { AppError } from '#domain/app-error';
import type { PostDocument } from '#domain/post-document';
import { EVERY_AGENCY, type Grant, mayAct, type Role } from '#domain/roles';
import type { Staff } from '#functions/shared/caller';

/** @throws AppError `forbidden` where the post is another agency's */
export function requireEditor(caller: Staff, post: Pick<PostDocument, 'agencyId'>): void {
  requireRole(caller, ['editor'], post.agencyId ?? EVERY_AGENCY);
}

/** Whether the caller may act for the agency whose thing it is. @throws AppError `forbidden` */
export function requireRole(caller: Staff, roles: readonly Role[], agencyId: string): void {
  if (mayAct(caller.grants, roles, agencyId)) return;
  throw new AppError('forbidden', `this needs one of the roles ${roles.join(', ')} for agency ${agencyId}`);
}

/** The agencies for which one of these roles is held, for a query. */
export function agenciesFor(grants: readonly Grant[], roles: readonly Role[]): string[] | 'all' {
  const held = grants.filter(({ role }) => roles.includes(role)).map(({ agencyId }) => agencyId);
  return held.includes(EVERY_AGENCY) ? 'all' : [...new Set(held)];
}
