import type { ActionInput, ActionOutput } from '#contract/action';
import type { DeskContract } from '#contract/desk';

export type DraftView = ActionOutput<DeskContract, 'getDraft'>;
export type DraftWords = ActionInput<DeskContract, 'saveDraft'>['content'];
export type SaveRun = NonNullable<ActionInput<DeskContract, 'saveDraft'>['run']>;

/** What the phone keeps of a draft: its words, and the version that they were typed on. 0 for one that no server knows. */
export interface PhoneText {
  version: number;
  /** By which the phone knows its own save again, if it never heard that it was kept. Absent in what an older app has left. */
  run?: SaveRun;
  words: DraftWords;
  /** ISO 8601 UTC. */
  typedAt: string;
}

function wordsOf({ agencyId, channel, title, digest, body, cover, laws, reason }: DraftView): DraftWords {
  return {
    ...{ agencyId, channel, title, digest, body, laws },
    ...(cover !== undefined && { cover }),
    ...(reason !== undefined && { reason }),
  };
}

export function saysSame(one: DraftWords, other: DraftWords): boolean {
  const plain = ({ agencyId, channel, title, digest, body, cover = '', laws = [], reason = '' }: DraftWords) =>
    JSON.stringify([agencyId, channel, title, digest, body, cover, laws, reason]);
  return plain(one) === plain(other);
}

/** How an editor begins. `unsaved`: the phone has words that the server hasn't. `parted`: both have gone on from one version. */
export type Opening =
  | { kind: 'saved'; words: DraftWords; version: number }
  | { kind: 'unsaved'; words: DraftWords; version: number }
  | { kind: 'parted'; words: DraftWords; version: number; theirs: DraftWords };

/** Whether what the server has are this phone's own words of a while ago: they were kept, and the answer was lost. */
function isOwnSave({ lastSave }: DraftView, { version, run }: PhoneText): boolean {
  if (lastSave === undefined || run === undefined) return false;
  return lastSave.key === run.key && lastSave.on === version && lastSave.turn <= run.turn;
}

/**
 * Brings the phone's words and the server's together when a draft is opened: after a crash, a dead battery, or a night.
 * Nothing of either is thrown away.
 */
export function openText(server: DraftView, phone: PhoneText | undefined): Opening {
  const theirs = wordsOf(server);
  const { version } = server;
  if (phone === undefined || saysSame(phone.words, theirs)) return { kind: 'saved', words: theirs, version };
  if (phone.version === version || isOwnSave(server, phone)) return { kind: 'unsaved', words: phone.words, version };
  // What is typed on is still typed on the version from which they parted: it goes through only once somebody has decided.
  return { kind: 'parted', words: phone.words, version: phone.version, theirs };
}

export function emptyWords(agencyId: string): DraftWords {
  return { agencyId, channel: 'release', title: '', digest: '', body: '', laws: [] };
}
