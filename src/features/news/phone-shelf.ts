import type { ShelfMarkView } from '#contract/me';

/** A reader's shelf as this phone has it: what it shows, and what it has not yet brought to the cloud. */
export interface PhoneShelf {
  /** The cloud's revision that this phone knows. */
  revision: number;
  /** The latest word on each thing, the latest first. */
  marks: readonly ShelfMarkView[];
  unsent: readonly ShelfMarkView[];
}

export type MarkKind = ShelfMarkView['kind'];

export const EMPTY_SHELF: PhoneShelf = { revision: 0, marks: [], unsent: [] };

/** What the screens show again. What was shared is told to the cloud and not kept here. */
const SHOWN: readonly MarkKind[] = ['favourite', 'follow', 'like', 'history'];

/** Articles that this phone remembers having shown, the latest first; the cloud knows more. */
const MAX_HISTORY = 200;

/** What one call of the cloud takes. */
const MAX_SENT = 200;

/** What waits for a network, at most; the oldest goes first. Months without one fill it. */
const MAX_UNSENT = 1000;

function isAbout({ kind, subject }: ShelfMarkView, other: ShelfMarkView): boolean {
  return kind === other.kind && subject === other.subject;
}

function withWord(marks: readonly ShelfMarkView[], word: ShelfMarkView): ShelfMarkView[] {
  return [word, ...marks.filter((mark) => !isAbout(mark, word))];
}

function withoutOldHistory(marks: readonly ShelfMarkView[]): ShelfMarkView[] {
  let left = MAX_HISTORY;
  return marks.filter(({ kind }) => {
    if (kind === 'history') left -= 1;
    return kind !== 'history' || left >= 0;
  });
}

/** The shelf after the reader has said something here. */
export function withMark(shelf: PhoneShelf, mark: ShelfMarkView): PhoneShelf {
  return {
    ...shelf,
    marks: SHOWN.includes(mark.kind) ? withoutOldHistory(withWord(shelf.marks, mark)) : shelf.marks,
    unsent: withWord(shelf.unsent, mark).slice(0, MAX_UNSENT),
  };
}

/** What goes to the cloud with one call: what has waited longest. */
export function nextToSend({ unsent }: PhoneShelf): ShelfMarkView[] {
  return unsent.slice(-MAX_SENT);
}

/** The shelf after the reader has cleared what was read; every phone of theirs will forget it. */
export function withoutHistory(shelf: PhoneShelf, at: string): PhoneShelf {
  return shelf.marks
    .filter(({ kind, on }) => kind === 'history' && on)
    .reduce((cleared, { subject }) => withMark(cleared, { kind: 'history', subject, on: false, at }), shelf);
}

/**
 * The shelf after the cloud has taken what was sent and told what came from other phones. What the reader has said while
 * the call was under way stands, and waits for the next one.
 */
export function withAnswer(
  shelf: PhoneShelf,
  sent: readonly ShelfMarkView[],
  answer: { revision: number; entries: readonly ShelfMarkView[] },
): PhoneShelf {
  const unsent = shelf.unsent.filter((mark) => !sent.some((one) => isAbout(one, mark) && one.at === mark.at));
  const news = answer.entries.filter(
    (entry) => SHOWN.includes(entry.kind) && !unsent.some((mark) => isAbout(mark, entry)),
  );
  const marks = news.reduce(withWord, [...shelf.marks]).sort((one, other) => (one.at < other.at ? 1 : -1));
  return { revision: answer.revision, marks: withoutOldHistory(marks), unsent };
}

export function isMarked({ marks }: PhoneShelf, kind: MarkKind, subject: string): boolean {
  return marks.some((mark) => mark.kind === kind && mark.subject === subject && mark.on);
}

/** What is marked, the latest first, by its id alone: of agencies for `follow`, of posts for `favourite`. */
export function markedIds({ marks }: PhoneShelf, kind: MarkKind): string[] {
  return marks
    .filter((mark) => mark.kind === kind && mark.on)
    .map(({ subject }) => subject.slice(subject.indexOf(':') + 1));
}
