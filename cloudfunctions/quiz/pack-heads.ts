import type { QuestionPackDocument } from '#domain/question-document';
import { readWhole } from '#functions/shared/read-whole';

const HEAD = {
  _id: true,
  subject: true,
  chapter: true,
  part: true,
  version: true,
  assigned: true,
  pool: true,
} as const;

/** A pack without its questions. */
export type PackHead = Pick<QuestionPackDocument, keyof typeof HEAD>;

/** A head of a hundred questions has some fifteen kilobytes. */
const AT_ONCE = 200;

/** What the bank holds, pack by pack in the order of their ids. */
export function readPackHeads(): Promise<PackHead[]> {
  return readWhole<PackHead>('question_packs', { field: HEAD, atOnce: AT_ONCE });
}
