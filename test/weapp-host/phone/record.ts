/** What the host wants to know of a run. */
import { isStill, noteMovement, untilState } from './stillness.ts';

export interface SetDataCount {
  calls: number;
  /** UTF-8 bytes of the JSON that crossed to the view. */
  bytes: number;
  /** The largest single update. */
  largest: number;
}

/** A value that WeChat's JSON boundary would have lost or changed, and where it stood. */
export interface LostValue {
  page: string;
  path: string;
  what: string;
}

export interface RunRecord {
  setData: SetDataCount & { byPage: Record<string, SetDataCount>; lost: LostValue[] };
  /** What the app asked of WeChat that this phone can't do. */
  unimplemented: string[];
  /** Errors that the app let out, and what the component framework complained about. */
  errors: string[];
  /** What the app wanted of the driver's world, in order: toasts, vibrations, copied text and the like. */
  effects: { api: string; detail: unknown }[];
}

export const record: RunRecord = {
  setData: { calls: 0, bytes: 0, largest: 0, byPage: {}, lost: [] },
  unimplemented: [],
  errors: [],
  effects: [],
};

export function resetRecord(): void {
  record.setData = { calls: 0, bytes: 0, largest: 0, byPage: {}, lost: [] };
  record.effects = [];
}

export function noteUnimplemented(what: string): void {
  if (!record.unimplemented.includes(what)) record.unimplemented.push(what);
}

export function noteError(error: unknown, where: string): void {
  const said = error instanceof Error ? (error.stack ?? error.message) : String(error);
  record.errors.push(`${where}: ${said}`);
}

export function noteEffect(api: string, detail: unknown): void {
  record.effects.push({ api, detail });
}

let pending = 0;

/** Keeps the phone busy for as long as the work takes. */
export async function whileBusy<T>(work: Promise<T>): Promise<T> {
  pending += 1;
  noteMovement();
  try {
    return await work;
  } finally {
    pending -= 1;
    noteMovement();
  }
}

/** Within a call that counts as busy: the phone stands still until the driver has decided. */
export async function whileDriverDecides<T>(decision: Promise<T>): Promise<T> {
  pending -= 1;
  try {
    return await decision;
  } finally {
    pending += 1;
    noteMovement();
  }
}

/** Waits until nothing is under way and nothing moves any more: see `isStill`. @returns whether that came within the patience */
export function untilQuiet({ quiet, patience }: { quiet: number; patience: number }): Promise<boolean> {
  return untilState(() => pending === 0 && isStill(quiet), patience);
}
