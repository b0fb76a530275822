import type { QuizContract } from '#contract/quiz';
import { AppError } from '#domain/app-error';
import { lawKey } from '#domain/law';
import { SUBJECT_IDS } from '#domain/question';
import type { QuestionDocument, QuestionPackDocument } from '#domain/question-document';
import { chinaDay, findLapse } from '#domain/question-law';
import { seededDraw, shuffle } from '#domain/question-shuffle';
import { pictureBase } from '#functions/news/pictures';
import { collection, command } from '#functions/shared/database';
import type { Handlers } from '#functions/shared/serve';
import { questionQuality, standingPacks, standingVersion } from './catalogue.ts';
import { lawLibrary } from './law-library.ts';
import { findRetirement, keepStanding, questions, readQuestions } from './question-store.ts';
import { citedArticles, packed, packView, practiceView } from './question-views.ts';

/** Fewer answers than that make no list of the most missed. */
const LEAST_ASKED = 5;
const MOST_MISSED = 100;

export const listChapters: Handlers<QuizContract>['listChapters'] = async ({ subject }, { now }) => {
  const [packs, quality] = await Promise.all([standingPacks([subject], now), questionQuality(now)]);
  const chapters = new Map<
    string,
    { id: string; name: string; questions: number; packs: { id: string; version: string; questions: number }[] }
  >();
  for (const { _id, chapter, version, standing } of packs) {
    const known = chapters.get(chapter.id) ?? { ...chapter, questions: 0, packs: [] };
    known.questions += standing.length;
    known.packs.push({ id: _id, version, questions: standing.length });
    chapters.set(chapter.id, known);
  }
  const assessed = quality.find(({ _id }) => _id === String(subject))?.questions ?? [];
  return {
    // One whose questions were all stopped, or went to another chapter, is none to practise.
    chapters: [...chapters.values()].filter(({ questions }) => questions > 0),
    mostMissed: assessed
      .filter(({ asked, missRate }) => asked >= LEAST_ASKED && missRate > 0)
      .sort((a, b) => b.missRate - a.missRate)
      .slice(0, MOST_MISSED)
      .map(({ questionId, missRate }) => ({ questionId, missRate })),
  };
};

export const getPack: Handlers<QuizContract>['getPack'] = async ({ id, version }, { now }) => {
  if (version !== undefined) {
    const heads = await standingPacks(SUBJECT_IDS, now);
    if (heads.some((head) => head._id === id && head.version === version)) return { state: 'unchanged', version };
  }
  const [{ data: pack }, library] = await Promise.all([
    collection<QuestionPackDocument>('question_packs').doc(id).get(),
    lawLibrary(now),
  ]);
  if (pack === null) throw new AppError('not_found', `no pack ${id}`);
  const day = chinaDay(now);
  const standing = pack.questions.filter(({ law }) => findLapse(law, library, day) === undefined);
  const kept = new Set(standing.map((question) => question.id));
  const lapsed = pack.questions.map((question) => question.id).filter((question) => !kept.has(question));
  return {
    state: 'pack',
    id,
    version: standingVersion(pack.version, lapsed),
    subject: pack.subject,
    chapter: pack.chapter,
    questions: standing.map(packView),
    pictureBase: pictureBase(),
  };
};

export const getQuestion: Handlers<QuizContract>['getQuestion'] = async ({ id }, { now }) => {
  const [question] = await readQuestions([id]);
  if (question === undefined) throw new AppError('not_found', `no question ${id}`);
  const library = await lawLibrary(now);
  const retired = await findRetirement(question, now);
  return {
    question: { ...packView(packed(question)), chapter: question.chapter, subject: question.subject },
    revision: question.revision,
    ...(retired !== undefined && { retired }),
    articles: citedArticles(question, library),
    pictureBase: pictureBase(),
  };
};

const RELATED = 3;
/** A few more than are shown, since some may have lapsed. */
const RELATED_READ = 12;

export const listRelated: Handlers<QuizContract>['listRelated'] = async ({ laws, chapters }, { now }) => {
  const byLaw = laws.length === 0 ? [] : await findCiting(laws.map(lawKey));
  const found = await keepStanding(byLaw, now);
  if (found.length < RELATED && chapters.length > 0) {
    const packs = (await standingPacks(SUBJECT_IDS, now)).filter(({ chapter }) => chapters.includes(chapter.id));
    const pool = packs
      .flatMap(({ standing }) => standing.map(({ id }) => id))
      .filter((id) => !found.some(({ _id }) => _id === id));
    // Other ones each day, the same ones all day: a page that is read again does not change under the reader.
    const drawn = shuffle(pool, seededDraw(`${chinaDay(now)} ${chapters.join(' ')}`)).slice(0, RELATED - found.length);
    found.push(...(await readQuestions(drawn)));
  }
  return { questions: found.slice(0, RELATED).map(practiceView), pictureBase: pictureBase() };
};

async function findCiting(lawKeys: string[]): Promise<QuestionDocument[]> {
  const found = await questions()
    .where({ status: 'published', lawKeys: command.in(lawKeys) })
    .limit(RELATED_READ)
    .get();
  // Sorted here: asked in order of ids, the database would walk all questions rather than those that cite the law.
  return found.data.sort((a, b) => a._id.localeCompare(b._id));
}
