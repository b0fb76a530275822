import { AppError } from '#domain/app-error';
import { bouncedDraft, type DraftDocument, publishingDraft } from '#domain/draft';
import { mayAct } from '#domain/roles';
import { readGrants } from '#functions/shared/caller';
import { collection, command } from '#functions/shared/database';
import { DRAFTS, finishPublication } from '#functions/shared/draft-publishing';
import type { Log } from '#functions/shared/log';
import { traced } from '#functions/shared/traced-write';

const AT_ONCE = 20;
/** No draft is begun later than this after the first, milliseconds. */
const TIME_TO_BEGIN = 40_000;

/** Begins a publication whose hour has come; null where that is no longer so. */
async function begin(id: string, now: Date): Promise<DraftDocument | null> {
  const deed = { by: 'jobs', action: 'publishDue', at: now };
  return traced(deed, async (scope) => {
    const before = await scope.read<DraftDocument>(DRAFTS, id);
    if (before?.dueAt === undefined || Date.parse(before.dueAt) > now.getTime()) return null;
    // A run was killed in the middle of it: what began is ended.
    if (before.state === 'publishing') return before;
    const by = before.publishedBy ?? '';
    const mayStill = mayAct(await readGrants(by), ['editor'], before.agencyId);
    const after = mayStill
      ? // It was released when it was put on the timetable.
        publishingDraft(before, { by, at: now, fourEyes: false })
      : bouncedDraft(before, '未能定时发布：安排发布的人已不是本机构编辑。', deed);
    await scope.write(DRAFTS, before, after);
    return mayStill ? after : null;
  });
}

/** Publishes what is due, and ends what a killed run has begun. What can't be published goes back to its editors. */
export async function publishDue(now: Date, log: Log): Promise<void> {
  const began = performance.now();
  const { data } = await collection<DraftDocument>(DRAFTS)
    .where({ dueAt: command.gt('').and(command.lte(now.toISOString())) })
    .orderBy('dueAt', 'asc')
    .limit(AT_ONCE)
    .field({ _id: true })
    .get();
  const outcome = { published: 0, returned: 0 };
  for (const { _id } of data) {
    if (performance.now() - began > TIME_TO_BEGIN) break;
    const draft = await begin(_id, now);
    if (draft === null) continue;
    try {
      await finishPublication(draft, now);
      outcome.published += 1;
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      outcome.returned += 1;
    }
  }
  log.note('published', outcome.published);
  log.note('returned', outcome.returned);
}
