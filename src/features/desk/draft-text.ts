import type { ActionInput, ActionOutput } from '#contract/action';
import type { DeskContract } from '#contract/desk';

export type DraftView = ActionOutput<DeskContract, 'getDraft'>;
export type DraftWords = ActionInput<DeskContract, 'saveDraft'>['content'];

/** What the phone keeps of a draft: its words, and the version that they were typed on. 0 for one that no server knows. */
export interface PhoneText {
  version: number;
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

/**
 * Brings the phone's words and the server's together when a draft is opened: after a crash, a dead battery, or a night.
 * Nothing of either is thrown away.
 */
export function openText(server: DraftView, phone: PhoneText | undefined): Opening {
  const theirs = wordsOf(server);
  const { version } = server;
  if (phone === undefined || saysSame(phone.words, theirs)) return { kind: 'saved', words: theirs, version };
  if (phone.version === version) return { kind: 'unsaved', words: phone.words, version };
  return { kind: 'parted', words: phone.words, version, theirs };
}

export function emptyWords(agencyId: string): DraftWords {
  return { agencyId, channel: 'release', title: '', digest: '', body: '', laws: [] };
}
