/** One figure of the bench. Times of a busy machine say little, so each stands against another of the same run. */
export interface Row {
  what: string;
  value: number;
  unit: string;
  /** `value` against the named figure of the same run; 2 is twice as much. */
  ratio?: { of: string; times: number };
  /** What we want it to be; nothing fails by it. */
  aim?: string;
}

/** Tells how far a section is, as words for whoever waits. */
export type Say = (step: string) => void;

/** The `share` quantile of some figures, 0.5 for the middle one. */
export function quantile(figures: readonly number[], share: number): number {
  const sorted = [...figures].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/** Milliseconds that `work` takes, once each. */
export async function timesOf(runs: number, work: (run: number) => Promise<unknown>): Promise<number[]> {
  const times: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    const began = performance.now();
    await work(run);
    times.push(performance.now() - began);
  }
  return times;
}
