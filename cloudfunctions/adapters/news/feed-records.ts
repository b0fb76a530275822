/** One `<item>` or `<entry>` of a feed, as it stands in the document. */
export interface FeedRecord {
  xml: string;
  /** False for the last one of a document that was cut off. */
  isComplete: boolean;
}

export interface FeedParts {
  /** The document without its records: what it says about itself. */
  head: string;
  records: FeedRecord[];
}

/** A feed may give its own elements a prefix (`<atom:entry>`, `<rss:item>`): without it they are those that everybody has. */
function withoutPrefix(xml: string, name: string): string {
  const prefix = /^([\w-]+):/.exec(name)?.[1];
  return prefix === undefined ? xml : xml.replaceAll(new RegExp(`(</?)${prefix}:`, 'g'), '$1');
}

/**
 * Cuts a feed into its records without understanding them, so that a broken one harms no other. Comments and CDATA are
 * skipped: markup quoted in them is text.
 */
export function splitFeed(xml: string): FeedParts {
  const marker = /<!\[CDATA\[|<!--|<(\/?)((?:[\w-]+:)?(?:item|entry))(?=[\s>/])/g;
  const records: FeedRecord[] = [];
  const head: string[] = [];
  let headStart = 0;
  let open: { name: string; start: number } | undefined;
  let name: string | undefined;
  for (let match = marker.exec(xml); match !== null; match = marker.exec(xml)) {
    const [mark, slash, element] = match;
    if (element === undefined) {
      const end = xml.indexOf(mark === '<!--' ? '-->' : ']]>', match.index);
      if (end === -1) break;
      marker.lastIndex = end + 3;
    } else if (slash === '' && open === undefined) {
      open = { name: element, start: match.index };
      name ??= element;
      head.push(xml.slice(headStart, match.index));
    } else if (slash === '/' && open?.name === element) {
      const close = xml.indexOf('>', match.index);
      const end = close === -1 ? xml.length : close + 1;
      records.push({ xml: withoutPrefix(xml.slice(open.start, end), open.name), isComplete: close !== -1 });
      headStart = end;
      open = undefined;
    }
  }
  if (open === undefined) head.push(xml.slice(headStart));
  else records.push({ xml: withoutPrefix(xml.slice(open.start), open.name), isComplete: false });
  return { head: withoutPrefix(head.join(''), name ?? ''), records };
}
