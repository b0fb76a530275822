import { lawKey } from '#domain/law';
import type { LegalBasis, QuestionDraft, Subject } from '#domain/question';
import { canonicalContent } from '#domain/question-content';
import type { QuestionDocument } from '#domain/question-document';
import { articleSince, findLapse, type LawLibrary } from '#domain/question-law';
import { findQuestionFaults } from '#domain/question-rules';
import { digest } from '#functions/shared/digest';

/** The same question of the same source always has the same id: that is what makes an import idempotent. */
export function questionIdOf(draft: QuestionDraft): string {
  return `q${digest(15, draft.source, draft.externalId ?? contentHashOf(draft))}`;
}

export function contentHashOf(draft: QuestionDraft): string {
  return digest(32, canonicalContent(draft));
}

export const chapterKey = (subject: Subject, chapter: string) => `${subject}-${chapter}`;

/** Each citation with the day since which its text is in force: what a later change of the law is measured against. */
function dateBasis(basis: readonly LegalBasis[], library: LawLibrary): LegalBasis[] {
  return basis.map((reference) => {
    const inForceFrom = reference.inForceFrom ?? articleSince(library, reference);
    return { ...reference, ...(inForceFrom !== undefined && { inForceFrom }) };
  });
}

/** Why a sound question still waits for an editor; undefined where it may be asked at once. */
function findReviewReason({ law, explanation }: QuestionDraft, library: LawLibrary, day: string): string | undefined {
  if (law.length === 0) return '没有注明所依据的法规';
  const unknown = law.find((reference) => articleSince(library, reference) === undefined);
  if (unknown) return `法规库里没有 ${unknown.law} ${unknown.article}`;
  if (explanation.trim() === '') return '没有解析';
  return findLapse(law, library, day);
}

export type QuestionIntake =
  | { outcome: 'new' | 'changed'; question: QuestionDocument; reason?: string }
  | { outcome: 'unchanged' }
  | { outcome: 'refused'; reason: string };

/** Fields that a source may change. */
const WRITTEN = [
  'type',
  'subject',
  'chapter',
  'vehicleClasses',
  'stem',
  'picture',
  'pictureAlt',
  'options',
  'correct',
  'scoring',
  'explanation',
  'points',
  'source',
  'licence',
  'difficulty',
] as const;

const written = (question: QuestionDraft | QuestionDocument) =>
  JSON.stringify([
    WRITTEN.map((field) => question[field] ?? null),
    // Without the days: ours to say, and a law that was amended since is no change of the question.
    question.law.map(lawKey),
  ]);

/** What an editor has stopped stays so, whatever its source makes of it: an editor reads it again and restores it. */
function statusOf(
  existing: QuestionDocument | undefined,
  reason: string | undefined,
): Pick<QuestionDocument, 'status' | 'statusReason' | 'retiredOn'> {
  if (existing?.status === 'retired') {
    const { statusReason, retiredOn } = existing;
    return {
      status: 'retired',
      ...(statusReason !== undefined && { statusReason }),
      ...(retiredOn !== undefined && { retiredOn }),
    };
  }
  return reason === undefined ? { status: 'published' } : { status: 'review', statusReason: reason };
}

function remarkOn({ status }: QuestionDocument, reason: string | undefined): { reason?: string } {
  if (status === 'retired') return { reason: '仍停用，须由编辑恢复' };
  return reason === undefined ? {} : { reason: `待审核：${reason}` };
}

/** The rule by which a draft becomes a question, its next revision, nothing new, or a refusal. */
export function composeDocument(
  draft: QuestionDraft,
  existing: QuestionDocument | undefined,
  context: { library: LawLibrary; now: Date; day: string; pack: string },
): QuestionIntake {
  const faults = findQuestionFaults(draft);
  if (faults.length > 0) return { outcome: 'refused', reason: faults.join('；') };
  const reason = findReviewReason(draft, context.library, context.day);
  if (existing !== undefined && written(existing) === written(draft)) {
    // What waited only for its law or its reason need wait no longer; what an editor stopped comes back by an editor only.
    if (existing.status !== 'review' || reason !== undefined) return { outcome: 'unchanged' };
  }
  const { externalId: _, ...content } = draft;
  const question: QuestionDocument = {
    _id: questionIdOf(draft),
    ...content,
    law: dateBasis(draft.law, context.library),
    contentHash: contentHashOf(draft),
    revision: (existing?.revision ?? 0) + 1,
    ...statusOf(existing, reason),
    pack: context.pack,
    lawKeys: draft.law.map(lawKey),
    // What is stopped is listed by when that was.
    updatedAt: existing?.status === 'retired' ? existing.updatedAt : context.now.toISOString(),
  };
  return {
    outcome: existing === undefined ? 'new' : 'changed',
    question,
    ...remarkOn(question, reason),
  };
}
