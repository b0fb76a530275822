import { SUBJECT_IDS } from '#domain/question';
import { refreshQuality } from '#functions/quiz/question-evidence';
import type { Log } from '#functions/shared/log';

/** Works out every night how drivers do with each question, so that the most missed are those of these days. */
export async function assessQuestions(now: Date, log: Log): Promise<void> {
  for (const subject of SUBJECT_IDS) {
    const { exams, questions } = await refreshQuality(subject, now);
    log.note(`exams of subject ${subject}`, exams);
    log.note(`questions of subject ${subject}`, questions.length);
  }
}
