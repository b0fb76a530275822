import type { PostBlock } from '#domain/post';

/**
 * An article between its reading and its writing: a flat list of leaves, each knowing the paragraph and the containers that
 * it stands in. Wrappers without meaning (WeChat nests ten sections deep) have no place here, so they are gone by
 * construction; and since a leaf names its place, the writer can close everything at a picture and reopen it afterwards.
 */
export type Leaf =
  | TextLeaf
  | { kind: 'break'; paragraph: Paragraph }
  /** A picture of a character's size, which belongs into the sentence. */
  | { kind: 'icon'; paragraph: Paragraph; marks: readonly string[]; src: string; alt: string; width: number }
  | { kind: 'embed'; paragraph: Paragraph; block: EmbedBlock }
  /** The end of a link whose text has been read. */
  | { kind: 'link'; paragraph: Paragraph; link: Link }
  /** The start of a table cell: an empty one holds its place in the row. */
  | { kind: 'cell'; container: Container }
  | { kind: 'rule'; container: Container | undefined };

export interface TextLeaf {
  kind: 'text';
  paragraph: Paragraph;
  marks: readonly string[];
  link: Link | undefined;
  text: string;
}

export type EmbedBlock = Exclude<PostBlock, { kind: 'text' } | { kind: 'link' }>;

export interface Link {
  href: string;
  text: string;
  /** What to call it when it has no text of its own: a title, a picture's description, the host. */
  fallbackText: string;
  hasPicture: boolean;
  paragraphs: Set<Paragraph>;
}

export type Align = 'left' | 'center' | 'right' | 'justify';

export type ContainerTag = 'blockquote' | 'ul' | 'ol' | 'li' | 'dl' | 'dt' | 'dd' | 'table' | 'tr' | 'td' | 'th';

export interface Container {
  tag: ContainerTag;
  parent: Container | undefined;
  depth: number;
  align: Align;
  /** Cells only, 1 unless told otherwise. */
  colspan: number;
  rowspan: number;
  /** Children that count: items of a list, cells of a row, cells of the widest row of a table. */
  children: number;
  /** Number of an item in its ordered list. */
  ordinal: number;
}

/** `bare`: text that stands in an item or a cell directly. */
export type ParagraphTag = 'p' | 'bare' | 'pre' | 'h1' | 'h2' | 'h3' | 'h4' | 'h5' | 'h6';

export interface Paragraph {
  tag: ParagraphTag;
  container: Container | undefined;
  align: Align;
  /** Something to see stands in it, outside of any link. */
  hasOwnContent: boolean;
  /** Something to see stands in it. */
  hasContent: boolean;
}

const STRUCTURES: readonly string[] = ['ul', 'ol', 'dl', 'table', 'tr'];

/** Lists, tables and rows hold only their own kind; what a source puts into one directly stands outside of it. */
export function leaveStructure(container: Container | undefined): Container | undefined {
  let outer = container;
  while (outer !== undefined && STRUCTURES.includes(outer.tag)) outer = outer.parent;
  return outer;
}

/** The table that a row or a cell belongs to. */
export function tableOf(container: Container): Container | undefined {
  if (container.tag === 'table') return container;
  if (container.tag === 'tr') return container.parent;
  if (container.tag === 'td' || container.tag === 'th') return container.parent?.parent;
  return undefined;
}

/** Nobody tabulates one column: such a table is page layout, and its cells are plain paragraphs. */
export function isLayout(container: Container): boolean {
  const table = tableOf(container);
  return table !== undefined && table.children <= 1;
}

const HOLDERS: readonly string[] = ['li', 'dt', 'dd', 'table'];

/** The outermost list item or table around a place; it stays whole, so blocks within it wait for its end. */
export function findHolder(container: Container | undefined): Container | undefined {
  return listContainers(container).find(({ tag }) => HOLDERS.includes(tag));
}

/** The containers around a place, outermost first, without tables that are layout only. */
export function listContainers(container: Container | undefined): Container[] {
  const path: Container[] = [];
  for (let outer = container; outer !== undefined; outer = outer.parent) {
    if (!isLayout(outer)) path.unshift(outer);
  }
  return path;
}
