import type { QuizContract } from '#contract/quiz';
import { AppError } from '#domain/app-error';
import { findAnswerFault, isRight } from '#domain/grading';
import { chinaDay } from '#domain/question-law';
import { pictureBase } from '#functions/news/pictures';
import type { Handlers } from '#functions/shared/serve';
import { drawPaper, readPreset } from './exam-paper.ts';
import { dailySeed } from './exams.ts';
import { askedView, practiceView } from './question-views.ts';

/** The day's five; the ones of yesterday may be handed in until noon, by who began them before midnight. */
async function readDaily(now: Date) {
  return drawPaper(await readPreset('daily-five', now), 'C1', dailySeed(now), now);
}

export const getDailyFive: Handlers<QuizContract>['getDailyFive'] = async (_, { now }) => {
  const questions = await readDaily(now);
  return { day: chinaDay(now), questions: questions.map(askedView), pictureBase: pictureBase() };
};

const HALF_A_DAY = 12 * 3600_000;

export const checkDailyFive: Handlers<QuizContract>['checkDailyFive'] = async ({ day, answers }, { now }) => {
  const earlier = new Date(now.getTime() - HALF_A_DAY);
  const then = [now, earlier].find((instant) => chinaDay(instant) === day);
  if (then === undefined) throw new AppError('not_found', `the five of ${day} are not open`);
  const questions = await readDaily(then);
  const graded = questions.map((question, index) => {
    const chosen = answers[index] ?? [];
    const fault = findAnswerFault({ type: question.type, optionCount: question.options.length }, chosen);
    if (fault !== undefined) {
      const path = `answers.${index}`;
      throw new AppError('invalid_input', `${path}: ${fault}`, { issues: [{ path, message: fault }] });
    }
    return { ...practiceView(question), chosen, right: isRight(question, chosen) };
  });
  return { right: graded.filter(({ right }) => right).length, questions: graded, pictureBase: pictureBase() };
};
