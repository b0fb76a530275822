import * as v from 'valibot';
import { EXAM_PRESET_IDS } from '#domain/exam-preset';
import { REPORT_KINDS } from '#domain/question-report';
import { NICKNAME_FIRST, NICKNAME_SECOND, PLAYER_PICTURES } from '#domain/ranking-player';
import type { Contract } from './action.ts';
import { adcode, cursor, id, instant, pageSize, requiredText, text } from './fields.ts';
import {
  answers,
  asked,
  challengeId,
  chapter,
  chosen,
  citedArticle,
  count,
  day,
  exam,
  examId,
  examSummary,
  favourite,
  finishedExam,
  packHead,
  packQuestion,
  pictureBase,
  player,
  practiceQuestion,
  progress,
  questionId,
  rankedPlayer,
  report,
  type runningExam,
  subject,
} from './quiz-fields.ts';

/** Quizzes: reading for everybody, practice and exams for whoever is signed in. */
export const quizContract = {
  name: 'quiz',
  actions: {
    /** Chapters of a subject in their order, each with the packs to download and how many questions now stand. */
    listChapters: {
      access: 'public',
      input: v.object({ subject }),
      output: v.object({
        chapters: v.array(v.object({ ...chapter.entries, questions: count, packs: v.array(packHead) })),
        /** Questions that drivers miss most, the worst first, with the share of misses. */
        mostMissed: v.array(v.object({ questionId: v.string(), missRate: v.number() })),
      }),
    },
    /** A pack for offline practice, answers included; `unchanged` where the reader has this version. Errors: `not_found`. */
    getPack: {
      access: 'public',
      remember: { seconds: 60 },
      input: v.object({ id, version: v.optional(id) }),
      output: v.variant('state', [
        v.object({ state: v.literal('unchanged'), version: v.string() }),
        v.object({
          state: v.literal('pack'),
          id: v.string(),
          version: v.string(),
          subject,
          chapter,
          questions: v.array(packQuestion),
          pictureBase,
        }),
      ]),
    },
    /** One question with the law that it rests on. A retired one says why. Errors: `not_found`. */
    getQuestion: {
      access: 'public',
      remember: { seconds: 60 },
      input: v.object({ id: questionId }),
      output: v.object({
        question: v.object({ ...packQuestion.entries, chapter, subject }),
        revision: count,
        /** Present where the question no longer stands. */
        retired: v.optional(v.string()),
        articles: v.array(citedArticle),
        pictureBase,
      }),
    },
    /** The three questions that belong to an article (by the law that it cites) or a road event (by its chapter). */
    listRelated: {
      access: 'public',
      remember: { seconds: 60 },
      input: v.object({
        laws: v.optional(v.pipe(v.array(v.object({ law: id, article: requiredText(40) })), v.maxLength(10)), []),
        chapters: v.optional(v.pipe(v.array(id), v.maxLength(5)), []),
      }),
      output: v.object({ questions: v.array(practiceQuestion), pictureBase }),
    },
    /** Today's five, the same for everybody, without their answers. */
    getDailyFive: {
      access: 'public',
      remember: { seconds: 60 },
      input: v.object({}),
      output: v.object({ day, questions: v.array(asked), pictureBase }),
    },
    /** Answers to one day's five, graded and explained; nothing is kept. Errors: `not_found` for another day. */
    checkDailyFive: {
      access: 'public',
      input: v.object({
        day: v.pipe(v.string(), v.regex(/^\d{4}-\d\d-\d\d$/, 'must be a day')),
        answers: v.pipe(v.array(chosen), v.length(5)),
      }),
      output: v.object({
        right: count,
        questions: v.array(v.object({ ...practiceQuestion.entries, chosen, right: v.boolean() })),
        pictureBase,
      }),
    },

    /**
     * Takes attempts made in practice, at most 100 a call: once each by their id, in any order, from any number of devices.
     * The server grades them.
     */
    syncAttempts: {
      access: 'caller',
      input: v.object({
        attempts: v.pipe(
          v.array(
            v.object({
              id: v.pipe(v.string(), v.minLength(8), v.maxLength(36), v.regex(/^[\w-]+$/, 'must be an attempt id')),
              questionId,
              chosen,
              /** The device's clock. */
              at: instant,
            }),
          ),
          v.minLength(1),
          v.maxLength(100),
        ),
      }),
      output: v.object({
        /** Ids that are kept, now or before: the device may forget them. */
        accepted: v.array(v.string()),
        rejected: v.array(v.object({ id: v.string(), why: v.string() })),
        /** The questions concerned, as they now stand over all devices. */
        progress: v.array(progress),
        revision: count,
      }),
    },
    /** What changed since the revision that the device has; everything for 0. With `more`, only up to `revision`: ask on from there. */
    getProgress: {
      access: 'caller',
      input: v.object({ since: v.optional(v.pipe(count, v.maxValue(1_000_000_000)), 0) }),
      output: v.object({
        revision: count,
        progress: v.array(progress),
        favourites: v.array(favourite),
        more: v.optional(v.literal(true)),
      }),
    },
    /** Today's review: what is due, how many on the coming seven days, and the streak. */
    getReview: {
      access: 'caller',
      input: v.object({
        subject: v.optional(subject),
        limit: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(50)), 20),
      }),
      output: v.object({
        dueToday: count,
        forecast: v.array(v.object({ day, due: count })),
        streak: v.object({ days: count, doneToday: v.boolean(), longest: count }),
        questions: v.array(practiceQuestion),
        pictureBase,
      }),
    },
    /** Marks favourites; the latest mark on any device stands. */
    saveFavourites: {
      access: 'caller',
      input: v.object({ favourites: v.pipe(v.array(favourite), v.minLength(1), v.maxLength(200)) }),
      output: v.object({ favourites: v.array(favourite), revision: count }),
    },

    /**
     * Begins an exam, or goes on with the one of this preset that runs. The daily five are one exam a day: later calls give its
     * result. Errors: `unavailable` where the bank is too small, `rate_limited`.
     *
     * No reply of an exam before its end holds an answer, a hint at one, or which question of the bank it asks. The bank itself is
     * there to be practised, with its answers and without a network, at any time: who looks a stem up in it while the clock runs
     * fools nobody but themself, and no rule here pretends otherwise.
     */
    startExam: {
      access: 'caller',
      input: v.object({
        preset: v.picklist(EXAM_PRESET_IDS),
        /** GA 802 class; questions for other classes are left out. */
        vehicleClass: v.optional(v.pipe(v.string(), v.regex(/^[A-Z]\d?$/, 'must be a vehicle class')), 'C1'),
        /** What becomes of one that runs: go on with it, or hand it in as it stands and begin anew. */
        ifRunning: v.optional(v.picklist(['resume', 'submit']), 'resume'),
      }),
      output: exam,
    },
    /** An own exam as it stands. Errors: `not_found`. */
    getExam: { access: 'caller', input: v.object({ id: examId }), output: exam },
    /**
     * Keeps answers of a running exam. `saved` are the questions whose answer the server now has from this call or a later one; what comes after the
     * bell is not saved. Errors: `invalid_input` for an answer that can't be one, `conflict` for a question that is not asked now.
     */
    answerExam: {
      access: 'caller',
      input: v.object({ id: examId, answers: v.pipe(answers, v.minLength(1), v.maxLength(100)) }),
      output: v.variant('state', [
        v.object({
          state: v.literal('running'),
          saved: v.array(count),
          serverNow: instant,
          deadlineAt: instant,
          /** Of an exam paced by question: the next one. */
          position: v.optional(count),
          questionDeadlineAt: v.optional(instant),
          question: v.optional(asked),
        }),
        v.object({ state: v.literal('finished'), saved: v.array(count) }),
      ]),
    },
    /** Hands in; again gives the same result. Answers that come after the bell are not counted. Errors as answerExam. */
    submitExam: {
      access: 'caller',
      input: v.object({ id: examId, answers: v.optional(v.pipe(answers, v.maxLength(100)), []) }),
      output: finishedExam,
    },
    /** Own finished exams, the latest first. */
    listExams: {
      access: 'caller',
      input: v.object({ cursor: v.optional(cursor), limit: pageSize }),
      output: v.object({ exams: v.array(examSummary), nextCursor: v.optional(cursor) }),
    },

    /** Reports a question; once of each kind a question. Errors: `not_found`, `rate_limited`. */
    reportQuestion: {
      access: 'caller',
      input: v.object({
        questionId,
        kind: v.picklist(REPORT_KINDS.map((kind) => kind.id)),
        text: text(500),
      }),
      output: report,
    },
    /** Own reports and what became of them, the latest first. */
    listReports: { access: 'caller', input: v.object({}), output: v.object({ reports: v.array(report) }) },

    /**
     * How somebody appears to others: a nickname of two words from our lists and a picture from our drawings, so that no
     * name, text or photograph of anybody is ever shown. `region` is a province's code, or none.
     */
    savePlayer: {
      access: 'caller',
      input: v.object({
        first: v.picklist(NICKNAME_FIRST),
        second: v.picklist(NICKNAME_SECOND),
        picture: v.picklist(PLAYER_PICTURES),
        region: v.optional(adcode),
      }),
      output: v.object({ ...player.entries, region: v.optional(v.string()) }),
    },
    /** How the caller appears to others, as far as that was chosen. */
    getPlayer: {
      access: 'caller',
      input: v.object({}),
      output: v.object({
        player: v.optional(v.object({ ...player.entries, region: v.optional(v.string()) })),
        pictureBase,
      }),
    },
    /** This week's ranking: the first fifty, and the caller's own place. `circle` is those who opened the caller's cards. */
    getRanking: {
      access: 'caller',
      input: v.object({ scope: v.picklist(['country', 'region', 'circle']) }),
      output: v.object({
        week: day,
        players: v.array(rankedPlayer),
        /** Absent for a caller who has not chosen a nickname, or has no points. */
        own: v.optional(v.object({ points: count, rank: count, players: count })),
        pictureBase,
      }),
    },
    /** Makes a challenge of an own finished exam: whoever opens it gets the same questions. Errors: `not_found`, `rate_limited`. */
    createChallenge: {
      access: 'caller',
      input: v.object({ examId }),
      output: v.object({ id: v.string(), expiresAt: instant }),
    },
    /** A challenge as a card shows it. Errors: `not_found`. */
    getChallenge: {
      access: 'public',
      input: v.object({ id: challengeId }),
      output: v.object({
        id: v.string(),
        preset: v.picklist(EXAM_PRESET_IDS),
        name: v.string(),
        questionCount: count,
        expiresAt: instant,
        expired: v.boolean(),
        /** Who made it; absent without a chosen nickname. */
        by: v.optional(player),
        /** The best twenty. */
        entries: v.array(v.object({ ...player.entries, score: v.number(), seconds: count })),
        pictureBase,
      }),
    },
    /**
     * Takes a challenge on, or goes on with it; once each. Errors: `not_found` (also when expired), `conflict` where a question has
     * retired, and for who made it: the answers are known to them.
     */
    joinChallenge: { access: 'caller', input: v.object({ id: challengeId }), output: exam },
  },
} as const satisfies Contract;

export type QuizContract = typeof quizContract;
export type PackQuestion = v.InferOutput<typeof packQuestion>;
export type PracticeQuestion = v.InferOutput<typeof practiceQuestion>;
export type AskedQuestionView = v.InferOutput<typeof asked>;
export type ExamView = v.InferOutput<typeof exam>;
export type RunningExamView = v.InferOutput<typeof runningExam>;
export type FinishedExamView = v.InferOutput<typeof finishedExam>;
export type ProgressView = v.InferOutput<typeof progress>;
export type ReportView = v.InferOutput<typeof report>;
