import { whereTheyDiffer } from './difference.ts';

/** Who has the environment's keys, and gives the first role past the functions. */
export const BY_OWNER = 'owner:command-line';

/** Who does something at the desk, and what. */
export interface Deed {
  /** OPENID of the person, `jobs:<source>` for what came by itself, `BY_OWNER`. */
  by: string;
  /** The action of the contract. */
  action: string;
  at: Date;
}

/** One write at the desk, in collection `audit`: who did what, and what it changed. Written once, never changed. */
export interface AuditDocument {
  _id: string;
  /** ISO 8601 UTC. */
  at: string;
  /** The instant and the id, as one text that sorts: the position of a page. */
  key: string;
  /** As of a deed. */
  by: string;
  action: string;
  /** `<collection>/<id>` */
  subject: string;
  /** The fields that changed, as they were and as they are; absent where there was, or is, no document. */
  before?: Record<string, unknown>;
  after?: Record<string, unknown>;
}

/** Fields that follow from others: they would double every entry. */
const DERIVED = new Set(['_id', 'terms', 'feedKey', 'places', 'lawKeys', 'contentHash', 'text', 'lastSave']);

/** A field's value beyond this many characters of JSON is kept as the part of it that differs. */
const MAX_VALUE = 4000;

/** A field as it was and as it is, each as itself where both are short. */
function keepShort(before: unknown, after: unknown): { before: unknown; after: unknown } {
  const texts = [before, after].map((value) => JSON.stringify(value) ?? '');
  const [earlier = '', later = ''] = texts;
  return texts.some(({ length }) => length > MAX_VALUE)
    ? whereTheyDiffer(earlier, later, MAX_VALUE)
    : { before, after };
}

/** The fields in which two states of a document differ, as they were and as they are. */
export function auditedChange(before: object | null, after: object): Pick<AuditDocument, 'before' | 'after'> {
  const earlier = new Map(Object.entries(before ?? {}));
  const later = new Map(Object.entries(after));
  const fields = [...new Set([...earlier.keys(), ...later.keys()])].filter(
    (field) => !DERIVED.has(field) && JSON.stringify(earlier.get(field)) !== JSON.stringify(later.get(field)),
  );
  const kept = fields.map((field) => ({ field, ...keepShort(earlier.get(field), later.get(field)) }));
  const side = (which: 'before' | 'after', there: ReadonlyMap<string, unknown>) =>
    Object.fromEntries(kept.filter(({ field }) => there.has(field)).map((entry) => [entry.field, entry[which]]));
  return { ...(before !== null && { before: side('before', earlier) }), after: side('after', later) };
}

/** The trace of one document's change. @param id of the entry, from chance */
export function auditEntry(
  { by, action, at, id }: Deed & { id: string },
  collection: string,
  before: object | null,
  after: { _id: string },
): AuditDocument {
  const instant = at.toISOString();
  return {
    _id: id,
    at: instant,
    key: `${instant}~${id}`,
    by,
    action,
    subject: `${collection}/${after._id}`,
    ...auditedChange(before, after),
  };
}
