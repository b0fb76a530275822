import type { DeskQuestionsContract, ImportOutcome } from '#contract/desk-questions';
import type { QuestionDraft } from '#domain/question';
import { canonicalAnswer } from '#domain/question-content';
import type { QuestionDocument } from '#domain/question-document';
import { chinaDay } from '#domain/question-law';
import { readLawLibrary } from '#functions/quiz/law-library';
import { type PackHead, readPackHeads } from '#functions/quiz/pack-heads';
import { questions, readQuestions } from '#functions/quiz/question-store';
import { command } from '#functions/shared/database';
import type { Handlers } from '#functions/shared/serve';
import { traced } from '#functions/shared/traced-write';
import { composeDocument, contentHashOf, questionIdOf } from './question-intake.ts';
import { makePack, PackAssignment } from './question-packs.ts';

/** Writes of one transaction: each is a question and its trace, read before. */
const AT_ONCE = 10;

/** Questions of the bank with these contents, by content. */
async function findByContent(hashes: readonly string[]): Promise<Map<string, QuestionDocument>> {
  const found = await questions()
    .where({ contentHash: command.in([...new Set(hashes)]) })
    .limit(1000)
    .get();
  return new Map(found.data.map((question) => [question.contentHash, question]));
}

/** Why a draft is a copy of what the bank, or this batch before it, has under another id. */
function findCopy(draft: QuestionDraft, id: string, other: QuestionDocument | undefined): string | undefined {
  if (other === undefined || other._id === id) return undefined;
  const agree = canonicalAnswer(other) === canonicalAnswer(draft);
  return agree ? `与 ${other._id} 是同一题` : `与 ${other._id} 是同一题而答案不同，请先核对`;
}

export const importQuestions: Handlers<DeskQuestionsContract>['importQuestions'] = async (
  { mode, questions: incoming },
  { caller, now, log },
) => {
  const drafts = incoming.map(({ where, draft }) => ({ where, draft: draft as QuestionDraft }));
  const [library, packs, stored, copies] = await Promise.all([
    readLawLibrary(),
    readPackHeads(),
    readQuestions(drafts.map(({ draft }) => questionIdOf(draft))),
    findByContent(drafts.map(({ draft }) => contentHashOf(draft))),
  ]);
  const known = new Map(stored.map((question) => [question._id, question]));
  const assignment = new PackAssignment(packs);
  const results: ImportOutcome[] = [];
  const changes = new Map<string, QuestionDocument>();
  for (const { where, draft } of drafts) {
    const id = questionIdOf(draft);
    const copy = findCopy(draft, id, copies.get(contentHashOf(draft)));
    if (copy !== undefined) {
      results.push({ where, outcome: copy.includes('答案不同') ? 'refused' : 'duplicate', id, reason: copy });
      continue;
    }
    const existing = known.get(id);
    const stays =
      existing !== undefined && existing.subject === draft.subject && existing.chapter.id === draft.chapter.id;
    const pack = stays ? existing.pack : assignment.next(draft.subject, draft.chapter.id);
    const composed = composeDocument(draft, existing, { library, now, day: chinaDay(now), pack });
    if ('question' in composed) {
      changes.set(id, composed.question);
      known.set(id, composed.question);
      copies.set(composed.question.contentHash, composed.question);
    }
    results.push({
      where,
      outcome: composed.outcome,
      id,
      ...('reason' in composed && composed.reason !== undefined && { reason: composed.reason }),
    });
  }
  if (mode === 'import') {
    await write([...changes.values()], caller.openid, now);
    // Of the unchanged ones, too: a run that was killed may have written them, and not come to their packs.
    const concerned = results.flatMap(({ id, outcome }) => (outcome === 'refused' ? [] : (known.get(id ?? '') ?? [])));
    for (const [pack, place] of packsToMake(concerned, packs)) await makePack(pack, place);
  }
  log.note('questions', results.length);
  return { results };
};

/** The packs of these questions, and those that still hold one of them though it has gone to another chapter. */
function packsToMake(
  concerned: readonly QuestionDocument[],
  packs: readonly PackHead[],
): Map<string, Pick<PackHead, 'subject' | 'chapter'>> {
  const packOf = new Map(concerned.map(({ _id, pack }) => [_id, pack]));
  const left = packs.filter(({ _id, pool }) => pool.some(({ id }) => (packOf.get(id) ?? _id) !== _id));
  const places: [string, Pick<PackHead, 'subject' | 'chapter'>][] = [
    ...left.map((head): [string, PackHead] => [head._id, head]),
    ...concerned.map((question): [string, QuestionDocument] => [question.pack, question]),
  ];
  return new Map(places);
}

async function write(changed: readonly QuestionDocument[], by: string, at: Date): Promise<void> {
  const deed = { by, action: 'importQuestions', at };
  for (let from = 0; from < changed.length; from += AT_ONCE) {
    await traced(deed, async (scope) => {
      for (const question of changed.slice(from, from + AT_ONCE)) {
        await scope.write('questions', await scope.read<QuestionDocument>('questions', question._id), question);
      }
    });
  }
}
