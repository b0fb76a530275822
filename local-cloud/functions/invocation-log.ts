import type { LocalClock } from '../clock.ts';
import { FunctionError } from './errors.ts';
import type { Invocation, InvocationRecord } from './invocation.ts';

/** The last calls with what they logged; older ones are forgotten. */
export interface InvocationLog {
  begin(invocation: Invocation): {
    coldStart(): void;
    /** @param ms real milliseconds. @param error what the call failed of, if it did */
    end(ms: number, error?: unknown): void;
  };
  write(functionName: string, requestId: string | undefined, level: string, text: string): void;
  /** Newest first. */
  list(filter?: { functionName?: string; requestId?: string; limit?: number }): InvocationRecord[];
}

const callsKept = 1000;
/** The service keeps a few kilobytes of log a call; a loop that prints must not fill the memory here either. */
const linesKept = 500;
const lineLength = 8_000;

export function createInvocationLog(clock: LocalClock): InvocationLog {
  const records = new Map<string, InvocationRecord>();
  return {
    begin(invocation) {
      const record: InvocationRecord = {
        requestId: invocation.requestId,
        functionName: invocation.functionName,
        trigger: invocation.trigger,
        openid: invocation.caller.openid,
        startedAt: clock.now(),
        coldStart: false,
        lines: [],
      };
      records.set(record.requestId, record);
      for (const oldest of records.keys()) {
        if (records.size <= callsKept) break;
        records.delete(oldest);
      }
      return {
        coldStart() {
          record.coldStart = true;
        },
        end(ms, error) {
          record.ms = Math.round(ms * 10) / 10;
          if (error instanceof FunctionError) record.error = { code: error.code, message: error.message };
          else if (error !== undefined) record.error = { code: 'SYS_ERR', message: String(error) };
        },
      };
    },
    write(_functionName, requestId, level, text) {
      const record = requestId === undefined ? undefined : records.get(requestId);
      if (!record || record.lines.length > linesKept) return;
      const full = record.lines.length === linesKept;
      record.lines.push(
        full
          ? { at: clock.now(), level: 'warn', text: `(more than ${linesKept} lines; the rest is not kept)` }
          : { at: clock.now(), level, text: text.slice(0, lineLength) },
      );
    },
    list({ functionName, requestId, limit = callsKept } = {}) {
      const found: InvocationRecord[] = [];
      for (const record of [...records.values()].reverse()) {
        if (functionName !== undefined && record.functionName !== functionName) continue;
        if (requestId !== undefined && record.requestId !== requestId) continue;
        found.push(record);
        if (found.length >= limit) break;
      }
      return found;
    },
  };
}
