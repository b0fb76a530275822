import type { DeskQuestionsContract } from '#contract/desk-questions';
import type { ExamDocument } from '#domain/exam-document';
import { EXAM_PRESETS } from '#domain/exam-preset';
import { gradeAnswer } from '#domain/grading';
import type { Subject } from '#domain/question';
import type { QuestionQualityDocument } from '#domain/question-document';
import { assessQuestions, type ExamEvidence } from '#domain/question-quality';
import { readQuestions } from '#functions/quiz/question-store';
import { collection, command } from '#functions/shared/database';
import type { Handlers } from '#functions/shared/serve';

/** The last exams of each form: enough for figures, little enough for one call. */
const EXAMS = 300;
const SHOWN = 200;

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

export const assessQuality: Handlers<DeskQuestionsContract>['assessQuality'] = async ({ subject }, { now }) => {
  const evidence = await findEvidence(subject);
  const assessed = assessQuestions(evidence);
  await collection<QuestionQualityDocument>('question_quality')
    .doc(String(subject))
    .set({ data: { assessedAt: now.toISOString(), exams: evidence.length, questions: assessed } });
  const shown = assessed.slice(0, SHOWN);
  const stems = new Map(
    (await readQuestions(shown.map(({ questionId }) => questionId))).map(({ _id, stem }) => [_id, stem]),
  );
  return {
    exams: evidence.length,
    questions: shown.map(({ questionId, ...figures }) => ({
      id: questionId,
      stem: stems.get(questionId) ?? '',
      ...figures,
    })),
  };
};
