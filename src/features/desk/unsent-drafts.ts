import { useEffect, useState } from 'react';
import { useReturning } from '#platform/leaving';
import { readStored, removeStored, storedKeys, writeStored } from '#platform/storage';
import type { PhoneText } from './draft-text.ts';

/** The words themselves are the list of them: no second one that a crash could leave behind. */
const PREFIX = 'draft-text:';

/** Words that only this phone has. */
export interface UnsentDraft extends PhoneText {
  id: string;
}

const whenDropped = new Set<() => void>();

export function readUnsent(id: string): PhoneText | undefined {
  return readStored<PhoneText>(PREFIX + id);
}

export function keepUnsent(id: string, text: PhoneText): void {
  writeStored(PREFIX + id, text);
}

/** The desk has them now, or they were given up. */
export function dropUnsent(id: string): void {
  removeStored(PREFIX + id);
  for (const tell of whenDropped) tell();
}

/** Those typed last first. */
function listUnsent(): UnsentDraft[] {
  const drafts = storedKeys(PREFIX).flatMap((key) => {
    const text = readStored<PhoneText>(key);
    return text === undefined ? [] : [{ ...text, id: key.slice(PREFIX.length) }];
  });
  return drafts.sort((one, other) => (one.typedAt < other.typedAt ? 1 : -1));
}

/** Drafts whose words this phone holds unsent, as a list that is looked at knows them: typing goes on in other pages. */
export function useUnsentDrafts(): readonly UnsentDraft[] {
  const [drafts, setDrafts] = useState(listUnsent);
  useEffect(() => {
    const read = () => setDrafts(listUnsent());
    whenDropped.add(read);
    return () => {
      whenDropped.delete(read);
    };
  }, []);
  useReturning(() => setDrafts(listUnsent()));
  return drafts;
}
