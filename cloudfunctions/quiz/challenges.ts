import { createHash } from 'node:crypto';
import type { QuizContract } from '#contract/quiz';
import { AppError } from '#domain/app-error';
import type { ExamDocument } from '#domain/exam-document';
import { EXAM_PRESETS } from '#domain/exam-preset';
import { pictureBase } from '#functions/news/pictures';
import { digest } from '#functions/shared/digest';
import { countUse } from '#functions/shared/rate-limit';
import type { Handlers } from '#functions/shared/serve';
import { findBest, joinCircle, readChallenge, recordEntry, writeChallenge } from './challenge-store.ts';
import { composeExam, readPreset } from './exam-paper.ts';
import { addExam, findExam, readExam } from './exam-store.ts';
import { examView } from './exam-views.ts';
import { current } from './exams.ts';
import { readLearner } from './learner-store.ts';
import { keepStanding, readQuestions } from './question-store.ts';

const CHALLENGES = { what: 'challenge', most: 30, seconds: 86_400 };
const JOINS = { what: 'join', most: 60, seconds: 86_400 };
const LIFETIME = 30 * 86_400_000;

/** Without the characters that look like others. */
const ALPHABET = 'abcdefghijkmnpqrstuvwxyz23456789';

/**
 * One code for each exam of somebody: a call that is repeated because its answer was lost makes no second card. Nobody else can
 * work it out, since the OPENID is told to nobody.
 */
function codeOf(exam: ExamDocument): string {
  const bytes = createHash('sha256')
    .update(JSON.stringify(['challenge', exam._id, exam.openid]))
    .digest();
  return [...bytes.subarray(0, 10)].map((byte) => ALPHABET[byte % ALPHABET.length]).join('');
}

export const createChallenge: Handlers<QuizContract>['createChallenge'] = async ({ examId }, { caller, now }) => {
  const exam = await current(await readExam(examId, caller.openid), now);
  if (exam.state === 'running') throw new AppError('conflict', 'the exam has not ended');
  await countUse(caller.openid, CHALLENGES, now);
  const expiresAt = new Date(now.getTime() + LIFETIME).toISOString();
  const _id = codeOf(exam);
  const questionIds = exam.questions.map(({ id }) => id);
  await writeChallenge({
    _id,
    openid: caller.openid,
    preset: exam.preset,
    questionIds,
    createdAt: now.toISOString(),
    expiresAt,
  });
  await recordEntry(_id, exam, (await readLearner(caller.openid)).profile);
  return { id: _id, expiresAt };
};

export const getChallenge: Handlers<QuizContract>['getChallenge'] = async ({ id }, { now }) => {
  const challenge = await readChallenge(id);
  if (challenge === null) throw new AppError('not_found', `no challenge ${id}`);
  const [entries, owner] = await Promise.all([findBest(id), readLearner(challenge.openid)]);
  const { preset, questionIds, expiresAt } = challenge;
  return {
    id,
    preset,
    name: EXAM_PRESETS[preset].name,
    questionCount: questionIds.length,
    expiresAt,
    expired: expiresAt < now.toISOString(),
    ...(owner.profile && { by: { nickname: owner.profile.nickname, picture: owner.profile.picture } }),
    entries: entries.map(({ nickname, picture, score, seconds }) => ({ nickname, picture, score, seconds })),
    pictureBase: pictureBase(),
  };
};

export const joinChallenge: Handlers<QuizContract>['joinChallenge'] = async ({ id }, { caller, now }) => {
  const { openid } = caller;
  const challenge = await readChallenge(id);
  if (challenge === null) throw new AppError('not_found', `no challenge ${id}`);
  if (challenge.openid === openid) {
    throw new AppError('conflict', 'who made a challenge has seen its answers', { reason: '这是您自己发起的挑战' });
  }
  const examId = `${id}-${digest(16, openid)}`;
  const known = await findExam(examId);
  if (known !== null) {
    const exam = await current(known, now);
    // Whoever chose a nickname after the exam takes a place on the board by coming back.
    if (exam.state === 'finished') await recordEntry(id, exam, (await readLearner(openid)).profile);
    return examView(exam, now);
  }
  if (challenge.expiresAt < now.toISOString()) throw new AppError('not_found', `challenge ${id} has expired`);
  const questions = await readQuestions(challenge.questionIds);
  const standing = await keepStanding(questions, now);
  if (standing.length < challenge.questionIds.length) {
    throw new AppError('conflict', 'a question of this challenge has retired', {
      reason: '题目所依据的法规已更新，这张挑战卡不能再用',
    });
  }
  await countUse(openid, JOINS, now);
  await joinCircle(challenge.openid, openid, now);
  // Same questions for everybody, and no day of their own: a challenge of daily five is not today's five.
  const preset = await readPreset(challenge.preset, now);
  const exam = composeExam({ id: examId, openid, challengeId: id }, preset, questions, now);
  return examView(await addExam(exam), now);
};
