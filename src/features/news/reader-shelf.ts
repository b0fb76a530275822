import { useCallback, useEffect, useState, useSyncExternalStore } from 'react';
import type { ClientErrorCode } from '#domain/app-error';
import { type Answer, failureCode } from '#platform/answer';
import { useLeaving } from '#platform/leaving';
import { isSinglePageMode } from '#platform/navigation';
import { askToAgree, hasAgreed } from '#platform/privacy';
import { readStored, whenCleared, writeStored } from '#platform/storage';
import { me } from './me-cloud.ts';
import {
  EMPTY_SHELF,
  isMarked,
  type MarkKind,
  nextToSend,
  type PhoneShelf,
  withAnswer,
  withMark,
  withoutHistory,
} from './phone-shelf.ts';

const KEY = 'reader-shelf';

/** Fifty agencies are what one request of the timeline can ask for. */
export const MAX_FOLLOWED = 50;

/** The cloud is called at most so often, in milliseconds: what is collected goes together. */
const SYNC_PAUSE = 60_000;

/** So much unsent is brought at once; less waits for the next time. */
const MUCH = 100;

let shelf: PhoneShelf | undefined;
let syncedAt = 0;
const listeners = new Set<() => void>();

function readShelf(): PhoneShelf {
  shelf ??= readStored<PhoneShelf>(KEY) ?? EMPTY_SHELF;
  return shelf;
}

function keepShelf(next: PhoneShelf): void {
  shelf = next;
  writeStored(KEY, next);
  for (const listener of listeners) listener();
}

whenCleared(() => {
  shelf = undefined;
  for (const listener of listeners) listener();
});

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Says something about a thing, `<what>:<id>`; it goes to the cloud with the next sync. */
export function setMark(kind: MarkKind, subject: string, on: boolean, position?: number): void {
  const at = new Date().toISOString();
  keepShelf(withMark(readShelf(), { kind, subject, on, at, ...(position !== undefined && { position }) }));
}

/** Forgets what was read, here and, with the next sync, everywhere. */
export function clearHistory(): void {
  keepShelf(withoutHistory(readShelf(), new Date().toISOString()));
}

/**
 * Brings the shelves of this phone and the cloud together. Nothing waits for it: without a network what is unsent stays
 * and goes another time. In Moments nobody is signed in, and before the privacy agreement what is said stays on the phone.
 *
 * @param settle is told why the cloud could not be asked, or nothing once it was
 */
async function syncShelf(settle?: (failure?: ClientErrorCode) => void): Promise<void> {
  if (isSinglePageMode() || Date.now() - syncedAt < SYNC_PAUSE) return;
  syncedAt = Date.now();
  if (!(await hasAgreed())) {
    syncedAt = 0;
    return;
  }
  try {
    do {
      const before = readShelf();
      const sent = nextToSend(before);
      const answer = await me('syncShelf', { marks: sent, since: before.revision });
      keepShelf(withAnswer(readShelf(), sent, answer));
      // Who was long without a network brings more than one call takes.
    } while (readShelf().unsent.length >= MUCH);
    settle?.();
  } catch (error) {
    syncedAt = 0;
    settle?.(failureCode(error));
  }
}

/** Why the shelf is as this phone has it, and how to try again. */
export type ShelfSync = Pick<Answer<never>, 'failure' | 'retry'>;

/** Syncs as the reader leaves the page and, with `onOpen`, as it opens: where what other phones said is looked at. */
export function useShelfSync({ onOpen }: { onOpen: boolean }): ShelfSync {
  const [failure, setFailure] = useState<ClientErrorCode>();
  const sync = useCallback(() => void syncShelf(setFailure), []);
  useEffect(() => {
    if (onOpen) sync();
  }, [onOpen, sync]);
  useLeaving(() => {
    if (readShelf().unsent.length > 0) void syncShelf();
  });
  return { failure, retry: sync };
}

/** The reader's shelf; every screen that shows it sees a change at once. */
export function useReaderShelf(): PhoneShelf {
  return useSyncExternalStore(subscribe, readShelf);
}

/** Whether something is marked, and how to turn that round. */
export function useMark(kind: MarkKind, subject: string): [boolean, () => void] {
  const isOn = isMarked(useReaderShelf(), kind, subject);
  const turn = useCallback(() => {
    setMark(kind, subject, !isOn);
    // Whoever keeps something wants it on their next phone, too; refused, it stays on this one.
    void askToAgree();
  }, [kind, subject, isOn]);
  return [isOn, turn];
}
