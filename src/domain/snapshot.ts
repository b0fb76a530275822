/**
 * Answers that lie as files in the cloud storage, for the mornings on which the function can't take everybody. A job writes
 * each as a file that never changes, then the pointer that names the files of now. All of it may be read by anybody.
 */

/** Folder of the cloud storage; its rules let everybody read. */
export const SNAPSHOT_FOLDER = 'snapshots/';
export const POINTER_FILE = 'pointer.json';

/** `news` is the first page of the timeline of everything, `roads` that of the whole country's road events. */
const SNAPSHOT_NAMES = ['news', 'roads'] as const;
export type SnapshotName = (typeof SNAPSHOT_NAMES)[number];

/** The one file that is written over; it says which files hold the answers of now. */
export interface SnapshotPointer {
  /** Grows with each publication. Caches may hand out an older pointer after a newer one: a client refuses it. */
  sequence: number;
  /** Of when the answers are, ISO 8601 UTC. */
  publishedAt: string;
  /** Who still finds this pointer then asks the function, ISO 8601 UTC. */
  expiresAt: string;
  /** File names beside the pointer. */
  files: Readonly<Record<SnapshotName, string>>;
}

/** What the function tells its clients of the snapshots while they are on. */
export interface SnapshotSwitch {
  /** How many of a hundred clients read them. */
  percent: number;
  /** Address of the pointer. */
  pointer: string;
}

/**
 * Whether this phone is among those that read snapshots. More percent only ever adds phones, so nobody goes to and fro.
 * @param lot drawn once on this phone, from 0 up to 1
 */
export function isChosen(lot: number, percent: number): boolean {
  return lot * 100 < percent;
}

/**
 * Whether to go by a pointer: it is whole, no older than the latest that this phone has gone by, and has not expired by the
 * phone's clock. A phone whose clock runs ahead asks the function, as it would without snapshots.
 */
export function isPointerGood(found: unknown, latest: number, now: number): found is SnapshotPointer {
  const pointer = found as Partial<SnapshotPointer> | null | undefined;
  return (
    typeof pointer?.sequence === 'number' &&
    pointer.sequence >= latest &&
    Date.parse(pointer.expiresAt ?? '') > now &&
    !Number.isNaN(Date.parse(pointer.publishedAt ?? '')) &&
    typeof pointer.files === 'object'
  );
}

/** A circuit breaker: after a failure nobody asks for a while, and longer each time it fails again. */
export interface Breaker {
  failures: number;
  /** Epoch milliseconds of the phone's clock. */
  openUntil: number;
}

/** The first pause, and the longest; milliseconds. */
const FIRST_PAUSE = 30_000;
const LONGEST_PAUSE = 15 * 60_000;

/** @param random from 0 up to 1: phones that failed together don't come back together */
export function breakerAfterFailure({ failures }: Breaker, now: number, random: number): Breaker {
  const pause = Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** Math.min(failures, 10));
  return { failures: failures + 1, openUntil: now + pause * (0.5 + random / 2) };
}

/** A clock that was set back must not keep a breaker open for ever. */
export function isBreakerOpen({ openUntil }: Breaker, now: number): boolean {
  return now < openUntil && openUntil - now <= LONGEST_PAUSE;
}

/** For so long at least the phone's own page stands when the snapshots can't be had, milliseconds; at most twice as long. */
const GOOD_ENOUGH = 3 * 60_000;

/**
 * Whether what a phone has kept will do when it can't have a snapshot, rather than asking the function. Each phone has a
 * limit of its own, so that those that lost the snapshots together come to the function one after the other.
 *
 * @param keptAt when it was good, epoch milliseconds; before or after now, for the clock may have been set
 * @param lot of this phone, from 0 up to 1
 */
export function isGoodEnough(keptAt: number, now: number, lot: number): boolean {
  return Math.abs(now - keptAt) < GOOD_ENOUGH * (1 + lot);
}
