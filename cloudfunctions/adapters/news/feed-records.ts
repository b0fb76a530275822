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
  for (let match = marker.exec(xml); match !== null; match = marker.exec(xml)) {
    const [mark, slash, name] = match;
    if (name === undefined) {
      const end = xml.indexOf(mark === '<!--' ? '-->' : ']]>', match.index);
      if (end === -1) break;
      marker.lastIndex = end + 3;
    } else if (slash === '' && open === undefined) {
      open = { name, start: match.index };
      head.push(xml.slice(headStart, match.index));
    } else if (slash === '/' && open?.name === name) {
      const close = xml.indexOf('>', match.index);
      const end = close === -1 ? xml.length : close + 1;
      records.push({ xml: xml.slice(open.start, end), isComplete: close !== -1 });
      headStart = end;
      open = undefined;
    }
  }
  if (open === undefined) head.push(xml.slice(headStart));
  else records.push({ xml: xml.slice(open.start), isComplete: false });
  return { head: head.join(''), records };
}
