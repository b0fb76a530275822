import type { PostBlock } from '#domain/post';
import { cutText, oneLine } from './clean-text.ts';
import {
  type Container,
  findHolder,
  isLayout,
  type Leaf,
  type Link,
  listContainers,
  type Paragraph,
  type TextLeaf,
  tableOf,
} from './flow.ts';
import type { Flow } from './read-flow.ts';
import { escapeAttribute, escapeText, keepRichText } from './rich-text.ts';

/** Longest text of a link block: it is a button, one line of a phone or two. */
const MAX_LINK_TEXT = 60;
const MAX_BREAKS = 2;

export interface WrittenBlocks {
  blocks: PostBlock[];
  /** Plain text, one line a paragraph. */
  text: string;
}

/** A block that waits until its paragraph, list item or table is complete: these are never cut in two. */
interface Waiting {
  block: PostBlock;
  paragraph: Paragraph;
  holder: Container | undefined;
}

/**
 * Writes leaves as the blocks of a post. A text block is well-formed by itself: what is open at a picture is closed
 * before it and opened again after it.
 */
export function writeBlocks(flow: Flow): WrittenBlocks {
  return new BlockWriter(flow.paragraphs).write(flow.leaves);
}

class BlockWriter {
  private readonly blocks: PostBlock[] = [];
  private waiting: Waiting[] = [];

  /** Paragraphs with content by container, layout tables not counted. */
  private readonly filled = new Map<Container, number>();

  private html = '';
  private containers: Container[] = [];
  private paragraph: Paragraph | undefined;
  private marks: readonly string[] = [];
  private pendingSpace = '';
  private pendingBreaks = 0;
  private pendingRule = false;

  private readonly lines: string[] = [];
  private line = '';
  private lineEndsInSpace = false;
  private lineParagraph: Paragraph | undefined;

  constructor(paragraphs: readonly Paragraph[]) {
    for (const { container, hasContent } of paragraphs) {
      if (!hasContent) continue;
      const inner = listContainers(container).at(-1);
      if (inner !== undefined) this.filled.set(inner, (this.filled.get(inner) ?? 0) + 1);
      for (const outer of listContainers(container)) {
        const table = tableOf(outer);
        if (table !== undefined && table !== inner) this.filled.set(table, (this.filled.get(table) ?? 0) + 1);
      }
    }
  }

  write(leaves: readonly Leaf[]): WrittenBlocks {
    for (const leaf of leaves) {
      this.releaseWaiting(leaf);
      this.writeLeaf(leaf);
    }
    this.releaseWaiting(undefined);
    this.endTextBlock();
    return { blocks: this.blocks, text: [...this.lines, this.line.trimEnd()].filter(Boolean).join('\n') };
  }

  private writeLeaf(leaf: Leaf): void {
    switch (leaf.kind) {
      case 'text':
        this.writePlainText(leaf);
        if (!isCarriedByLink(leaf)) this.writeText(leaf);
        return;
      case 'break':
        this.lineParagraph = undefined;
        if (leaf.paragraph === this.paragraph) this.pendingBreaks = Math.min(this.pendingBreaks + 1, MAX_BREAKS);
        return;
      case 'icon':
        this.writeIcon(leaf);
        return;
      case 'embed':
        this.writeEmbed(leaf);
        return;
      case 'link':
        this.writeLink(leaf.paragraph, leaf.link);
        return;
      case 'cell':
        this.writeCell(leaf.container);
        return;
      case 'rule':
        if (findHolder(leaf.container) === undefined) this.pendingRule = true;
        return;
    }
  }

  private writeText({ paragraph, marks, text }: TextLeaf): void {
    if (paragraph.tag === 'pre') {
      this.writeListing(paragraph, marks, text);
      return;
    }
    const space = /^\s*/.exec(text)?.[0] ?? '';
    const core = text.slice(space.length).trimEnd();
    if (space !== '') this.addSpace(paragraph, space);
    if (core === '') return;
    this.moveTo(paragraph, marks);
    this.html += escapeText(core.replace(/[ \t\n\r\f\v\u00a0]+/g, ' '));
    const rest = text.slice(space.length + core.length);
    if (rest !== '') this.addSpace(paragraph, rest);
  }

  private writeListing(paragraph: Paragraph, marks: readonly string[], text: string): void {
    const isFirst = this.paragraph !== paragraph;
    const lines = (isFirst ? text.replace(/^(?:[^\S\n]*\n)+/, '') : text).replace(/\r\n?/g, '\n');
    if (lines === '') return;
    // Blank ends are held back: they are written only when more follows.
    const core = lines.trimEnd();
    if (core === '') {
      if (!isFirst) this.pendingSpace += lines;
      return;
    }
    this.moveTo(paragraph, marks);
    this.html += escapeText(core);
    this.pendingSpace = lines.slice(core.length);
  }

  private addSpace(paragraph: Paragraph, space: string): void {
    if (paragraph !== this.paragraph || this.pendingBreaks > 0) return;
    // An ideographic space is a choice of the author, all others are layout.
    if (this.pendingSpace !== '\u3000') this.pendingSpace = space.includes('\u3000') ? '\u3000' : ' ';
  }

  private writeIcon({ paragraph, marks, src, alt, width }: Extract<Leaf, { kind: 'icon' }>): void {
    this.moveTo(paragraph, marks);
    this.html += `<img src="${escapeAttribute(src)}" alt="${escapeAttribute(alt)}" width="${width}" />`;
  }

  private writeEmbed({ paragraph, block }: Extract<Leaf, { kind: 'embed' }>): void {
    const holder = findHolder(paragraph.container);
    if (holder === undefined) {
      this.endTextBlock();
      this.blocks.push(block);
    } else {
      this.waiting.push({ block, paragraph, holder });
    }
  }

  private writeLink(paragraph: Paragraph, link: Link): void {
    const text = cutText(oneLine(link.text), MAX_LINK_TEXT) || link.fallbackText;
    const holder = findHolder(paragraph.container);
    const last = this.waiting.at(-1)?.block;
    // Editors cut one link into several; a reader wants one button.
    if (last?.kind === 'link' && last.href === link.href && this.waiting.at(-1)?.paragraph === paragraph) {
      last.text = cutText(`${last.text}${text}`, MAX_LINK_TEXT);
      return;
    }
    this.waiting.push({ block: { kind: 'link', text, href: link.href }, paragraph, holder });
  }

  private writeCell(cell: Container): void {
    if (isLayout(cell) || (this.filled.get(tableOf(cell) ?? cell) ?? 0) === 0) return;
    this.closeParagraph();
    this.enterContainers(listContainers(cell));
  }

  /** Lets go of the blocks whose paragraph, item or table ends before this leaf. */
  private releaseWaiting(next: Leaf | undefined): void {
    const last = this.waiting.at(-1);
    if (last === undefined) return;
    if (next !== undefined) {
      const container = 'paragraph' in next ? next.paragraph.container : next.container;
      const holder = findHolder(container);
      const continues =
        last.holder === undefined ? 'paragraph' in next && next.paragraph === last.paragraph : holder === last.holder;
      if (continues) return;
    }
    this.endTextBlock();
    for (const { block } of this.waiting) this.blocks.push(block);
    this.waiting = [];
  }

  /** Opens what the content stands in, and closes what it does not. */
  private moveTo(paragraph: Paragraph, marks: readonly string[]): void {
    if (this.paragraph !== paragraph && this.continuesBare(paragraph)) {
      this.pendingBreaks = Math.max(this.pendingBreaks, 1);
      this.paragraph = paragraph;
    } else if (this.paragraph !== paragraph) {
      this.closeParagraph();
      if (this.pendingRule) this.writeRule();
      this.enterContainers(listContainers(paragraph.container));
      this.html += this.openParagraphTag(paragraph);
      this.paragraph = paragraph;
    }
    const kept = countShared(this.marks, marks);
    this.closeMarks(kept);
    this.writePending(paragraph);
    for (const mark of marks.slice(kept)) this.html += `<${mark}>`;
    this.marks = marks;
  }

  private writePending(paragraph: Paragraph): void {
    if (paragraph.tag === 'pre') {
      const missing = this.pendingBreaks > 0 && !this.pendingSpace.includes('\n');
      this.html += this.pendingSpace + (missing ? '\n' : '');
    } else {
      this.html += this.pendingBreaks > 0 ? '<br />'.repeat(this.pendingBreaks) : this.pendingSpace;
    }
    this.pendingBreaks = 0;
    this.pendingSpace = '';
  }

  private writeRule(): void {
    this.pendingRule = false;
    this.leaveContainers(0);
    if (this.html !== '') this.html += '<hr />';
  }

  private openParagraphTag(paragraph: Paragraph): string {
    const inner = listContainers(paragraph.container).at(-1);
    if (this.isBare(paragraph)) return '';
    const align = paragraph.align === (inner?.align ?? 'left') ? '' : ` style="text-align:${paragraph.align}"`;
    const tag = paragraph.tag === 'bare' ? 'p' : paragraph.tag;
    return `<${tag}${tag === 'pre' ? '' : align}>`;
  }

  /** An item or a cell needs no paragraph around its only text. */
  private isBare({ tag, container, align }: Paragraph): boolean {
    const inner = listContainers(container).at(-1);
    if (inner === undefined || inner.tag === 'blockquote' || align !== inner.align) return false;
    if (tag === 'bare') return inner === container;
    return tag === 'p' && this.filled.get(inner) === 1;
  }

  /** Two texts side by side in an item or a cell would run together; they become lines of one. */
  private continuesBare(paragraph: Paragraph): boolean {
    if (this.paragraph === undefined || !this.isBare(this.paragraph) || !this.isBare(paragraph)) return false;
    return this.containers.length > 0 && this.containers.at(-1) === listContainers(paragraph.container).at(-1);
  }

  private closeParagraph(): void {
    if (this.paragraph !== undefined) {
      this.closeMarks(0);
      if (!this.isBare(this.paragraph)) this.html += `</${this.paragraph.tag === 'bare' ? 'p' : this.paragraph.tag}>`;
    }
    this.paragraph = undefined;
    this.marks = [];
    this.pendingSpace = '';
    this.pendingBreaks = 0;
  }

  private closeMarks(kept: number): void {
    for (const mark of this.marks.slice(kept).reverse()) this.html += `</${mark}>`;
    this.marks = this.marks.slice(0, kept);
  }

  private enterContainers(path: readonly Container[]): void {
    const kept = countShared(this.containers, path);
    this.leaveContainers(kept);
    for (const container of path.slice(kept)) {
      this.html += this.openContainerTag(container, path);
      this.containers.push(container);
    }
  }

  private leaveContainers(kept: number): void {
    for (const container of this.containers.splice(kept).reverse()) {
      this.html += `</${container.tag}>`;
    }
  }

  private openContainerTag(container: Container, path: readonly Container[]): string {
    if (container.tag === 'ol') {
      // Items before a cut, or before the first that shows anything, keep their numbers.
      const item = path[path.indexOf(container) + 1];
      const start = item?.tag === 'li' ? item.ordinal : container.ordinal;
      return start === 1 ? '<ol>' : `<ol start="${start}">`;
    }
    const colspan = container.colspan === 1 ? '' : ` colspan="${container.colspan}"`;
    const rowspan = container.rowspan === 1 ? '' : ` rowspan="${container.rowspan}"`;
    const align = container.align === 'left' ? '' : ` style="text-align:${container.align}"`;
    return `<${container.tag}${colspan}${rowspan}${align}>`;
  }

  private endTextBlock(): void {
    this.closeParagraph();
    this.leaveContainers(0);
    this.pendingRule = false;
    const html = keepRichText(this.html);
    if (html !== '') this.blocks.push({ kind: 'text', html });
    this.html = '';
  }

  private writePlainText({ paragraph, text }: TextLeaf): void {
    if (paragraph !== this.lineParagraph) {
      if (!/\S/.test(text)) return;
      this.lines.push(this.line.trimEnd());
      this.line = '';
      this.lineEndsInSpace = true;
      this.lineParagraph = paragraph;
    }
    const piece = text.replace(/\s+/g, ' ');
    this.line += this.lineEndsInSpace ? piece.trimStart() : piece;
    this.lineEndsInSpace = piece === '' ? this.lineEndsInSpace : piece.endsWith(' ');
  }
}

/** A short link that is all there is in its paragraph: the button says it, so the text need not. */
function isCarriedByLink({ link, paragraph }: TextLeaf): boolean {
  if (link === undefined || paragraph.hasOwnContent || paragraph.tag !== 'p') return false;
  return (
    link.paragraphs.size === 1 &&
    link.text.trim().length <= MAX_LINK_TEXT &&
    findHolder(paragraph.container) === undefined
  );
}

function countShared<T>(before: readonly T[], after: readonly T[]): number {
  let count = 0;
  while (count < before.length && count < after.length && before[count] === after[count]) count += 1;
  return count;
}
