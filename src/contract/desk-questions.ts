import * as v from 'valibot';
import { byteLength } from '#domain/byte-length';
import { EXAM_PRESET_IDS } from '#domain/exam-preset';
import { QUESTION_TYPE_IDS, SCORING_RULES, SUBJECT_IDS } from '#domain/question';
import { REPORT_KINDS, REPORT_STATES } from '#domain/question-report';
import {
  LONGEST_EXPLANATION,
  LONGEST_OPTION,
  LONGEST_STEM,
  MOST_OPTIONS,
  MOST_QUESTION_BYTES,
} from '#domain/question-rules';
import type { Contract } from './action.ts';
import { cursor, id, instant, pageSize, requiredText, text, webAddress } from './fields.ts';
import { citedArticle, packQuestion, pictureBase, questionId, chapter as shownChapter } from './quiz-fields.ts';

const day = v.pipe(v.string(), v.isoDate('must be a day, YYYY-MM-DD'));
const reason = requiredText(300);

/** A picture: a web address, or a path below the picture store. */
const picture = v.union(
  [
    webAddress,
    v.pipe(v.string(), v.maxLength(200), v.regex(/^(?!.*\.\.)[\w\u4e00-\u9fff./-]+\.(svg|webp|png|jpe?g|gif)$/i)),
  ],
  'must be a web address or a path of a picture',
);

const choice = v.object({ text: text(LONGEST_OPTION), picture: v.optional(picture) });

const chapter = v.object({
  id: v.pipe(v.string(), v.maxLength(60), v.regex(/^[a-z0-9-]+$/, 'must be a chapter id')),
  name: requiredText(60),
});

const draftFields = v.object({
  type: v.picklist(QUESTION_TYPE_IDS),
  subject: v.picklist(SUBJECT_IDS),
  chapter,
  vehicleClasses: v.pipe(
    v.array(v.pipe(v.string(), v.regex(/^[A-Z]\d?$/, 'must be a vehicle class'))),
    v.maxLength(20),
  ),
  stem: requiredText(LONGEST_STEM),
  picture: v.optional(picture),
  pictureAlt: v.optional(text(300)),
  options: v.pipe(v.array(choice), v.minLength(2), v.maxLength(MOST_OPTIONS)),
  correct: v.pipe(v.array(v.pipe(v.number(), v.integer(), v.minValue(0))), v.minLength(1), v.maxLength(MOST_OPTIONS)),
  scoring: v.picklist(SCORING_RULES),
  explanation: text(LONGEST_EXPLANATION),
  law: v.pipe(
    v.array(v.object({ law: id, article: requiredText(40), inForceFrom: v.optional(day), inForceTo: v.optional(day) })),
    v.maxLength(10),
  ),
  points: v.pipe(v.array(requiredText(60)), v.maxLength(10)),
  source: requiredText(100),
  licence: requiredText(100),
  difficulty: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(5)),
  externalId: v.optional(requiredText(200)),
});

/** A question as an importer hands it in; see `QuestionDraft`. */
export const questionDraft = v.pipe(
  draftFields,
  v.check((draft) => byteLength(JSON.stringify(draft)) <= MOST_QUESTION_BYTES, '整道题太长，请精简题干、选项或解析'),
);

const importOutcome = v.object({
  /** Where the question stood in its document, as it was handed in. */
  where: v.string(),
  outcome: v.picklist(['new', 'changed', 'unchanged', 'duplicate', 'refused']),
  id: v.optional(v.string()),
  /** For `refused` and `duplicate` why; for `new` and `changed` why it waits for review, where it does. */
  reason: v.optional(v.string()),
});

const reviewItem = v.object({
  id: v.string(),
  stem: v.string(),
  chapter: v.string(),
  subject: v.picklist(SUBJECT_IDS),
  status: v.picklist(['review', 'lapsed', 'retired']),
  /** Why it waits, has lapsed or was stopped, in words for an editor. */
  reason: v.string(),
  /** What `decideQuestion` asks for. */
  revision: v.number(),
});

/** The desk's actions on the question bank; `deskContract` holds them. */
export const deskQuestionActions = {
  /**
   * Takes questions into the bank; a `rehearsal` only says what would become of each. Idempotent by the question's id in its source (or its
   * content): again is `unchanged`. A question whose content the bank has under another id is a `duplicate`. Without a law that the library knows, or without
   * an explanation, it waits for an editor.
   */
  importQuestions: {
    access: { roles: ['editor'], site: true },
    input: v.object({
      mode: v.picklist(['rehearsal', 'import']),
      questions: v.pipe(
        v.array(v.object({ where: requiredText(100), draft: questionDraft })),
        v.minLength(1),
        v.maxLength(50),
      ),
    }),
    output: v.object({ results: v.array(importOutcome) }),
  },
  /**
   * The same for a bank as a file, of at most 500 questions. A rehearsal is of the whole; an import takes some questions at a time and says
   * where to go on: hand in the same again with `from`, and add up counts and remarks. Any part may be sent again. Errors: `invalid_input`
   * with `details.reason` for a larger one; what can't be read stands among the remarks of the first answer, by its line.
   */
  importBankFile: {
    access: { roles: ['editor'], site: true },
    input: v.object({
      mode: v.picklist(['rehearsal', 'import']),
      /** Questions of the file that were taken in before: the `next` of the answer before; 0 at first. */
      from: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(500)), 0),
      /** The file, as base64. */
      data: v.pipe(
        v.string(),
        v.minLength(1),
        v.maxLength(700_000),
        v.regex(/^[A-Za-z0-9+/]+={0,2}$/, 'must be base64'),
      ),
      source: requiredText(100),
      licence: requiredText(100),
      subject: v.picklist(SUBJECT_IDS),
      /** Of questions that name none, by its name: the same name is the same chapter. */
      chapter: v.object({ name: requiredText(60) }),
    }),
    output: v.object({
      counts: v.object({
        new: v.number(),
        changed: v.number(),
        unchanged: v.number(),
        duplicate: v.number(),
        refused: v.number(),
      }),
      /** The first two hundred of `remarked`. */
      remarks: v.array(
        v.object({
          where: v.string(),
          outcome: v.picklist(['refused', 'duplicate', 'review', 'warning']),
          why: v.string(),
        }),
      ),
      remarked: v.number(),
      /** Questions of the file that can be taken. */
      questions: v.number(),
      /** Where to go on; absent where all of it is done. */
      next: v.optional(v.number()),
    }),
  },
  /**
   * Questions that wait for an editor: not yet published, or no longer standing since their law has changed. `waiting` counts the
   * former up to `MOST_COUNTED`.
   */
  listQuestionReview: {
    access: { roles: ['editor', 'reviewer'], site: true },
    input: v.object({ limit: pageSize }),
    output: v.object({ questions: v.array(reviewItem), waiting: v.number(), lapsed: v.number() }),
  },
  /** Questions that an editor has stopped, the latest first. */
  listRetiredQuestions: {
    access: { roles: ['editor', 'reviewer'], site: true },
    input: v.object({ cursor: v.optional(instant), limit: pageSize }),
    output: v.object({ questions: v.array(reviewItem), nextCursor: v.optional(instant) }),
  },
  /** A question as it is now, whole and with its recorded answer: what whoever decides on it has to have read. Errors: `not_found`. */
  getBankQuestion: {
    access: { roles: ['editor', 'reviewer'], site: true },
    input: v.object({ id: questionId }),
    output: v.object({
      question: v.object({ ...packQuestion.entries, chapter: shownChapter, subject: v.picklist(SUBJECT_IDS) }),
      /** `lapsed`: published, and not asked since its law has changed. */
      status: v.picklist(['published', 'review', 'lapsed', 'retired']),
      /** Why it is not asked; absent where it is. */
      reason: v.optional(v.string()),
      /** What `decideQuestion` asks for. */
      revision: v.number(),
      articles: v.array(citedArticle),
      pictureBase,
    }),
  },
  /**
   * Publishes a question, or retires it: one that drivers have, too, and one that was retired. What is retired leaves practice, the daily
   * five and exams drawn from then on, within a minute; exams under way keep it. Publishing confirms that it was read against the law of
   * today: what had lapsed stands again. Errors: `not_found`, `conflict` where it is at another revision.
   */
  decideQuestion: {
    access: { roles: ['editor', 'reviewer'], site: true },
    input: v.object({
      id: questionId,
      revision: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1_000_000)),
      decision: v.picklist(['publish', 'retire']),
      reason,
    }),
    output: v.object({ revision: v.number() }),
  },
  /** Drivers' reports in one state, the oldest first. */
  listQuestionReports: {
    access: { roles: ['editor', 'reviewer'], site: true },
    input: v.object({
      state: v.optional(v.picklist(REPORT_STATES.map((state) => state.id)), 'open'),
      /** Those of whose words WeChat's check was not sure. */
      only: v.optional(v.literal('doubtful')),
      cursor: v.optional(cursor),
      limit: pageSize,
    }),
    output: v.object({
      reports: v.array(
        v.object({
          id: v.string(),
          questionId: v.string(),
          revision: v.number(),
          kind: v.picklist(REPORT_KINDS.map((kind) => kind.id)),
          text: v.string(),
          at: instant,
          /** WeChat's check was not sure of the text. */
          doubtful: v.optional(v.literal(true)),
          reply: v.optional(v.string()),
        }),
      ),
      nextCursor: v.optional(cursor),
    }),
  },
  /** Closes a report with an answer that its author sees. Errors: `not_found`. */
  answerQuestionReport: {
    access: { roles: ['editor', 'reviewer'], site: true },
    input: v.object({ id, state: v.picklist(['fixed', 'kept']), reply: reason }),
    output: v.object({ state: v.picklist(['fixed', 'kept']) }),
  },
  /** How drivers do with each question, by the last exams: the least discriminating first. Also refreshes the list of most missed ones. */
  assessQuality: {
    access: { roles: ['editor', 'reviewer'], site: true },
    input: v.object({ subject: v.picklist(SUBJECT_IDS) }),
    output: v.object({
      exams: v.number(),
      questions: v.array(
        v.object({
          id: v.string(),
          stem: v.string(),
          asked: v.number(),
          missRate: v.number(),
          discrimination: v.optional(v.number()),
        }),
      ),
    }),
  },
  /** Sets minutes and shares of an exam; what is absent goes back to the preset. */
  saveExamSettings: {
    access: { roles: ['operator'], site: true },
    input: v.object({
      preset: v.picklist(EXAM_PRESET_IDS),
      minutes: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(180))),
      typeShare: v.optional(
        v.pipe(
          v.object({
            single: v.pipe(v.number(), v.minValue(0), v.maxValue(100)),
            multiple: v.pipe(v.number(), v.minValue(0), v.maxValue(100)),
            truefalse: v.pipe(v.number(), v.minValue(0), v.maxValue(100)),
          }),
          v.check(({ single, multiple, truefalse }) => single + multiple + truefalse > 0, 'must leave a type'),
        ),
      ),
      chapterShare: v.optional(
        v.record(
          v.pipe(v.string(), v.maxLength(60), v.regex(/^[a-z0-9-]+$/)),
          v.pipe(v.number(), v.minValue(0), v.maxValue(100)),
        ),
      ),
    }),
    output: v.object({ preset: v.picklist(EXAM_PRESET_IDS) }),
  },
} as const satisfies Contract['actions'];

/** The same as a contract, for handlers of these actions alone. */
export type DeskQuestionsContract = { readonly name: 'desk'; readonly actions: typeof deskQuestionActions };

export type ImportOutcome = v.InferOutput<typeof importOutcome>;
