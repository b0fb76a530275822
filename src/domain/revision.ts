import type { PostBlock } from './post.ts';
import type { PostDocument } from './post-document.ts';
import { diffText, type TextChange } from './text-diff.ts';

/** Why a published post is no longer what it was. */
export const REVISION_KINDS = ['corrected', 'source-updated', 'withdrawn', 'source-withdrawn'] as const;

export type RevisionKind = (typeof REVISION_KINDS)[number];

/** What a reader may find changed. `media` is everything in the body that is no text. */
export const REVISED_FIELDS = ['title', 'digest', 'body', 'media', 'channel', 'cover', 'laws'] as const;

export interface FieldChange {
  field: (typeof REVISED_FIELDS)[number];
  /** In reading order; long passages that stayed are shortened to what stands beside a change. */
  parts: TextChange[];
}

/** One step in a post's public trail, in collection `revisions`. The first publication has none: the post itself tells it. */
export interface RevisionDocument {
  /** `<postId>:<revision>` */
  _id: string;
  postId: string;
  /** The revision that came of it. */
  revision: number;
  /** ISO 8601 UTC. */
  at: string;
  kind: RevisionKind;
  /** Who answers for it, as the feed names agencies; never a person. */
  agency: string;
  reason: string;
  changes: FieldChange[];
}

/** Characters of what stayed that are shown beside a change. */
const CONTEXT = 24;
const ELLIPSIS = '……';
/** Beyond this a field's change is told without its text: nobody reads it, and it has to travel. */
const MAX_FIELD_LENGTH = 20_000;

function shortenSame(text: string, isFirst: boolean, isLast: boolean): string {
  const characters = [...text];
  const head = isFirst ? [] : characters.slice(0, CONTEXT);
  const tail = isLast ? [] : characters.slice(-CONTEXT);
  if (characters.length <= head.length + tail.length + ELLIPSIS.length) return text;
  return head.join('') + ELLIPSIS + tail.join('');
}

/** What changed in a text, with a little of what stayed around it; empty where nothing did. */
export function describeTextChange(before: string, after: string): TextChange[] {
  if (before === after) return [];
  const parts = diffText(before, after);
  const short = parts.map((part, at) =>
    part.op === 'same' ? { ...part, text: shortenSame(part.text, at === 0, at === parts.length - 1) } : part,
  );
  const length = short.reduce((sum, { text }) => sum + text.length, 0);
  if (length <= MAX_FIELD_LENGTH) return short;
  return [
    { op: 'removed', text: `（原文 ${before.length} 字）` },
    { op: 'added', text: `（新文 ${after.length} 字）` },
  ];
}

/** A thing that is not text, by a name that a reader can tell it by. */
function describeMedia(block: Exclude<PostBlock, { kind: 'text' }>): string {
  switch (block.kind) {
    case 'image':
      return `图片 ${block.alt || block.src}`;
    case 'video':
      return `视频 ${block.title}`;
    case 'audio':
      return `音频 ${block.title}`;
    case 'link':
      return `链接 ${block.text} ${block.href}`;
  }
}

function describeSetChange(before: readonly string[], after: readonly string[]): TextChange[] {
  const removed = before.filter((item) => !after.includes(item));
  const added = after.filter((item) => !before.includes(item));
  return [
    ...removed.map((text): TextChange => ({ op: 'removed', text })),
    ...added.map((text): TextChange => ({ op: 'added', text })),
  ];
}

function listMedia(blocks: readonly PostBlock[]): string[] {
  return blocks.flatMap((block) => (block.kind === 'text' ? [] : [describeMedia(block)]));
}

type Revisable = Pick<PostDocument, 'title' | 'digest' | 'text' | 'blocks' | 'channel' | 'cover' | 'laws'>;

/** What a reader of the post before would find changed, field by field; fields that stayed are left out. */
export function describeChanges(before: Revisable, after: Revisable): FieldChange[] {
  const citations = ({ laws = [] }: Revisable) => laws.map(({ title, article }) => `《${title}》${article}`);
  const changes: FieldChange[] = [
    { field: 'title', parts: describeTextChange(before.title, after.title) },
    { field: 'digest', parts: describeTextChange(before.digest, after.digest) },
    { field: 'body', parts: describeTextChange(before.text, after.text) },
    { field: 'media', parts: describeSetChange(listMedia(before.blocks), listMedia(after.blocks)) },
    { field: 'channel', parts: describeSetChange([before.channel], [after.channel]) },
    { field: 'cover', parts: describeSetChange([before.cover ?? []].flat(), [after.cover ?? []].flat()) },
    { field: 'laws', parts: describeSetChange(citations(before), citations(after)) },
  ];
  return changes.filter(({ parts }) => parts.length > 0);
}

/** The step from one state of a post to the next. */
export function composeRevision(
  before: PostDocument,
  after: PostDocument,
  step: { at: string; kind: RevisionKind; agency: string; reason: string },
): RevisionDocument {
  return {
    _id: `${after._id}:${after.revision}`,
    postId: after._id,
    revision: after.revision,
    ...step,
    changes: after.status === 'withdrawn' ? [] : describeChanges(before, after),
  };
}
