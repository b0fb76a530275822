/** A call's record: one line of JSON at its end, without anything personal. */
export interface Log {
  action: string;
  /** Adds a figure or a word to the line; never an OPENID, a text of a user, or a secret. */
  note(key: string, value: string | number | boolean): void;
  end(outcome: string): void;
  fail(error: unknown): void;
}

export function openLog(functionName: string, requestId: string): Log {
  const began = performance.now();
  const notes: Record<string, string | number | boolean> = {};
  const line = (action: string, outcome: string, more?: object) =>
    JSON.stringify({
      function: functionName,
      action,
      outcome,
      ms: Math.round(performance.now() - began),
      requestId,
      ...notes,
      ...more,
    });
  return {
    action: '',
    note(key, value) {
      notes[key] = value;
    },
    end(outcome) {
      console.log(line(this.action, outcome));
    },
    fail(error) {
      const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
      console.error(line(this.action, 'internal', { stack }));
    },
  };
}
