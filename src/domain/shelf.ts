import type { PostTally } from './tally.ts';

/**
 * A reader's own marks: favourites, history, followed agencies, likes, and what was shared. Each phone keeps them and
 * syncs; the last word on each thing holds, whatever order the phones come in, and however often the same word comes.
 */
export const SHELF_KINDS = ['favourite', 'history', 'follow', 'like', 'share'] as const;

export type ShelfKind = (typeof SHELF_KINDS)[number];

/** One mark on one thing. */
export interface ShelfMark {
  kind: ShelfKind;
  /** `<what>:<id>`, e.g. `post:3f2a…`, `agency:bj`. */
  subject: string;
  /** False where it was taken back. */
  on: boolean;
  /** When the reader said so, ISO 8601 UTC by the phone's clock. */
  at: string;
  /** How far an article was read, 0 to 1. */
  position?: number;
}

export interface ShelfEntry extends ShelfMark {
  /** The shelf's revision with which it came. */
  revision: number;
}

/** A reader's shelf, in collection `shelves` under the reader's OPENID. */
export interface ShelfDocument {
  _id: string;
  /** Counts the changes; a phone asks for what came after the one it knows. */
  revision: number;
  entries: ShelfEntry[];
}

/** Beyond these the oldest are forgotten. Fifty agencies are what one request of the feed can ask for. */
const KEPT: Record<ShelfKind, number> = { favourite: 500, history: 500, follow: 50, like: 1000, share: 500 };

function keyOf({ kind, subject }: ShelfMark): string {
  return `${kind} ${subject}`;
}

/** Whether a mark is a later word than another on the same thing. A tie is decided by what the marks say, so every phone decides alike. */
function isLater(mark: ShelfMark, than: ShelfMark): boolean {
  if (mark.at !== than.at) return mark.at > than.at;
  if (mark.on !== than.on) return mark.on;
  return (mark.position ?? 0) > (than.position ?? 0);
}

function forgetOldest(entries: readonly ShelfEntry[]): ShelfEntry[] {
  return SHELF_KINDS.flatMap((kind) =>
    entries
      .filter((entry) => entry.kind === kind)
      .sort((one, other) => (isLater(one, other) ? -1 : 1))
      .slice(0, KEPT[kind]),
  );
}

/** What a change of one mark adds to a post's counters. */
function tallyOf(mark: ShelfMark, before: ShelfMark | undefined): PostTally | undefined {
  const [what, postId] = mark.subject.split(/:(.*)/s);
  if (what !== 'post' || postId === undefined || postId === '') return undefined;
  if (mark.kind === 'like') {
    const likes = Number(mark.on) - Number(before?.on ?? false);
    return likes === 0 ? undefined : { postId, likes };
  }
  // A view and a share count once for each reader and post, however often they come.
  if (before !== undefined || !mark.on) return undefined;
  if (mark.kind === 'history') return { postId, views: 1 };
  return mark.kind === 'share' ? { postId, shares: 1 } : undefined;
}

export interface ShelfMerge {
  shelf: ShelfDocument;
  /** False where every mark was known, or older than what is known. */
  changed: boolean;
  tallies: PostTally[];
}

/**
 * Merges marks into a shelf. In any order, and any number of times, the same marks give the same entries.
 * A phone whose clock runs ahead can't have the last word for ever: no mark is later than `now`.
 */
export function mergeShelf(shelf: ShelfDocument, marks: readonly ShelfMark[], now: Date): ShelfMerge {
  const latest = now.toISOString();
  const entries = new Map(shelf.entries.map((entry) => [keyOf(entry), entry]));
  const revision = shelf.revision + 1;
  const tallies: PostTally[] = [];
  let changed = false;
  for (const given of marks) {
    const mark = given.at > latest ? { ...given, at: latest } : given;
    const known = entries.get(keyOf(mark));
    if (known !== undefined && !isLater(mark, known)) continue;
    const tally = tallyOf(mark, known);
    if (tally !== undefined) tallies.push(tally);
    entries.set(keyOf(mark), { ...mark, revision });
    changed = true;
  }
  if (!changed) return { shelf, changed, tallies };
  return { shelf: { _id: shelf._id, revision, entries: forgetOldest([...entries.values()]) }, changed, tallies };
}
