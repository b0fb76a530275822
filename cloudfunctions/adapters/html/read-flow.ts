import { Parser } from 'htmlparser2';
import { cleanText, oneLine } from './clean-text.ts';
import {
  BOUNDARIES,
  CONTAINERS,
  DROPPED_WITH_CONTENT,
  HEADINGS,
  isHidden,
  isPlayer,
  readAlign,
  readMarks,
  readSpan,
  readStart,
  WORTH_A_WORD,
} from './element-rules.ts';
import { type Attributes, describeUnsafe, type Embed, readBackground, readEmbed } from './embeds.ts';
import {
  type Align,
  type Container,
  type Leaf,
  type Link,
  leaveStructure,
  type Paragraph,
  type ParagraphTag,
} from './flow.ts';
import { safeUrl } from './safe-url.ts';

/** HTML that is too large to be an article; the message says which limit it breaks. */
export class OversizedHtmlError extends Error {
  override name = 'OversizedHtmlError';
}

/** WeChat's own limit is 1 MB; pictures pasted as data: addresses make honest pages larger. */
const MAX_HTML_LENGTH = 5_000_000;
const MAX_ELEMENTS = 50_000;
/** The parser's stack costs time by its depth, so depth and elements bound the time together (half a second at both limits). */
const MAX_DEPTH = 12_000;
/** Lists in tables in quotes: beyond this depth (and that of WeChat's audit) only text remains. */
const MAX_CONTAINER_DEPTH = 12;

const PICTURE_ADDRESS = /\.(?:jpe?g|png|gif|webp|bmp|svg)(?:\?|#|$)/i;

/** What an open element hands down to its content. */
interface Frame {
  container: Container | undefined;
  marks: readonly string[];
  align: Align;
  link: Link | undefined;
  /** Tag of the paragraphs that begin here. */
  paragraphTag: ParagraphTag;
  isBoundary: boolean;
}

export interface Flow {
  leaves: Leaf[];
  paragraphs: Paragraph[];
  /** What was left out, each with how often. */
  dropped: Map<string, number>;
}

/**
 * Reads untrusted HTML into leaves. Never recursive: its depth is the document's business.
 * @throws OversizedHtmlError
 */
export function readFlow(html: string, baseUrl: string | undefined): Flow {
  if (html.length > MAX_HTML_LENGTH) {
    throw new OversizedHtmlError(`正文有 ${html.length} 个字符，超过 ${MAX_HTML_LENGTH}`);
  }
  const reader = new FlowReader(baseUrl);
  const parser = new Parser(
    {
      onopentag: (name, attributes) => reader.open(name, attributes),
      onclosetag: () => reader.close(),
      ontext: (text) => reader.text(text),
    },
    { decodeEntities: true, lowerCaseTags: true, lowerCaseAttributeNames: true },
  );
  parser.write(html);
  parser.end();
  return reader.flow;
}

class FlowReader {
  readonly flow: Flow = { leaves: [], paragraphs: [], dropped: new Map() };
  private readonly baseUrl: string | undefined;
  private readonly frames: Frame[] = [];
  private frame: Frame = {
    container: undefined,
    marks: [],
    align: 'left',
    link: undefined,
    paragraphTag: 'p',
    isBoundary: true,
  };
  private paragraph: Paragraph | undefined;
  /** Open elements of a subtree that is left out, its root included. */
  private hidden = 0;
  /** That subtree is left out for its style, and no text of it has been reported yet. */
  private hidesText = false;
  private elements = 0;
  /** A video or audio element that waits for the address in its first source. */
  private player: { name: string; attributes: Attributes } | undefined;

  constructor(baseUrl: string | undefined) {
    this.baseUrl = baseUrl;
  }

  open(name: string, attributes: Attributes): void {
    this.elements += 1;
    if (this.elements > MAX_ELEMENTS) throw new OversizedHtmlError(`正文的元素超过 ${MAX_ELEMENTS} 个`);
    if (this.frames.length >= MAX_DEPTH) {
      throw new OversizedHtmlError(`正文的元素嵌套超过 ${MAX_DEPTH} 层`);
    }
    this.frames.push(this.frame);
    if (this.hidden > 0) {
      this.hidden += 1;
      if (name === 'source') this.addSource(attributes);
      return;
    }
    this.noteHandlers(attributes);
    if (isPlayer(name) && attributes.src === undefined) this.player = { name, attributes };
    else this.addEmbed(readEmbed(name, attributes, this.baseUrl));
    if (DROPPED_WITH_CONTENT.has(name) || isHidden(attributes)) {
      if (WORTH_A_WORD.has(name)) this.drop(`<${name}>`);
      this.hidesText = !DROPPED_WITH_CONTENT.has(name);
      this.hidden = 1;
      return;
    }
    if (WORTH_A_WORD.has(name)) this.drop(`<${name}>`);
    if (name === 'br') this.addBreak();
    else if (name === 'hr') this.addRule();
    else this.frame = this.enter(name, attributes);
  }

  close(): void {
    const left = this.frame;
    const outer = this.frames.pop();
    if (outer === undefined) return;
    if (this.hidden > 0) {
      this.hidden -= 1;
      if (this.hidden === 0) this.player = undefined;
      return;
    }
    this.frame = outer;
    if (left.link !== undefined && left.link !== outer.link) this.endLink(left.link);
    if (left !== outer && left.isBoundary) this.endParagraph();
  }

  text(raw: string): void {
    if (this.hidden === 0) {
      this.addText(raw);
    } else if (this.hidesText && /\S/.test(raw)) {
      this.drop('隐藏内容');
      this.hidesText = false;
    }
  }

  private addText(raw: string): void {
    const text = cleanText(raw);
    if (text === '') return;
    const isVisible = /\S/.test(text);
    // Space between blocks begins no paragraph; a listing may begin with an indent.
    if (!isVisible && this.paragraph === undefined && this.frame.paragraphTag !== 'pre') return;
    const paragraph = this.ensureParagraph();
    const { marks, link } = this.frame;
    if (isVisible) {
      paragraph.hasContent = true;
      if (link === undefined) paragraph.hasOwnContent = true;
    }
    if (link !== undefined) {
      link.text += text;
      link.paragraphs.add(paragraph);
    }
    const last = this.flow.leaves.at(-1);
    const continues =
      last?.kind === 'text' && last.paragraph === paragraph && last.marks === marks && last.link === link;
    if (continues) last.text += text;
    else this.flow.leaves.push({ kind: 'text', paragraph, marks, link, text });
  }

  private enter(name: string, attributes: Attributes): Frame {
    const outer = this.frame;
    const isBoundary = BOUNDARIES.has(name);
    const frame: Frame = { ...outer, isBoundary, marks: readMarks(outer.marks, name, attributes) };
    if (name === 'code' && outer.paragraphTag === 'pre' && this.followsCode()) this.addBreak();
    if (name === 'a') frame.link = this.readLink(attributes) ?? outer.link;
    if (!isBoundary) return frame;
    this.endParagraph();
    const background = readBackground(name, attributes, this.baseUrl);
    if (background !== undefined) this.addEmbed({ kind: 'block', block: background });
    frame.align = readAlign(name, attributes) ?? outer.align;
    const container = this.openContainer(name, attributes, frame.align);
    if (container !== undefined) {
      frame.container = container;
      frame.paragraphTag = ['li', 'dt', 'dd', 'td', 'th'].includes(container.tag) ? 'bare' : 'p';
    } else if (HEADINGS.has(name)) {
      frame.paragraphTag = name as ParagraphTag;
    } else if (name === 'pre' || name === 'listing' || name === 'xmp' || name === 'plaintext') {
      frame.paragraphTag = 'pre';
    } else if (outer.paragraphTag === 'bare') {
      frame.paragraphTag = 'p';
    }
    return frame;
  }

  private openContainer(name: string, attributes: Attributes, align: Align): Container | undefined {
    const rule = CONTAINERS.get(name);
    const parent = rule?.within === undefined ? leaveStructure(this.frame.container) : this.frame.container;
    if (rule === undefined || (parent?.depth ?? 0) >= MAX_CONTAINER_DEPTH) return undefined;
    if (rule.within !== undefined && (parent === undefined || !rule.within.includes(parent.tag))) return undefined;
    const isCell = rule.tag === 'td' || rule.tag === 'th';
    const container: Container = {
      tag: rule.tag,
      parent,
      depth: (parent?.depth ?? 0) + 1,
      align: isCell ? align : 'left',
      colspan: isCell ? readSpan(attributes.colspan) : 1,
      rowspan: isCell ? readSpan(attributes.rowspan) : 1,
      children: 0,
      ordinal: 1,
    };
    if (rule.tag === 'ol') container.ordinal = readStart(attributes.start);
    if (rule.tag === 'li' && parent !== undefined) {
      container.ordinal = parent.ordinal + parent.children;
      parent.children += 1;
    }
    if (isCell && parent !== undefined) {
      parent.children += container.colspan;
      const table = parent.parent;
      if (table !== undefined) table.children = Math.max(table.children, parent.children);
      this.flow.leaves.push({ kind: 'cell', container });
    }
    return container;
  }

  private ensureParagraph(): Paragraph {
    if (this.paragraph !== undefined) return this.paragraph;
    const container = leaveStructure(this.frame.container);
    const tag = container === this.frame.container ? this.frame.paragraphTag : 'p';
    this.paragraph = { tag, container, align: this.frame.align, hasContent: false, hasOwnContent: false };
    this.flow.paragraphs.push(this.paragraph);
    return this.paragraph;
  }

  private endParagraph(): void {
    // Lines of a listing are often elements of their own; they stay one listing.
    if (this.paragraph?.tag === 'pre' && this.frame.paragraphTag === 'pre') this.addBreak();
    else this.paragraph = undefined;
  }

  /** WeChat writes each line of a listing as a code element of its own. */
  private followsCode(): boolean {
    const last = this.flow.leaves.at(-1);
    return last?.kind === 'text' && last.paragraph === this.paragraph && last.marks.includes('code');
  }

  private addBreak(): void {
    if (this.paragraph !== undefined) this.flow.leaves.push({ kind: 'break', paragraph: this.paragraph });
  }

  private addRule(): void {
    this.paragraph = undefined;
    this.flow.leaves.push({ kind: 'rule', container: this.frame.container });
  }

  private addSource(attributes: Attributes): void {
    if (this.player === undefined || attributes.src === undefined) return;
    const embed = readEmbed(this.player.name, { ...this.player.attributes, src: attributes.src }, this.baseUrl);
    this.player = undefined;
    this.addEmbed(embed);
  }

  private addEmbed(embed: Embed | undefined): void {
    if (embed === undefined) return;
    if (embed.kind === 'dropped') {
      this.drop(embed.why);
      return;
    }
    if (embed.kind === 'text') {
      this.addText(embed.text);
      return;
    }
    const paragraph = this.ensureParagraph();
    if (embed.kind === 'link') {
      const link = createLink(embed.href, embed.text);
      link.text = embed.text;
      this.flow.leaves.push({ kind: 'link', paragraph, link });
      return;
    }
    if (embed.kind === 'icon') {
      paragraph.hasContent = true;
      paragraph.hasOwnContent = true;
      const { src, alt, width } = embed;
      this.flow.leaves.push({ kind: 'icon', paragraph, marks: this.frame.marks, src, alt, width });
      return;
    }
    const { link } = this.frame;
    if (link !== undefined && embed.block.kind === 'image') {
      link.hasPicture = true;
      if (embed.block.alt !== '') link.fallbackText = embed.block.alt;
    }
    this.flow.leaves.push({ kind: 'embed', paragraph, block: embed.block });
  }

  private readLink(attributes: Attributes): Link | undefined {
    const { href } = attributes;
    // An anchor within the page, or WeChat's link that a script opens.
    if (href === undefined || href.trim() === '' || href.trim().startsWith('#')) return undefined;
    const url = safeUrl(href, this.baseUrl);
    if (url === undefined) {
      if (!/^\s*(tel|mailto):/i.test(href)) this.drop(describeUnsafe('链接', href));
      return undefined;
    }
    const fallbackText = oneLine(attributes.title ?? '') || new URL(url).hostname;
    return createLink(url, fallbackText);
  }

  private endLink(link: Link): void {
    const hasText = /\S/.test(link.text);
    // A picture that only leads to itself, or to the page that it stands on, needs no button.
    const leadsOn = link.href !== this.baseUrl && !PICTURE_ADDRESS.test(link.href);
    if (hasText || (link.hasPicture && leadsOn)) {
      this.flow.leaves.push({ kind: 'link', paragraph: this.ensureParagraph(), link });
    }
  }

  private noteHandlers(attributes: Attributes): void {
    for (const name of Object.keys(attributes)) {
      if (/^on[a-z]+$/.test(name)) this.drop(`事件属性 ${name}`);
    }
  }

  private drop(what: string): void {
    this.flow.dropped.set(what, (this.flow.dropped.get(what) ?? 0) + 1);
  }
}

function createLink(href: string, fallbackText: string): Link {
  return { href, text: '', fallbackText, hasPicture: false, paragraphs: new Set() };
}
