import type { ExamDocument } from '#domain/exam-document';
import { EXAM_PRESETS } from '#domain/exam-preset';
import { gradeAnswer } from '#domain/grading';
import type { Subject } from '#domain/question';
import type { QuestionQualityDocument } from '#domain/question-document';
import { assessQuestions, type ExamEvidence } from '#domain/question-quality';
import { collection, command } from '#functions/shared/database';

/** The last exams of each form: enough for figures, little enough for one call. */
const EXAMS = 300;
const EVIDENCE = {
  'questions.id': true,
  'questions.type': true,
  'questions.correct': true,
  'questions.scoring': true,
  answers: true,
};

async function findEvidence(subject: Subject): Promise<ExamEvidence[]> {
  const presets = Object.values(EXAM_PRESETS).filter((preset) => preset.subject === subject);
  const found = await Promise.all(
    presets.map(({ id }) =>
      collection<ExamDocument>('exams')
        .where({ preset: id, finishedKey: command.gt('') })
        .orderBy('finishedKey', 'desc')
        .limit(EXAMS)
        .field(EVIDENCE as object)
        .get(),
    ),
  );
  return found
    .flatMap(({ data }) => data as ExamDocument[])
    .map(({ questions, answers }) => ({
      answers: questions.flatMap((question, index) => {
        const chosen = answers[String(index)]?.chosen ?? [];
        // What was not reached says nothing of the question.
        return chosen.length === 0 ? [] : [{ questionId: question.id, right: gradeAnswer(question, chosen) === 1 }];
      }),
    }));
}

/** Works out anew how drivers do with each question of a subject; the list of the most missed is made of it. */
export async function refreshQuality(subject: Subject, now: Date): Promise<QuestionQualityDocument> {
  const evidence = await findEvidence(subject);
  const quality = { assessedAt: now.toISOString(), exams: evidence.length, questions: assessQuestions(evidence) };
  await collection<QuestionQualityDocument>('question_quality').doc(String(subject)).set({ data: quality });
  return { _id: String(subject), ...quality };
}
