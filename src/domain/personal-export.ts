/**
 * Everything that is kept of a person, as one text of lines: a name in quotes begins a collection, and each line after it is a
 * document of it. The text is cut anywhere to be carried in parts, so that it has no largest size; whoever has all of them joins them.
 */

/** The line that begins a collection; said again, it goes on with it. */
export function collectionLine(name: string): string {
  return `${JSON.stringify(name)}\n`;
}

export function documentLine(document: object): string {
  return `${JSON.stringify(document)}\n`;
}

/**
 * As much of the beginning of a text as there is room for, and no half of a character.
 * @param room in UTF-16 units
 */
export function cutToRoom(text: string, room: number): string {
  const part = text.slice(0, room);
  return /[\uD800-\uDBFF]$/.test(part) ? part.slice(0, -1) : part;
}

/** The documents of a whole export by their collections; of one that has none there is an empty list. */
export function readExport(text: string): Record<string, unknown[]> {
  const data: Record<string, unknown[]> = {};
  let documents: unknown[] = [];
  for (const line of text.split('\n')) {
    if (line === '') continue;
    const said: unknown = JSON.parse(line);
    if (typeof said !== 'string') {
      documents.push(said);
      continue;
    }
    documents = data[said] ?? [];
    data[said] = documents;
  }
  return data;
}
