/**
 * The mark of a clean end, beside the data file: what the file looked like when its last process closed it. A file that still looks so
 * need not be read from end to end before it is used again (a second for every 250 MB).
 */
import { existsSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';

/** Milliseconds: longer than the ticks by which file systems date their writes. */
const TICK = 2000;

/** Whether nobody has written to the file since it was closed. */
export function endedCleanly(file: string): boolean {
  const mark = markOf(file);
  return existsSync(mark) && logSize(file) === 0 && readFileSync(mark, 'utf8') === look(file);
}

/** Bytes of write-ahead log that nobody has brought to the file. */
export function logSize(file: string): number {
  return statSync(`${file}-wal`, { throwIfNoEntry: false })?.size ?? 0;
}

/** Call it when the file is closed and its log is empty. */
export function markCleanEnd(file: string): void {
  if (logSize(file) > 0) return;
  // Dated back: a write within the same tick would not show in the date.
  const date = new Date(Date.now() - TICK);
  utimesSync(file, date, date);
  writeFileSync(markOf(file), look(file));
}

/** Call it before the first write. */
export function removeMark(file: string): void {
  rmSync(markOf(file), { force: true });
}

function markOf(file: string): string {
  return `${file}-closed`;
}

function look(file: string): string {
  const { size, mtimeNs } = statSync(file, { bigint: true });
  return `${size} bytes, written ${mtimeNs}\n`;
}
