import type { RunningExamView } from '#contract/quiz';
import { type IncomingAnswer, newerAnswers } from '#domain/exam-answers';

/** A running exam as the phone holds it, complete enough to go on after a kill and without a network. */
export interface ExamSheet {
  exam: Omit<RunningExamView, 'answers' | 'serverNow'>;
  /** By how many milliseconds the server's clock is ahead of the phone's. */
  clockAhead: number;
  answers: readonly IncomingAnswer[];
  /** Indices of answers that the server does not have yet. */
  unsaved: readonly number[];
}

/**
 * The sheet of an exam that the server has just told of. What this phone answered before and could not send stands where it is
 * newer than what the server has.
 */
export function openSheet(view: RunningExamView, known: ExamSheet | undefined, phoneNow: Date): ExamSheet {
  const { answers, serverNow, ...exam } = view;
  const onServer = Object.fromEntries(answers.map(({ index, ...given }) => [String(index), given]));
  const waiting = known?.exam.id === exam.id ? known.answers.filter(({ index }) => known.unsaved.includes(index)) : [];
  const newer = newerAnswers(onServer, waiting);
  return {
    exam,
    clockAhead: Date.parse(serverNow) - phoneNow.getTime(),
    answers: [
      ...answers.filter(({ index }) => !newer.has(index)),
      ...[...newer].map(([index, given]) => ({ index, ...given })),
    ],
    unsaved: [...newer.keys()],
  };
}

export function chosenIn({ answers }: ExamSheet, index: number): number[] {
  return answers.find((answer) => answer.index === index)?.chosen ?? [];
}

/** Writes an answer down; its number is higher than that of any before. */
export function writeAnswer(sheet: ExamSheet, index: number, chosen: number[]): ExamSheet {
  const seq = 1 + Math.max(0, ...sheet.answers.map((answer) => answer.seq));
  return {
    ...sheet,
    answers: [...sheet.answers.filter((answer) => answer.index !== index), { index, chosen, seq }],
    unsaved: [...new Set([...sheet.unsaved, index])],
  };
}

/** Answers to send. */
export function unsavedAnswers({ answers, unsaved }: ExamSheet): IncomingAnswer[] {
  return answers.filter(({ index }) => unsaved.includes(index));
}

/** The sheet after the server confirmed `saved` of what was `sent`; an answer that was changed meanwhile still waits. */
export function confirmSaved(sheet: ExamSheet, sent: readonly IncomingAnswer[], saved: readonly number[]): ExamSheet {
  const settled = sent.filter(
    ({ index, seq }) => saved.includes(index) && sheet.answers.some((now) => now.index === index && now.seq === seq),
  );
  return { ...sheet, unsaved: sheet.unsaved.filter((index) => !settled.some((answer) => answer.index === index)) };
}

export function countAnswered({ answers }: ExamSheet): number {
  return answers.filter(({ chosen }) => chosen.length > 0).length;
}

/** Seconds to the bell on the server's clock; 0 after it. */
export function secondsLeft({ exam, clockAhead }: ExamSheet, phoneNow: Date): number {
  return Math.max(0, (Date.parse(exam.deadlineAt) - phoneNow.getTime() - clockAhead) / 1000);
}
