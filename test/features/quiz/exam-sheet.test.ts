import { describe, expect, it } from 'vitest';
import type { RunningExamView } from '#contract/quiz';
import {
  chosenIn,
  confirmSaved,
  countAnswered,
  type ExamSheet,
  openSheet,
  secondsLeft,
  unsavedAnswers,
  writeAnswer,
} from '../../../src/features/quiz/exam-sheet.ts';

const PHONE_NOW = new Date('2026-11-23T00:00:00.000Z');

const view = (change: Partial<RunningExamView> = {}): RunningExamView => ({
  state: 'running',
  id: 'exam-1',
  preset: 'subject-1',
  name: '科目一模拟考试',
  questionCount: 3,
  startedAt: '2026-11-23T00:10:00.000Z',
  deadlineAt: '2026-11-23T00:55:00.000Z',
  serverNow: '2026-11-23T00:10:00.000Z',
  pace: { kind: 'whole', seconds: 2700 },
  passScore: 90,
  questions: [],
  answers: [],
  pictureBase: '',
  ...change,
});

const opened = (change?: Partial<RunningExamView>, known?: ExamSheet) => openSheet(view(change), known, PHONE_NOW);

describe('the clock of an exam', () => {
  it('counts down to the bell on the server, whatever the phone thinks the time is', () => {
    expect(secondsLeft(opened(), PHONE_NOW)).toBe(2700);
    expect(secondsLeft(opened(), new Date(PHONE_NOW.getTime() + 60_000))).toBe(2640);
  });

  it('stops at zero', () => {
    expect(secondsLeft(opened(), new Date(PHONE_NOW.getTime() + 3_600_000))).toBe(0);
  });
});

describe('an answer sheet', () => {
  it('numbers each answer above all before it', () => {
    const sheet = writeAnswer(writeAnswer(opened({ answers: [{ index: 2, chosen: [1], seq: 7 }] }), 0, [0]), 1, [2]);
    expect(sheet.answers.map(({ index, seq }) => [index, seq])).toEqual([
      [2, 7],
      [0, 8],
      [1, 9],
    ]);
    expect(sheet.unsaved).toEqual([0, 1]);
  });

  it('keeps the last answer to a question, and sends only that', () => {
    const sheet = writeAnswer(writeAnswer(opened(), 0, [0]), 0, [1]);
    expect(unsavedAnswers(sheet)).toEqual([{ index: 0, chosen: [1], seq: 2 }]);
    expect(chosenIn(sheet, 0)).toEqual([1]);
  });

  it('counts an answer that was taken back as open', () => {
    expect(countAnswered(writeAnswer(writeAnswer(opened(), 0, [0]), 0, []))).toBe(0);
  });

  it('goes on waiting for an answer that was changed while it was on its way', () => {
    const first = writeAnswer(writeAnswer(opened(), 0, [0]), 1, [1]);
    const sent = unsavedAnswers(first);
    const changed = writeAnswer(first, 0, [2]);
    expect(confirmSaved(changed, sent, [0, 1]).unsaved).toEqual([0]);
  });

  it('forgets nothing that the server did not confirm', () => {
    const sheet = writeAnswer(writeAnswer(opened(), 0, [0]), 1, [1]);
    expect(confirmSaved(sheet, unsavedAnswers(sheet), [1]).unsaved).toEqual([0]);
  });
});

describe('an exam that is opened again', () => {
  it('takes the answers that the server has', () => {
    const sheet = opened({ answers: [{ index: 1, chosen: [3], seq: 4 }] });
    expect(chosenIn(sheet, 1)).toEqual([3]);
    expect(sheet.unsaved).toEqual([]);
  });

  it('keeps what this phone could not send, where it is newer', () => {
    const offline = writeAnswer(opened({ answers: [{ index: 1, chosen: [3], seq: 4 }] }), 1, [0]);
    const sheet = opened({ answers: [{ index: 1, chosen: [3], seq: 4 }] }, offline);
    expect(chosenIn(sheet, 1)).toEqual([0]);
    expect(sheet.unsaved).toEqual([1]);
  });

  it('gives way where another device answered later', () => {
    const offline = writeAnswer(opened(), 1, [0]);
    const sheet = opened({ answers: [{ index: 1, chosen: [2], seq: 9 }] }, offline);
    expect(chosenIn(sheet, 1)).toEqual([2]);
    expect(sheet.unsaved).toEqual([]);
  });

  it('takes nothing from the sheet of another exam', () => {
    const other = writeAnswer(opened(), 1, [0]);
    expect(opened({ id: 'exam-2' }, other).answers).toEqual([]);
  });
});
