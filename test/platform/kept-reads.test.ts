import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { ACTIONS } from '../cloudfunctions/contracts.ts';

/** Ways in which the phone keeps what it has read, by what a file that reads must use (itself, or the file that is named). */
const KEEPERS = {
  /** One answer of a screen: `platform/answer`, or what it is made of. */
  answer: /\b(?:useAnswer|keepLastGood)\b/,
  /** A list that goes on: `features/news/use-feed`. */
  feed: /\b(?:useFeed|FeedSource|FeedPage)\b/,
  /** By itself, under a key of its own. */
  lastGood: /\bkeepLastGood\b/,
} as const;

/**
 * How each public read that a screen makes is kept for a tunnel; a text is the reason why it isn't. A read that is missing here
 * fails by its name.
 */
const KEPT: Readonly<Record<string, keyof typeof KEEPERS | `not kept: ${string}`>> = {
  'news.listPosts': 'feed',
  'news.getPost': 'answer',
  'news.getPostCode': 'answer',
  'news.lookUpPosts': 'feed',
  'news.getBanner': 'answer',
  'news.listRevisions': 'answer',
  'news.readOn': 'answer',
  'news.searchPosts': 'feed',
  'news.suggestSearches': 'not kept: a hint while somebody types',
  'news.checkRumour': 'not kept: the answer is of the moment at which a text was checked',
  'news.listAnswers': 'feed',
  'news.getRebuttal': 'answer',
  'news.listAgencies': 'answer',
  'news.getAgency': 'answer',
  'news.listLaws': 'answer',
  'news.getLaw': 'answer',
  'news.listPostsOfArticle': 'feed',
  'roads.listEvents': 'lastGood',
  'roads.listEventsInView': 'lastGood',
  'roads.listNearby': 'not kept: of where the phone was, not of where it is',
  'roads.listEventsForRegions': 'answer',
  'roads.getEvent': 'answer',
  'roads.listRevisions': 'answer',
  'roads.listRoads': 'answer',
  'roads.listHolidayGuides': 'answer',
  'roads.getHolidayGuide': 'answer',
  'quiz.listChapters': 'answer',
  'quiz.getPack': 'lastGood',
  'quiz.getQuestion': 'answer',
  'quiz.listRelated': 'lastGood',
  'quiz.getDailyFive': 'answer',
  'quiz.checkDailyFive': 'not kept: grades what was just answered',
  'quiz.getChallenge': 'answer',
};

/** Reads of one screen that another one keeps, or that help to fill in a form. */
const BESIDE: Readonly<Record<string, string>> = {
  'quiz/quiz-cloud.ts': 'posts and laws beside a question, which its own page keeps',
  'desk/road-field.tsx': 'suggestions for a form of the desk',
};

const readers = readdirSync('src/features', { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.tsx?$/.test(file) && !Object.hasOwn(BESIDE, file))
  .map((file) => ({ file, text: readFileSync(path.join('src/features', file), 'utf8') }));
const callersOf = (name: string, action: string) =>
  readers.filter(({ text }) => new RegExp(`\\b${name}\\(\\s*'${action}'`).test(text));

const PUBLIC = ACTIONS.filter(({ definition }) => definition.access === 'public').map(({ name, action }) => ({
  title: `${name}.${action}`,
  callers: callersOf(name, action),
}));

it('every public read says how the phone keeps it', () => {
  const missing = PUBLIC.map(({ title }) => title).filter((title) => !Object.hasOwn(KEPT, title));
  expect(missing, 'add them to KEPT in test/platform/kept-reads.test.ts').toEqual([]);
});

describe('a public read is shown from memory in a tunnel', () => {
  it.each(PUBLIC.filter(({ title, callers }) => Object.hasOwn(KEPT, title) && callers.length > 0))(
    '$title',
    ({ title, callers }) => {
      const way = KEPT[title] ?? '';
      if (way.startsWith('not kept')) return;
      const keeper = KEEPERS[way as keyof typeof KEEPERS];
      for (const { file, text } of callers) expect(text, `${file} reads ${title}`).toMatch(keeper);
    },
  );

  it('lists that go on keep their first page and its time', () => {
    const useFeed = readFileSync('src/features/news/use-feed.ts', 'utf8');
    expect(useFeed).toMatch(/keepLastGood|recallLastGood|LastGood/);
  });
});
