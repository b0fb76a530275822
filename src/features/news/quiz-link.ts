import type { LawReference } from '#domain/law';
import { openPage } from '#platform/navigation';

/** What one address of the quiz holds. */
const MOST = 10;

/** Opens the questions on these articles of laws: `laws=<law>:<article>,…`, as pages/quiz/related reads it. */
export function openRelatedQuestions(laws: readonly LawReference[]): void {
  const cited = laws.slice(0, MOST).map(({ law, article }) => `${law}:${article}`);
  openPage('/pages/quiz/related', { laws: cited.join(',') });
}
