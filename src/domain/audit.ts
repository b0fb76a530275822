/** One write at the desk, in collection `audit`: who did what, and what it changed. Written once, never changed. */
export interface AuditDocument {
  _id: string;
  /** ISO 8601 UTC. */
  at: string;
  /** The instant and the id, as one text that sorts: the position of a page. */
  key: string;
  /** OPENID of the person, or `jobs:<source>` for what came by itself. */
  by: string;
  /** The action of the contract. */
  action: string;
  /** `<collection>/<id>` */
  subject: string;
  /** The fields that changed, as they were and as they are; absent where there was, or is, no document. */
  before?: Record<string, unknown>;
  after?: Record<string, unknown>;
}

/** Fields that follow from others: they would double every entry. */
const DERIVED = new Set(['_id', 'terms', 'feedKey', 'places', 'lawKeys', 'contentHash', 'text']);

/** A field's value beyond this many characters of JSON is kept as its beginning. */
const MAX_VALUE = 4000;

function keepShort(value: unknown): unknown {
  const json = JSON.stringify(value);
  if (json === undefined || json.length <= MAX_VALUE) return value;
  return `${json.slice(0, MAX_VALUE)}……（共 ${json.length} 字符）`;
}

function pick(document: object, fields: readonly string[]): Record<string, unknown> {
  const entries = Object.entries(document).filter(([field]) => fields.includes(field));
  return Object.fromEntries(entries.map(([field, value]) => [field, keepShort(value)]));
}

/** The fields in which two states of a document differ, as they were and as they are. */
export function auditedChange(before: object | null, after: object): Pick<AuditDocument, 'before' | 'after'> {
  const earlier = new Map(Object.entries(before ?? {}));
  const later = new Map(Object.entries(after));
  const fields = [...new Set([...earlier.keys(), ...later.keys()])].filter(
    (field) => !DERIVED.has(field) && JSON.stringify(earlier.get(field)) !== JSON.stringify(later.get(field)),
  );
  return { ...(before !== null && { before: pick(before, fields) }), after: pick(after, fields) };
}
