import { describe, expect, it } from 'vitest';
import { ACTIONS } from '../cloudfunctions/contracts.ts';

/** Public answers that are read each time, and why. */
const READ_EACH_TIME: Record<string, string> = {
  'news.getPostCode': 'a picture of thirty kilobytes, asked for once by whoever makes a poster',
  'news.lookUpPosts': 'a reader’s own list of posts',
  'news.searchPosts': 'a reader’s own words',
  'news.suggestSearches': 'a reader’s own words',
  'news.checkRumour': 'a reader’s own words; the rebuttals themselves are in memory',
  'news.getRebuttal': 'the rebuttals are in memory as one book',
  'roads.listEventsInView': 'every map has bounds of its own',
  'roads.listNearby': 'every driver is somewhere else',
  'roads.listRoads': 'read from no database',
  'quiz.listChapters': 'counted from packs that are in memory',
  'quiz.checkDailyFive': 'a reader’s own answers',
  'quiz.getChallenge': 'who has just answered looks for the own result',
};

const title = ({ name, action }: { name: string; action: string }) => `${name}.${action}`;

describe('answers in memory', () => {
  it('every public action is remembered, or says here why not', () => {
    const publicOnes = ACTIONS.filter(({ definition }) => definition.access === 'public');
    const undecided = publicOnes.filter(
      (one) => (one.definition.remember === undefined) !== (READ_EACH_TIME[title(one)] !== undefined),
    );
    expect(undecided.map(title)).toEqual([]);
  });

  it('only what is public is, since nothing else is the same for everybody', () => {
    const remembered = ACTIONS.filter(({ definition }) => definition.remember !== undefined);
    expect(remembered.length).toBeGreaterThan(10);
    expect(remembered.filter(({ definition }) => definition.access !== 'public').map(title)).toEqual([]);
  });

  it.each(
    ACTIONS.filter(({ definition }) => definition.remember !== undefined).map((one) => ({ ...one, title: title(one) })),
  )(
    '$title is fresh for a minute at most, and knows the fields that it names',
    ({ definition: { remember, input } }) => {
      expect(remember?.seconds).toBeGreaterThan(0);
      expect(remember?.seconds).toBeLessThanOrEqual(60);
      const fields = Object.keys((input as unknown as { entries: object }).entries);
      expect(fields).toEqual(expect.arrayContaining([...(remember?.unlessGiven ?? [])]));
    },
  );

  it.each(
    ACTIONS.filter(({ definition }) => definition.remember !== undefined).map((one) => ({ ...one, title: title(one) })),
  )('$title remembers the top of a list, not the ways down it', ({ definition: { remember, input } }) => {
    const fields = Object.keys((input as unknown as { entries: object }).entries);
    if (fields.includes('cursor')) expect(remember?.unlessGiven).toContain('cursor');
  });
});
