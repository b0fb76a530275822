import type { MeContract } from '#contract/me';
import { AppError } from '#domain/app-error';
import { collectionLine, cutToRoom, documentLine } from '#domain/personal-export';
import { collection, command } from '#functions/shared/database';
import { digest } from '#functions/shared/digest';
import type { Handlers } from '#functions/shared/serve';
import { PERSONAL, type PersonalCollection } from './personal-data.ts';

/** UTF-16 units of an answer's text; carried as JSON in UTF-8 each is three bytes at most, so that 450 KB hold them. */
const MOST_TEXT = 150_000;
/** Documents that are read at once: what doesn't fit any more is read again for the next part. */
const AT_ONCE = 100;
const HEAVY_AT_ONCE = 10;

const EXPORTED = PERSONAL.filter(({ exported }) => exported !== false);

type Owned = { _id: string } & Record<string, unknown>;

/** Where an export goes on. */
interface Position {
  collection: string;
  /** What was the last document's place in the order; empty before the first. */
  after: string;
  /** How much of the next document's line has been given, and a digest of that line; nought and empty where nothing of it has. */
  cut: number;
  mark: string;
}

const startOf = (name: string): Position => ({ collection: name, after: '', cut: 0, mark: '' });

function cursorAt({ collection: name, cut, mark, after }: Position): string {
  return [name, cut, mark, after].join('~');
}

/** @throws AppError `invalid_input` */
function readCursor(cursor: string): Position {
  const [, name = '', cut, mark = '', after = ''] = /^([\w-]+)~(\d{1,9})~([0-9a-f]*)~(.*)$/.exec(cursor) ?? [];
  if (!EXPORTED.some((one) => one.collection === name)) {
    throw new AppError('invalid_input', 'cursor: is of no export', {
      issues: [{ path: 'cursor', message: 'is of no export' }],
    });
  }
  return { collection: name, after, cut: Number(cut), mark };
}

const atOnce = ({ isHeavy }: PersonalCollection) => (isHeavy ? HEAVY_AT_ONCE : AT_ONCE);

async function readNext(kind: PersonalCollection, openid: string, after: string): Promise<Owned[]> {
  const { collection: name, field, order, exported } = kind;
  // What lies under the person's own id is one document.
  const rest = field === '_id' ? {} : { [order]: command.gt(after) };
  const found = await collection<Owned>(name)
    .where({ [field]: openid, ...exported, ...rest })
    .orderBy(order, 'asc')
    .limit(atOnce(kind))
    .get();
  return found.data;
}

/**
 * A document without the person's OPENID, in fields, keys and ids: it is the platform's name for them, of no use to them, and
 * whoever the export is sent on to has no business with it.
 */
function lineWithoutIdentity(document: Owned, openid: string): string {
  return documentLine(document).replaceAll(JSON.stringify(openid).slice(1, -1), 'me');
}

/** The text of one part, and where the next begins. */
async function gatherPart(start: Position, openid: string): Promise<{ text: string; next?: Position }> {
  let text = '';
  let next = start;
  const kinds = EXPORTED.slice(EXPORTED.findIndex((kind) => kind.collection === start.collection));
  for (const kind of kinds) {
    if (kind.collection !== next.collection) next = startOf(kind.collection);
    // A part begins with its collection's name, too, unless it goes on in the middle of a line.
    if (next.cut === 0) text += collectionLine(kind.collection);
    const found = await readNext(kind, openid, next.after);
    for (const document of found) {
      const line = lineWithoutIdentity(document, openid);
      if (next.cut > 0 && digest(8, line) !== next.mark) {
        throw new AppError('conflict', 'a document changed while it was exported; begin again');
      }
      const rest = line.slice(next.cut);
      const room = MOST_TEXT - text.length;
      if (rest.length > room && rest.length <= MOST_TEXT) return { text, next };
      if (rest.length > room) {
        const part = cutToRoom(rest, room);
        return { text: text + part, next: { ...next, cut: next.cut + part.length, mark: digest(8, line) } };
      }
      text += rest;
      next = { ...startOf(kind.collection), after: String(document[kind.order]) };
    }
    if (found.length === atOnce(kind)) return { text, next };
  }
  return { text };
}

export const exportMyData: Handlers<MeContract>['exportMyData'] = async ({ cursor }, { caller, now }) => {
  const start = cursor === undefined ? startOf(EXPORTED[0]?.collection ?? '') : readCursor(cursor);
  const { text, next } = await gatherPart(start, caller.openid);
  return { exportedAt: now.toISOString(), text, ...(next !== undefined && { nextCursor: cursorAt(next) }) };
};
