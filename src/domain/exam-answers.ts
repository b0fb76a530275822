/** An answer as the server keeps it. `seq` counts up on the phone: of two answers to one question the higher stands. */
export interface GivenAnswer {
  chosen: number[];
  seq: number;
}

/** Answers by the question's index in the exam. */
export type AnswerSheet = Record<string, GivenAnswer>;

export interface IncomingAnswer extends GivenAnswer {
  index: number;
}

/**
 * Which of the incoming answers replace what is on the sheet: those with a higher number, in whatever order and however
 * often they arrive. Of two with the same number the first stands, so a repeated delivery changes nothing.
 */
export function newerAnswers(sheet: AnswerSheet, incoming: readonly IncomingAnswer[]): Map<number, GivenAnswer> {
  const newer = new Map<number, GivenAnswer>();
  for (const { index, chosen, seq } of incoming) {
    const known = newer.get(index) ?? sheet[String(index)];
    if (known === undefined || seq > known.seq) newer.set(index, { chosen: [...chosen].sort((a, b) => a - b), seq });
  }
  return newer;
}
