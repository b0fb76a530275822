import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { meContract } from '#contract/me';
import { newsContract } from '#contract/news';
import { quizContract } from '#contract/quiz';
import { fitsOneEvent } from '#domain/event-parts';

/** Only the desk takes an input in parts: everything that drivers send must fit one call as it is, however much of it there is. */
const words = (length: number) => '路'.repeat(length);
const many = <T>(length: number, one: T): T[] => Array.from({ length }, () => one);
const at = '2026-11-23T00:30:00.000Z';
const chosen = Array.from({ length: 26 }, (_, option) => option % 26);
const fileId = `cloud://${'x'.repeat(276)}/inquiries/1.jpg`;
const { askQuestion, syncShelf } = meContract.actions;
const { syncAttempts, saveFavourites, answerExam, submitExam } = quizContract.actions;
const answers = many(100, { index: 199, chosen, seq: 1_000_000 });

const LARGEST = [
  [
    'me.syncShelf',
    syncShelf.input,
    {
      marks: many(200, {
        ...{ kind: 'favourite', subject: `page:${'x'.repeat(123)}` },
        ...{ on: false, at, position: 0.123_456_789_012_345 },
      }),
      since: Number.MAX_SAFE_INTEGER,
    },
  ],
  [
    'me.askQuestion',
    askQuestion.input,
    { clientId: 'x'.repeat(64), kind: 'question', text: words(500), pictures: many(3, fileId) },
  ],
  [
    'quiz.syncAttempts',
    syncAttempts.input,
    { attempts: many(100, { id: 'x'.repeat(36), questionId: 'x'.repeat(64), chosen, at }) },
  ],
  [
    'quiz.saveFavourites',
    saveFavourites.input,
    { favourites: many(200, { questionId: 'x'.repeat(64), on: false, at }) },
  ],
  ['quiz.answerExam', answerExam.input, { id: 'x'.repeat(64), answers }],
  ['quiz.submitExam', submitExam.input, { id: 'x'.repeat(64), answers }],
  ['news.checkRumour', newsContract.actions.checkRumour.input, { text: words(2000) }],
] as const;

describe.each(LARGEST)('the largest input of %s', (title, schema, input) => {
  it('is one that its contract takes', () => {
    expect(v.safeParse(schema as v.GenericSchema, input).issues).toBeUndefined();
  });

  it('fits one event', () => {
    expect(fitsOneEvent(title.split('.')[1] ?? '', input)).toBe(true);
  });
});
