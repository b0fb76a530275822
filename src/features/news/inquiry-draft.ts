import type { InquiryKind } from '#domain/inquiry';
import { readStored, removeStored, writeStored } from '#platform/storage';

/** A question or suggestion that was begun; it outlives the page, the mini program and a failed attempt to send it. */
export interface InquiryDraft {
  /** The same for every attempt to send it, so that it is taken once. */
  clientId: string;
  kind: InquiryKind;
  text: string;
  /** File ids of pictures that are in the cloud's storage already. */
  pictures: string[];
}

const KEY = 'inquiry-draft';

export const MAX_TEXT = 500;
export const MAX_PICTURES = 3;

export function newDraft(kind: InquiryKind): InquiryDraft {
  const clientId = `${Date.now().toString(36)}-${Math.random().toString(36).slice(2, 12)}`;
  return { clientId, kind, text: '', pictures: [] };
}

export function readDraft(): InquiryDraft {
  return readStored<InquiryDraft>(KEY) ?? newDraft('question');
}

export function keepDraft(draft: InquiryDraft): void {
  if (draft.text.trim() === '' && draft.pictures.length === 0) removeStored(KEY);
  else writeStored(KEY, draft);
}

export function forgetDraft(): void {
  removeStored(KEY);
}
