import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AnswerSheet, newerAnswers } from '#domain/exam-answers';
import { deadlineOf, isExamOver, isQuestionOver, questionDeadline, secondsTaken } from '#domain/exam-clock';
import { configurePreset, EXAM_PRESETS, examSeconds } from '#domain/exam-preset';
import { countMisses, type ExamQuestion, gradeExam } from '#domain/exam-result';

const START = '2026-11-23T00:30:00.000Z';
const secondsIn = (seconds: number) => new Date(Date.parse(START) + seconds * 1000);

describe('the presets', () => {
  it.each([
    ['subject-1', 100, 2700, 90],
    ['subject-4', 50, 2700, 90],
    ['points-reduction', 20, 1200, 90],
    ['daily-five', 5, 900, 80],
  ] as const)('%s asks %d questions in %d seconds and is passed at %d', (id, count, seconds, pass) => {
    const preset = EXAM_PRESETS[id];
    expect([preset.questionCount, examSeconds(preset), preset.passScore]).toEqual([count, seconds, pass]);
  });

  it('take minutes and shares from the operator, and keep a pace by question', () => {
    const typeShare = { single: 1, multiple: 1, truefalse: 2 };
    expect(configurePreset(EXAM_PRESETS['subject-4'], { minutes: 30, typeShare })).toMatchObject({
      pace: { kind: 'whole', seconds: 1800 },
      typeShare,
    });
    expect(configurePreset(EXAM_PRESETS['points-reduction'], { minutes: 5 }).pace).toEqual({
      kind: 'each',
      seconds: 60,
    });
  });
});

describe('the clock of an exam', () => {
  const whole = {
    pace: { kind: 'whole', seconds: 2700 } as const,
    startedAt: START,
    deadlineAt: deadlineOf(START, 2700),
  };

  it('waits three seconds after the bell, and no longer', () => {
    expect(isExamOver(whole, secondsIn(2703))).toBe(false);
    expect(isExamOver(whole, secondsIn(2703.001))).toBe(true);
  });

  it('rings for each question where each has its time, and never after the whole exam', () => {
    const each = {
      pace: { kind: 'each', seconds: 60 } as const,
      startedAt: START,
      deadlineAt: deadlineOf(START, 1200),
      position: 19,
      askedAt: secondsIn(1170).toISOString(),
    };
    expect(questionDeadline(each)).toBe(each.deadlineAt);
    expect(questionDeadline({ ...each, askedAt: START })).toBe(secondsIn(60).toISOString());
    expect(isQuestionOver({ ...each, askedAt: START }, secondsIn(63))).toBe(false);
    expect(isQuestionOver({ ...each, askedAt: START }, secondsIn(64))).toBe(true);
    expect(isQuestionOver(whole, secondsIn(99_999))).toBe(false);
  });

  it('never counts more time than there was', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 100_000 }), (seconds) => {
        expect(secondsTaken(whole, secondsIn(seconds).toISOString())).toBe(Math.min(seconds, 2700));
      }),
    );
  });
});

describe('the answer sheet', () => {
  const incoming = fc.array(
    fc.record({ index: fc.nat(4), chosen: fc.uniqueArray(fc.nat(3), { maxLength: 2 }), seq: fc.nat(1000) }),
    { maxLength: 20 },
  );
  const write = (sheet: AnswerSheet, answers: Parameters<typeof newerAnswers>[1]) => {
    const next = { ...sheet };
    for (const [index, answer] of newerAnswers(sheet, answers)) next[String(index)] = answer;
    return next;
  };

  it('is the same in whatever order, batches and repeats the answers arrive', () => {
    const distinct = incoming.map((answers) => answers.map((answer, at) => ({ ...answer, seq: at + 1 })));
    fc.assert(
      fc.property(distinct, fc.infiniteStream(fc.nat()), fc.nat(20), (answers, shuffle, cut) => {
        const mixed = [...answers].sort(() => ((shuffle.next().value ?? 0) % 2 === 0 ? 1 : -1));
        const split = write(write(write({}, mixed.slice(cut)), mixed.slice(0, cut)), mixed);
        expect(split).toEqual(write({}, answers));
      }),
    );
  });
});

describe('the result', () => {
  const question = (id: number, chapter: string): ExamQuestion => ({
    id: `q${id}`,
    chapter,
    type: 'single',
    correct: [0],
    scoring: 'exact',
  });
  const paper = Array.from({ length: 20 }, (_, at) => question(at, at < 5 ? 'signs' : 'speed'));
  const sheet = (right: number) =>
    Object.fromEntries(paper.map((_, at) => [String(at), { chosen: [at < right ? 0 : 1], seq: 1 }]));

  it('counts what was not answered as missed', () => {
    expect(gradeExam(paper, {}, { passScore: 90 })).toMatchObject({ score: 0, right: 0, total: 20, passed: false });
  });

  it('passes at the pass mark and not below', () => {
    expect(gradeExam(paper, sheet(18), { passScore: 90 })).toMatchObject({ score: 90, passed: true });
    expect(gradeExam(paper, sheet(17), { passScore: 90 })).toMatchObject({ score: 85, passed: false });
  });

  it('says how each chapter went, and which questions were missed', () => {
    expect(gradeExam(paper, sheet(4), { passScore: 90 })).toMatchObject({
      byChapter: [
        { chapter: 'signs', right: 4, total: 5 },
        { chapter: 'speed', right: 0, total: 15 },
      ],
      missed: Array.from({ length: 16 }, (_, at) => at + 4),
    });
  });

  it('fails with the miss that ends the exam, whatever the score', () => {
    expect(gradeExam(paper, sheet(18), { passScore: 90, endsAtMiss: 3 }).passed).toBe(true);
    expect(gradeExam(paper, sheet(18), { passScore: 90, endsAtMiss: 2 }).passed).toBe(false);
    expect(countMisses(paper, sheet(1), 3)).toBe(2);
  });

  it('never rounds up to a pass', () => {
    const many = Array.from({ length: 667 }, (_, at) => question(at, 'signs'));
    const sheetOfMany = Object.fromEntries(many.slice(0, 600).map((_, at) => [String(at), { chosen: [0], seq: 1 }]));
    // 600 of 667 are 89.955…
    expect(gradeExam(many, sheetOfMany, { passScore: 90 })).toMatchObject({ score: 89.9, passed: false });
  });
});
