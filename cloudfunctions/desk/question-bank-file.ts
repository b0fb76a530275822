import * as v from 'valibot';
import type { DeskQuestionsContract, ImportOutcome } from '#contract/desk-questions';
import { questionDraft } from '#contract/desk-questions';
import { AppError } from '#domain/app-error';
import { readBank } from '#functions/adapters/quiz/read-bank';
import { chapterIdOf } from '#functions/adapters/quiz/record-fields';
import type { Handlers } from '#functions/shared/serve';
import { importQuestions } from './question-import.ts';

/** The bank takes so many at once. */
const BATCH = 50;
/**
 * So many are written for one answer: three transactions of some 32 requests, at 60 ms each the half of what a phone waits for (see
 * `platform/cloud`), with the reading of the file and of the bank.
 */
const WRITTEN_AT_ONCE = 30;
/** What a phone sends is read anew for each part; larger banks come by `npm run import:bank`. */
const MOST = 500;
const REMARKS = 200;

interface Remark {
  where: string;
  outcome: 'refused' | 'duplicate' | 'review' | 'warning';
  why: string;
}

/**
 * A question bank as a file, in any format that we read. A rehearsal says line by line what would become of it, and changes
 * nothing.
 */
export const importBankFile: Handlers<DeskQuestionsContract>['importBankFile'] = async (input, context) => {
  const { mode, from, data, source, licence, subject, chapter } = input;
  const document = Buffer.from(data, 'base64');
  const bank = await readBank(document, {
    ...{ source, licence, subject, vehicleClasses: [] },
    chapter: { id: chapterIdOf(chapter.name), name: chapter.name },
  });
  if (bank.questions.length > MOST) {
    const reason = `一次最多 ${MOST} 题，这份有 ${bank.questions.length} 题，请分开导入。`;
    throw new AppError('invalid_input', `at most ${MOST} questions`, {
      issues: [{ path: 'data', message: `holds more than ${MOST} questions` }],
      reason,
    });
  }
  const remarks: Remark[] = [
    ...bank.rejected.map(({ where, why }) => ({ where, why, outcome: 'refused' as const })),
    ...bank.duplicates.map(({ where, of }) => ({ where, why: `与${of}是同一题`, outcome: 'duplicate' as const })),
    ...bank.warnings.map(({ where, why }) => ({ where, why, outcome: 'warning' as const })),
  ];
  const counts: Record<ImportOutcome['outcome'], number> = {
    ...{ new: 0, changed: 0, unchanged: 0 },
    duplicate: bank.duplicates.length,
    refused: bank.rejected.length,
  };
  // What the contract wouldn't take is refused by its line, and harms no other.
  const sound = bank.questions.filter(({ where, draft }) => {
    const valid = v.safeParse(questionDraft, draft);
    if (valid.success) return true;
    const [issue] = valid.issues;
    remarks.push({ where, why: `${v.getDotPath(issue) ?? '记录'}: ${issue.message}`, outcome: 'refused' });
    counts.refused += 1;
    return false;
  });
  // What is wrong with the file is said once, with its first questions.
  if (from > 0) {
    remarks.length = 0;
    counts.duplicate = 0;
    counts.refused = 0;
  }
  const end = mode === 'rehearsal' ? sound.length : Math.min(sound.length, from + WRITTEN_AT_ONCE);
  for (let at = from; at < end; at += BATCH) {
    const questions = sound.slice(at, Math.min(end, at + BATCH));
    const { results } = await importQuestions({ mode, questions }, context as never);
    for (const { where, outcome, reason } of results) {
      counts[outcome] += 1;
      if (reason === undefined) continue;
      remarks.push({
        where,
        why: reason,
        outcome: outcome === 'refused' || outcome === 'duplicate' ? outcome : 'review',
      });
    }
  }
  return {
    counts,
    remarks: remarks.slice(0, REMARKS),
    remarked: remarks.length,
    questions: sound.length,
    ...(end < sound.length && { next: end }),
  };
};
