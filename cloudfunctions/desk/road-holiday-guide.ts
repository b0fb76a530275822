import { isDeepStrictEqual } from 'node:util';
import type { DeskRoadContract } from '#contract/desk-roads';
import { AppError } from '#domain/app-error';
import type { GuideStretch, HolidayGuideDocument } from '#domain/holiday-guide';
import { normalizeRoadCode } from '#domain/road-code';
import type { Handlers } from '#functions/shared/serve';
import { traced } from '#functions/shared/traced-write';
import { requireRole } from './editor.ts';
import { readAgency } from './road-agency.ts';

const GUIDES = 'holiday-guides';

/** Road numbers in one spelling, or a route would miss them. */
function normalizeStretch(stretch: GuideStretch): GuideStretch {
  const { code } = stretch.road;
  if (code === undefined) return stretch;
  return { ...stretch, road: { ...stretch.road, code: normalizeRoadCode(code) ?? code } };
}

export const saveHolidayGuide: Handlers<DeskRoadContract>['saveHolidayGuide'] = async (input, { caller, now }) => {
  const { id, agencyId, guide } = input;
  requireRole(caller, ['duty', 'editor'], agencyId);
  const agency = await readAgency(agencyId);
  return traced({ by: caller.openid, action: 'saveHolidayGuide', at: now }, async (scope) => {
    const before = await scope.read<HolidayGuideDocument>(GUIDES, id);
    if (before !== null && before.agencyId !== agencyId) {
      throw new AppError('forbidden', `guide ${id} is of agency ${before.agencyId}`);
    }
    const said = {
      _id: id,
      ...guide,
      chokePoints: guide.chokePoints.map(normalizeStretch),
      accidentProne: guide.accidentProne.map(normalizeStretch),
      agencyId,
      publisher: agency.name,
    };
    // Sent again because the answer was lost: no new revision.
    if (before !== null && isDeepStrictEqual({ ...before, ...said }, before)) return { id, revision: before.revision };
    if (input.revision !== undefined && input.revision !== (before?.revision ?? 0)) {
      const reason = '这份提示已被改过，您的修改还没有发布。';
      throw new AppError('conflict', `guide ${id} is at revision ${before?.revision ?? 0}`, { reason });
    }
    const revision = (before?.revision ?? 0) + 1;
    const after: HolidayGuideDocument = { ...said, revision, updatedAt: now.toISOString() };
    await scope.write(GUIDES, before, after);
    return { id, revision };
  });
};
