/** What the quiz's actions take and give: questions, exams, progress, players. */
import * as v from 'valibot';
import { EXAM_PRESET_IDS } from '#domain/exam-preset';
import { QUESTION_TYPE_IDS, SCORING_RULES, SUBJECT_IDS } from '#domain/question';
import { REPORT_KINDS, REPORT_STATES } from '#domain/question-report';
import { instant } from './fields.ts';

export const subject = v.picklist(SUBJECT_IDS);
const questionType = v.picklist(QUESTION_TYPE_IDS);
export const count = v.pipe(v.number(), v.integer(), v.minValue(0));
export const day = v.string();

/** Id of a question; also a field's name in a learner's document, so without dots. */
export const questionId = v.pipe(
  v.string(),
  v.minLength(1),
  v.maxLength(64),
  v.regex(/^[\w-]+$/, 'must be a question id'),
);
export const examId = v.pipe(v.string(), v.minLength(1), v.maxLength(64), v.regex(/^[\w-]+$/, 'must be an exam id'));
export const challengeId = v.pipe(v.string(), v.regex(/^[a-z2-9]{10}$/, 'must be a challenge code'));

/** Indices of the chosen options; empty for "not answered". */
export const chosen = v.pipe(v.array(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(25))), v.maxLength(26));

const choice = v.object({ text: v.string(), picture: v.optional(v.string()) });

/** What somebody under examination sees of a question. */
export const asked = v.object({
  /** Position in the exam, from 0. */
  index: count,
  type: questionType,
  stem: v.string(),
  picture: v.optional(v.string()),
  pictureAlt: v.optional(v.string()),
  options: v.array(choice),
});

const basis = v.object({
  law: v.string(),
  article: v.string(),
  inForceFrom: v.optional(day),
  inForceTo: v.optional(day),
});

const questionFields = {
  id: v.string(),
  type: questionType,
  stem: v.string(),
  /** `pictures/signs/<name>.webp`, below `pictureBase`; or a web address. */
  picture: v.optional(v.string()),
  pictureAlt: v.optional(v.string()),
  options: v.array(choice),
  /** Indices of the right options. */
  correct: v.array(v.number()),
  scoring: v.picklist(SCORING_RULES),
  explanation: v.string(),
  law: v.array(basis),
  points: v.array(v.string()),
  difficulty: v.number(),
};

/** A question with its answer and reason, for practice. */
export const practiceQuestion = v.object({ ...questionFields, chapter: v.string(), subject });

export const packQuestion = v.object({
  ...questionFields,
  vehicleClasses: v.array(v.string()),
  source: v.string(),
  licence: v.string(),
});

export const chapter = v.object({ id: v.string(), name: v.string() });

/** An article that a question cites, as the law library has it today. */
export const citedArticle = v.object({
  law: v.string(),
  article: v.string(),
  title: v.string(),
  topic: v.string(),
  summary: v.string(),
  inForceFrom: day,
  officialLink: v.string(),
});

export const packHead = v.object({
  id: v.string(),
  /** Changes with every change of any question in it. */
  version: v.string(),
  questions: count,
});

/** What stands before a picture's path: said once an answer. */
export const pictureBase = v.string();

const missed = v.object({ ...practiceQuestion.entries, index: count, chosen });

const examHead = {
  id: v.string(),
  preset: v.picklist(EXAM_PRESET_IDS),
  name: v.string(),
  questionCount: count,
  startedAt: instant,
  /** The bell of the whole exam, on the server's clock. */
  deadlineAt: instant,
  challengeId: v.optional(v.string()),
};

const examPace = v.object({ kind: v.picklist(['whole', 'each']), seconds: v.number() });

export const runningExam = v.object({
  state: v.literal('running'),
  ...examHead,
  /** The server's clock now: a countdown is `deadlineAt - serverNow`, whatever the phone's clock says. */
  serverNow: instant,
  pace: examPace,
  passScore: v.number(),
  /** All questions; of an exam paced by question only the one that is asked now. */
  questions: v.array(asked),
  /** Which question is asked now and until when; only of an exam paced by question. */
  position: v.optional(count),
  questionDeadlineAt: v.optional(instant),
  /** What was answered before, to go on after the app was killed. */
  answers: v.array(v.object({ index: count, chosen, seq: count })),
  pictureBase,
});

const examResult = {
  score: v.number(),
  passed: v.boolean(),
  right: count,
  total: count,
  /** Seconds taken. */
  seconds: count,
  end: v.picklist(['submitted', 'time', 'misses']),
};

export const finishedExam = v.object({
  state: v.literal('finished'),
  ...examHead,
  finishedAt: instant,
  ...examResult,
  passScore: v.number(),
  byChapter: v.array(v.object({ chapter, right: count, total: count })),
  /** Each question that was not answered wholly right, with its answer, reason and law. */
  missed: v.array(missed),
  pictureBase,
});

export const exam = v.variant('state', [runningExam, finishedExam]);

/** `seq` counts up on the phone with every change of any answer; the higher stands, in whatever order they arrive. */
export const answers = v.array(
  v.object({
    index: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(199)),
    chosen,
    seq: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1_000_000)),
  }),
);

const reviewCard = v.object({
  due: day,
  stability: v.number(),
  difficulty: v.number(),
  reps: count,
  lapses: count,
  lastReview: day,
});

export const progress = v.object({
  questionId: v.string(),
  subject,
  attempts: count,
  misses: count,
  lastRight: v.boolean(),
  lastAt: instant,
  run: count,
  card: v.optional(reviewCard),
});

export const favourite = v.object({ questionId, on: v.boolean(), at: instant });

/** A player as others see them: what they chose, and nothing else. */
export const player = v.object({ nickname: v.string(), picture: v.string() });

export const rankedPlayer = v.object({ ...player.entries, points: count, rank: count, me: v.boolean() });

export const examSummary = v.object({ ...examHead, finishedAt: instant, ...examResult });

export const report = v.object({
  id: v.string(),
  questionId: v.string(),
  kind: v.picklist(REPORT_KINDS.map((kind) => kind.id)),
  text: v.string(),
  at: instant,
  state: v.picklist(REPORT_STATES.map((state) => state.id)),
  reply: v.optional(v.string()),
  repliedAt: v.optional(instant),
});
