import { useCallback, useSyncExternalStore } from 'react';
import { readStored, writeStored } from '#platform/storage';

/** What a reader marks on this phone: agencies that are followed. */
export type MarkKind = 'follow';

/** One mark, as this phone keeps it. */
export interface ReaderMark {
  kind: MarkKind;
  /** `<what>:<id>`, e.g. `agency:bj`. */
  subject: string;
  /** False where it was taken back: that is a word, too, when phones are brought together. */
  on: boolean;
  /** When the reader said so, ISO 8601 UTC. */
  at: string;
}

const KEY = 'reader-marks';

/** Fifty agencies are what one request of the timeline can ask for. */
export const MAX_FOLLOWED = 50;

let marks: readonly ReaderMark[] | undefined;
const listeners = new Set<() => void>();

function readMarks(): readonly ReaderMark[] {
  marks ??= readStored<ReaderMark[]>(KEY) ?? [];
  return marks;
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The marks after one more word; the latest stand first. */
export function withMark(known: readonly ReaderMark[], mark: ReaderMark): ReaderMark[] {
  return [mark, ...known.filter(({ kind, subject }) => kind !== mark.kind || subject !== mark.subject)];
}

/** What is marked, the latest first, without what it is: the ids of agencies for `follow`. */
export function markedIds(known: readonly ReaderMark[], kind: MarkKind): string[] {
  return known
    .filter((mark) => mark.kind === kind && mark.on)
    .map(({ subject }) => subject.slice(subject.indexOf(':') + 1));
}

function setMark(kind: MarkKind, subject: string, on: boolean): void {
  marks = withMark(readMarks(), { kind, subject, on, at: new Date().toISOString() });
  writeStored(KEY, marks);
  for (const listener of listeners) listener();
}

/** All marks of this phone; every screen that shows them sees a change at once. */
export function useReaderMarks(): readonly ReaderMark[] {
  return useSyncExternalStore(subscribe, readMarks);
}

/** Whether something is marked, and how to turn that round. */
export function useMark(kind: MarkKind, subject: string): [boolean, () => void] {
  const isOn = useReaderMarks().some((mark) => mark.kind === kind && mark.subject === subject && mark.on);
  const turn = useCallback(() => setMark(kind, subject, !isOn), [kind, subject, isOn]);
  return [isOn, turn];
}
