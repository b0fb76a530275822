import { describe, expect, it } from 'vitest';
import type { AskedQuestionView, RunningExamView } from '#contract/quiz';
import { askedAfter, askedOf, secondsToBell } from '../../../src/features/quiz/paced-sheet.ts';

const PHONE_NOW = new Date('2026-11-23T00:00:00.000Z');
const question = (index: number): AskedQuestionView => ({
  index,
  type: 'single',
  stem: `第${index}题`,
  options: [{ text: '停' }, { text: '行' }],
});

/** The phone's clock is ten minutes behind the server's. */
const view: RunningExamView = {
  state: 'running',
  id: 'exam-1',
  preset: 'points-reduction',
  name: '学法减分模拟',
  questionCount: 20,
  startedAt: '2026-11-23T00:10:00.000Z',
  deadlineAt: '2026-11-23T00:30:00.000Z',
  serverNow: '2026-11-23T00:10:05.000Z',
  pace: { kind: 'each', seconds: 60 },
  passScore: 90,
  questions: [question(3)],
  position: 3,
  questionDeadlineAt: '2026-11-23T00:11:05.000Z',
  answers: [],
  pictureBase: '',
};

describe('the question that is asked now', () => {
  it('has its own bell on the server’s clock, whatever the phone’s says', () => {
    const asked = askedOf(view, PHONE_NOW);
    expect(asked).toMatchObject({ examId: 'exam-1', position: 3, questionCount: 20, question: { stem: '第3题' } });
    expect(asked && secondsToBell(asked, PHONE_NOW)).toBe(60);
    expect(asked && secondsToBell(asked, new Date(PHONE_NOW.getTime() + 90_000))).toBe(0);
  });

  it('is none of an exam under one clock', () => {
    const { position, questionDeadlineAt, ...whole } = view;
    expect(askedOf(whole, PHONE_NOW)).toBeUndefined();
  });

  it('gives way to the one that an answer’s reply brings, with its minute', () => {
    const asked = askedOf(view, PHONE_NOW);
    const reply = {
      state: 'running' as const,
      saved: [3],
      serverNow: '2026-11-23T00:10:20.000Z',
      deadlineAt: view.deadlineAt,
      position: 4,
      questionDeadlineAt: '2026-11-23T00:11:20.000Z',
      question: question(4),
    };
    const later = new Date(PHONE_NOW.getTime() + 15_000);
    const next = asked && askedAfter(asked, reply, later);
    expect(next).toMatchObject({ examId: 'exam-1', position: 4, question: { stem: '第4题' } });
    expect(next && secondsToBell(next, later)).toBe(60);
  });
});
