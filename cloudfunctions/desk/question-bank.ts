import type { DeskQuestionsContract } from '#contract/desk-questions';
import type { Handlers } from '#functions/shared/serve';
import { importBankFile } from './question-bank-file.ts';
import { saveExamSettings } from './question-exam-settings.ts';
import { importQuestions } from './question-import.ts';
import { assessQuality } from './question-quality.ts';
import { answerQuestionReport, listQuestionReports } from './question-reports.ts';
import { decideQuestion, getBankQuestion, listQuestionReview, listRetiredQuestions } from './question-review.ts';

/** Handlers of the desk's actions on the question bank. */
export const questionBank: Handlers<DeskQuestionsContract> = {
  importQuestions,
  importBankFile,
  listQuestionReview,
  listRetiredQuestions,
  getBankQuestion,
  decideQuestion,
  listQuestionReports,
  answerQuestionReport,
  assessQuality,
  saveExamSettings,
};
