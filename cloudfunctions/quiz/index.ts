import { quizContract } from '#contract/quiz';
import { serve } from '#functions/shared/serve';
import { getPack, getQuestion, listChapters, listRelated } from './bank.ts';
import { createChallenge, getChallenge, joinChallenge } from './challenges.ts';
import { checkDailyFive, getDailyFive } from './daily-five.ts';
import { answerExam, getExam, listExams, startExam, submitExam } from './exams.ts';
import { getProgress, getReview, saveFavourites, syncAttempts } from './practice.ts';
import { getPlayer, getRanking, savePlayer } from './ranking.ts';
import { listReports, reportQuestion } from './reports.ts';

export const main = serve(quizContract, {
  listChapters,
  getPack,
  getQuestion,
  listRelated,
  getDailyFive,
  checkDailyFive,
  syncAttempts,
  getProgress,
  getReview,
  saveFavourites,
  startExam,
  getExam,
  answerExam,
  submitExam,
  listExams,
  reportQuestion,
  listReports,
  savePlayer,
  getPlayer,
  getRanking,
  createChallenge,
  getChallenge,
  joinChallenge,
});
