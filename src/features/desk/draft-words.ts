import { clockTime } from '#domain/china-time';
import { DRAFT_STATES, type DraftState } from '#domain/draft';
import { failureWords } from '#domain/failure-words';
import type { Kept } from './use-draft.ts';

export function stateName(state: DraftState): string {
  return DRAFT_STATES.find(({ id }) => id === state)?.name ?? state;
}

/** Where an editor's words are, in a few of ours. */
export function keptWords(kept: Kept, now: Date): string {
  switch (kept.state) {
    case 'saved':
      return kept.at === undefined ? '新稿' : `已保存 ${clockTime(kept.at, now)}`;
    case 'typing':
      return '已存在本机，稍后送出';
    case 'saving':
      return '正在保存…';
    case 'on-phone':
      return `${failureWords(kept.failure).title}，已存在本机`;
    case 'parted':
      return kept.reason;
  }
}
