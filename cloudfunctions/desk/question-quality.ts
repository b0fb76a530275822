import type { DeskQuestionsContract } from '#contract/desk-questions';
import { refreshQuality } from '#functions/quiz/question-evidence';
import { readQuestions } from '#functions/quiz/question-store';
import type { Handlers } from '#functions/shared/serve';

const SHOWN = 200;

export const assessQuality: Handlers<DeskQuestionsContract>['assessQuality'] = async ({ subject }, { now }) => {
  const { exams, questions } = await refreshQuality(subject, now);
  const shown = questions.slice(0, SHOWN);
  const stems = new Map(
    (await readQuestions(shown.map(({ questionId }) => questionId))).map(({ _id, stem }) => [_id, stem]),
  );
  return {
    exams,
    questions: shown.map(({ questionId, ...figures }) => ({
      id: questionId,
      stem: stems.get(questionId) ?? '',
      ...figures,
    })),
  };
};
