/** One exam as evidence about its questions. */
export interface ExamEvidence {
  answers: readonly { questionId: string; right: boolean }[];
}

export interface QuestionQuality {
  questionId: string;
  /** How often it was asked in the exams looked at. */
  asked: number;
  missRate: number;
  /**
   * Point-biserial correlation of getting this question right with the share of the exam's other questions that were right: near 0 or below means
   * that those who know more don't do better here, the mark of a bad or mis-keyed question. Undefined where there is
   * nothing to correlate.
   */
  discrimination?: number;
}

/** Fewer answers than that say nothing about discrimination. */
export const LEAST_EVIDENCE = 20;

/** Judges questions by exams; the least discriminating first, so that bad ones show themselves. */
export function assessQuestions(exams: readonly ExamEvidence[]): QuestionQuality[] {
  const byQuestion = new Map<string, { right: boolean; rest: number }[]>();
  for (const { answers } of exams) {
    const right = answers.filter((answer) => answer.right).length;
    for (const answer of answers) {
      // Without the question itself: otherwise it would correlate with its own share of the score.
      const rest = answers.length > 1 ? (right - (answer.right ? 1 : 0)) / (answers.length - 1) : 0;
      const seen = byQuestion.get(answer.questionId);
      if (seen) seen.push({ right: answer.right, rest });
      else byQuestion.set(answer.questionId, [{ right: answer.right, rest }]);
    }
  }
  return [...byQuestion]
    .map(([questionId, seen]): QuestionQuality => {
      const discrimination = seen.length < LEAST_EVIDENCE ? undefined : correlate(seen);
      return {
        questionId,
        asked: seen.length,
        missRate: seen.filter(({ right }) => !right).length / seen.length,
        ...(discrimination !== undefined && { discrimination }),
      };
    })
    .sort((a, b) => (a.discrimination ?? 1) - (b.discrimination ?? 1) || b.missRate - a.missRate);
}

function correlate(seen: readonly { right: boolean; rest: number }[]): number | undefined {
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const won = seen.filter(({ right }) => right).map(({ rest }) => rest);
  const lost = seen.filter(({ right }) => !right).map(({ rest }) => rest);
  if (won.length === 0 || lost.length === 0) return undefined;
  const rests = seen.map(({ rest }) => rest);
  const middle = mean(rests);
  const spread = Math.sqrt(mean(rests.map((rest) => (rest - middle) ** 2)));
  if (spread < 1e-9) return undefined;
  const share = won.length / seen.length;
  return ((mean(won) - mean(lost)) / spread) * Math.sqrt(share * (1 - share));
}
