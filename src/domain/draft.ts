import { AppError } from './app-error.ts';
import type { LawReference } from './law.ts';
import type { ChannelId } from './post.ts';

/**
 * A post on its way: written, perhaps read by a second person, perhaps waiting for its hour, published.
 * `publishing` is the moment in between: a run that dies there is taken up again.
 */
export const DRAFT_STATES = [
  { id: 'editing', name: '编辑中' },
  { id: 'review', name: '待审核' },
  { id: 'returned', name: '已退回' },
  { id: 'approved', name: '已通过' },
  { id: 'scheduled', name: '定时发布' },
  { id: 'publishing', name: '正在发布' },
  { id: 'published', name: '已发布' },
  { id: 'discarded', name: '已丢弃' },
] as const;

export type DraftState = (typeof DRAFT_STATES)[number]['id'];

/** The lists of the desk in which a draft stands. */
export const DRAFT_SHELVES = ['open', 'review', 'due', 'done', 'gone'] as const;

export type DraftShelf = (typeof DRAFT_SHELVES)[number];

const SHELF_OF: Record<DraftState, DraftShelf> = {
  editing: 'open',
  returned: 'open',
  approved: 'open',
  review: 'review',
  scheduled: 'due',
  publishing: 'due',
  published: 'done',
  discarded: 'gone',
};

/** What an editor writes. Everything may still be empty. */
export interface DraftContent {
  agencyId: string;
  channel: ChannelId;
  title: string;
  digest: string;
  /** Marked text; see `markedToHtml`. */
  body: string;
  /** An https address, or `pictures/<name>`. */
  cover?: string;
  laws: LawReference[];
  /** Of a correction: why, as readers see it. */
  reason?: string;
}

/** One run of saves by one phone, from the last that it knows to be kept until the next. */
export interface SaveRun {
  /** Made by the phone; another one after every answer that reached it. */
  key: string;
  /** Counts the changes of the words: what was sent earlier and comes later has a lower one. */
  turn: number;
}

/** A draft, in collection `drafts`. Instants are ISO 8601 UTC. */
export interface DraftDocument extends DraftContent {
  _id: string;
  state: DraftState;
  shelf: DraftShelf;
  /** Counts from 1 with every change of the draft, of its words and of its state alike: who changes it says which one they saw. */
  version: number;
  /** OPENIDs of all who have written in it: none of them may be the second pair of eyes. */
  authors: string[];
  createdAt: string;
  savedAt: string;
  savedBy: string;
  /** The run that saved the words last, and the version that its phone knew then; absent once the draft was moved otherwise. */
  lastSave?: SaveRun & { on: number };
  /** `savedAt` and the id, as one text that sorts. */
  key: string;
  /** The published post, and its revision, that this is to correct. */
  corrects?: { postId: string; revision: number };
  /** The inquiry, by id, whose public answer this is: published, it is in the list of answers. Its driver was answered before. */
  answers?: string;
  review?: { by: string; at: string; decision: 'approve' | 'return'; note: string };
  /** When a timer has to look at it: the hour of publication, or a while after a publication began. */
  dueAt?: string;
  /** Who has it published, and when: fixed at the first try, so that a second one publishes the same. */
  publishedBy?: string;
  publishingAt?: string;
  /** What became of it. */
  postId?: string;
}

/** A change at the desk: by whom, and when. */
export interface DraftDeed {
  by: string;
  at: Date;
}

/** A publication that hasn't ended after so long was killed; milliseconds. */
const PUBLICATION_LEASE = 60_000;

/** Why a step is refused; `reason` is for the editor. */
function refuse(message: string, reason: string): AppError {
  return new AppError('conflict', message, { reason });
}

function moved(draft: DraftDocument, state: DraftState, at: Date): DraftDocument {
  const { dueAt: _dueAt, lastSave: _lastSave, ...kept } = draft;
  const savedAt = at.toISOString();
  return {
    ...kept,
    state,
    shelf: SHELF_OF[state],
    version: draft.version + 1,
    savedAt,
    key: `${savedAt}~${draft._id}`,
  };
}

/** Passes a draft that is at the version its editor has seen. @throws AppError `conflict` */
export function expectVersion(draft: DraftDocument, version: number): void {
  if (draft.version !== version) {
    throw refuse(
      `draft ${draft._id} is at version ${draft.version}, not ${version}`,
      '草稿已有新的变化，请刷新后再操作。',
    );
  }
}

function expectState(draft: DraftDocument, states: readonly DraftState[]): void {
  if (states.includes(draft.state)) return;
  const name = DRAFT_STATES.find(({ id }) => id === draft.state)?.name ?? '';
  throw refuse(`draft ${draft._id} is ${draft.state}`, `草稿当前为“${name}”，不能进行这一步。`);
}

export function newDraft(
  id: string,
  content: DraftContent,
  { by, at }: DraftDeed,
  lastSave?: DraftDocument['lastSave'],
): DraftDocument {
  const savedAt = at.toISOString();
  return {
    _id: id,
    ...content,
    state: 'editing',
    shelf: 'open',
    version: 1,
    authors: [by],
    createdAt: savedAt,
    savedAt,
    savedBy: by,
    key: `${savedAt}~${id}`,
    ...(lastSave !== undefined && { lastSave }),
  };
}

const CONTENT = ['agencyId', 'channel', 'title', 'digest', 'body', 'cover', 'laws', 'reason'] as const;

/**
 * The public answer to an inquiry, on its way at once: to a second person where its agency wants one, else into public.
 */
export function answerDraft(
  id: string,
  content: DraftContent,
  answers: string,
  { fourEyes, ...deed }: DraftDeed & { fourEyes: boolean },
): DraftDocument {
  const draft = { ...newDraft(id, content, deed), answers };
  return fourEyes ? submittedDraft(draft, deed) : publishingDraft(draft, { ...deed, fourEyes });
}

export function saysSame(draft: DraftDocument, content: DraftContent): boolean {
  return CONTENT.every((field) => JSON.stringify(draft[field]) === JSON.stringify(content[field]));
}

/**
 * Whether a save goes on from the one that stands: its own phone's, who never heard that it was kept. What it replaces are
 * words that the same person has changed since, and nobody else's.
 */
export function goesOnFrom(
  { savedBy, lastSave }: DraftDocument,
  { by, version, run }: { by: string; version: number; run: SaveRun | undefined },
): boolean {
  if (lastSave === undefined || run === undefined || savedBy !== by) return false;
  return lastSave.key === run.key && lastSave.on === version && lastSave.turn < run.turn;
}

/** The next version with other words. What was approved has to be read again. */
export function savedDraft(
  before: DraftDocument,
  content: DraftContent,
  { by, at }: DraftDeed,
  lastSave?: DraftDocument['lastSave'],
): DraftDocument {
  expectState(before, ['editing', 'returned', 'approved']);
  const { cover: _cover, reason: _reason, ...kept } = before;
  const state = before.state === 'returned' ? 'returned' : 'editing';
  const authors = before.authors.includes(by) ? before.authors : [...before.authors, by];
  return {
    ...moved({ ...kept, ...content }, state, at),
    savedBy: by,
    authors,
    ...(lastSave !== undefined && { lastSave }),
  };
}

/** Handed to a second person. */
export function submittedDraft(before: DraftDocument, { at }: DraftDeed): DraftDocument {
  expectState(before, ['editing', 'returned']);
  expectComplete(before);
  const { review: _, ...kept } = before;
  return moved(kept, 'review', at);
}

/** Taken back to be written on: from review, or from the timetable. */
export function reopenedDraft(before: DraftDocument, { at }: DraftDeed): DraftDocument {
  expectState(before, ['review', 'approved', 'scheduled']);
  return moved(before, 'editing', at);
}

/**
 * What the second person says. @throws AppError `forbidden` for somebody who has written in it
 */
export function reviewedDraft(
  before: DraftDocument,
  { decision, note }: { decision: 'approve' | 'return'; note: string },
  { by, at }: DraftDeed,
): DraftDocument {
  expectState(before, ['review']);
  if (before.authors.includes(by)) {
    const reason = '您写过这份草稿，请由另一位同事审核。';
    throw new AppError('forbidden', 'a reviewer must not be one of the authors', { reason });
  }
  const review = { by, at: at.toISOString(), decision, note };
  return { ...moved(before, decision === 'approve' ? 'approved' : 'returned', at), review };
}

/** @throws AppError `invalid_input` for what a post can't be without */
function expectComplete(draft: DraftDocument): void {
  const missing = [
    draft.title.trim() === '' && { path: 'title', message: 'is missing' },
    draft.body.trim() === '' && { path: 'body', message: 'is missing' },
    draft.corrects !== undefined && !draft.reason?.trim() && { path: 'reason', message: 'is missing' },
  ].filter((issue) => issue !== false);
  const [first] = missing;
  if (first === undefined) return;
  throw new AppError('invalid_input', `${first.path}: ${first.message}`, {
    issues: missing,
    reason: { title: '请先写标题。', body: '请先写正文。', reason: '请写明更正原因，读者会看到。' }[first.path] ?? '',
  });
}

/** @throws AppError `conflict` where the agency wants a second pair of eyes first */
function expectReleased(draft: DraftDocument, fourEyes: boolean): void {
  expectState(draft, ['editing', 'returned', 'approved', 'scheduled']);
  expectComplete(draft);
  if (fourEyes && draft.state !== 'approved' && draft.state !== 'scheduled') {
    throw refuse(`agency ${draft.agencyId} wants a review first`, '本机构的稿件须经另一位同事审核后才能发布。');
  }
}

/** Waits for its hour. @param until ISO 8601 UTC */
export function scheduledDraft(
  before: DraftDocument,
  until: string,
  { fourEyes, ...deed }: DraftDeed & { fourEyes: boolean },
): DraftDocument {
  expectReleased(before, fourEyes);
  return { ...moved(before, 'scheduled', deed.at), dueAt: until, publishedBy: deed.by };
}

/** Its publication begins; what is asked again after a lost answer goes on with what began. */
export function publishingDraft(
  before: DraftDocument,
  { fourEyes, by, at }: DraftDeed & { fourEyes: boolean },
): DraftDocument {
  expectReleased(before, fourEyes);
  return {
    ...moved(before, 'publishing', at),
    publishedBy: by,
    publishingAt: at.toISOString(),
    dueAt: new Date(at.getTime() + PUBLICATION_LEASE).toISOString(),
  };
}

export function publishedDraft(before: DraftDocument, postId: string, { at }: DraftDeed): DraftDocument {
  return { ...moved(before, 'published', at), postId };
}

/** It could not be published: back to its editors with the reason. */
export function bouncedDraft(before: DraftDocument, note: string, { by, at }: DraftDeed): DraftDocument {
  const { publishingAt: _, ...kept } = moved(before, 'returned', at);
  return { ...kept, review: { by, at: at.toISOString(), decision: 'return', note } };
}

export function discardedDraft(before: DraftDocument, { at }: DraftDeed): DraftDocument {
  expectState(before, ['editing', 'returned', 'approved', 'review', 'scheduled']);
  return moved(before, 'discarded', at);
}
