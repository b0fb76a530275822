import type { PostBlock } from '#domain/post';
import { readFlow } from './read-flow.ts';
import { writeBlocks } from './write-blocks.ts';

export interface SanitizedBody {
  /** In reading order. The HTML of a text block is well-formed by itself. */
  blocks: PostBlock[];
  /** Plain text, one line a paragraph, link texts included: for digests and the search index. */
  text: string;
  /** How many link blocks there are. */
  links: number;
  /** What was left out, each once, in words for the import report. */
  dropped: string[];
}

/**
 * Turns a publisher's HTML into the blocks of a post: text that WeChat's `<rich-text>` can show, and beside it the pictures,
 * videos, sounds and links that a reader taps. Nothing that runs, loads or styles survives; unknown tags lose their tags and
 * keep their text. Sanitizing a text block again changes nothing.
 * @param options.baseUrl The page's own address; without it relative addresses are dropped.
 * @throws OversizedHtmlError for a body beyond the limits of length, elements or depth.
 */
export function sanitizeBody(html: string, options: { baseUrl?: string } = {}): SanitizedBody {
  const flow = readFlow(html, options.baseUrl);
  const { blocks, text } = writeBlocks(flow);
  return {
    blocks,
    text,
    links: blocks.filter((block) => block.kind === 'link').length,
    dropped: [...flow.dropped].map(([what, times]) => (times === 1 ? what : `${what} ×${times}`)),
  };
}
