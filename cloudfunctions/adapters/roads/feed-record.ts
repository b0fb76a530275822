import type { JsonRecord, JsonValue } from '#domain/road-extensions';
import { readTime } from './feed-time.ts';

/** Something in the document that was put right or left out, for the report. */
export type Warn = (where: string, why: string) => void;

/** An event of a document that can't be used; the rest of the document still can. */
export class RejectedEvent extends Error {
  override readonly name = 'RejectedEvent';

  constructor(
    readonly where: string,
    readonly why: string,
  ) {
    super(`${where}: ${why}`);
  }
}

/**
 * One object of an untrusted document, read field by field. It forgives what real feeds do (numbers as text, `[]` or
 * `""` for nothing, one object where a list belongs), warns of what it can't read, and remembers which fields were
 * asked for: `unread` is the rest, which goes into the event's extensions.
 */
export class FeedRecord {
  readonly #read = new Set<string>();

  private constructor(
    private readonly value: Readonly<Record<string, unknown>>,
    /** Path in the document: `events[3].roads[0]`. */
    readonly where: string,
    private readonly onWarning: Warn,
  ) {}

  /** @throws {RejectedEvent} when the value is no object */
  static of(value: unknown, where: string, warn: Warn): FeedRecord {
    const record = FeedRecord.maybe(value, where, warn);
    if (!record) throw new RejectedEvent(where, `not an object but ${describe(value)}`);
    return record;
  }

  static maybe(value: unknown, where: string, warn: Warn): FeedRecord | undefined {
    return isPlainObject(value) ? new FeedRecord(value, where, warn) : undefined;
  }

  has(name: string): boolean {
    return this.raw(name) !== undefined;
  }

  /** The first of the names that is given, as it stands; marks all of them as read. */
  raw(...names: string[]): unknown {
    let found: unknown;
    for (const name of names) {
      this.#read.add(name);
      if (found === undefined && !isNothing(this.value[name])) found = this.value[name];
    }
    return found;
  }

  /** Trimmed text; numbers and booleans as their text. */
  text(...names: string[]): string | undefined {
    const value = this.raw(...names);
    if (typeof value === 'string') return value.trim();
    if (typeof value === 'number' || typeof value === 'boolean') return String(value);
    if (value !== undefined) this.warn(names[0], `not text but ${describe(value)}: left out`);
    return undefined;
  }

  number(...names: string[]): number | undefined {
    const value = this.raw(...names);
    if (value === undefined) return undefined;
    const number = typeof value === 'string' ? numberIn(value) : value;
    if (typeof number === 'number' && Number.isFinite(number)) return number;
    this.warn(names[0], `not a number but ${describe(value)}: left out`);
    return undefined;
  }

  /** A length, count or duration: a negative number is a feed's word for "unknown". */
  amount(...names: string[]): number | undefined {
    const number = this.number(...names);
    return number === undefined || number < 0 ? undefined : number;
  }

  /** `true`, `"true"`, 1, `"1"`, `yes` and their opposites. */
  flag(...names: string[]): boolean | undefined {
    const value = this.raw(...names);
    if (value === undefined) return undefined;
    const word = String(value).trim().toLowerCase();
    if (['true', '1', 'yes', 'y', '是'].includes(word)) return true;
    if (['false', '0', 'no', 'n', '否'].includes(word)) return false;
    this.warn(names[0], `neither true nor false but ${describe(value)}: left out`);
    return undefined;
  }

  /** ISO 8601 UTC. `zone` is for times that give none. */
  time(names: string | string[], zone: string, endOfDay = false): string | undefined {
    const list = typeof names === 'string' ? [names] : names;
    const value = this.raw(...list);
    const time = readTime(value, zone, endOfDay);
    if (time.kind === 'time') return time.iso;
    if (time.kind === 'invalid') this.warn(list[0], `not a time but ${describe(value)}: left out`);
    return undefined;
  }

  /** The members of a list; a single value counts as a list of one, nothing as an empty list. */
  list(...names: string[]): unknown[] {
    const value = this.raw(...names);
    if (value === undefined) return [];
    return Array.isArray(value) ? value : [value];
  }

  texts(...names: string[]): string[] {
    return this.list(...names).flatMap((member) =>
      typeof member === 'string' || typeof member === 'number' ? [String(member).trim()].filter(Boolean) : [],
    );
  }

  record(...names: string[]): FeedRecord | undefined {
    const value = this.raw(...names);
    if (value === undefined) return undefined;
    const record = FeedRecord.maybe(value, `${this.where}.${names[0]}`, this.onWarning);
    if (!record) this.warn(names[0], `not an object but ${describe(value)}: left out`);
    return record;
  }

  records(...names: string[]): FeedRecord[] {
    const members = this.list(...names);
    return members.flatMap((member, index) => {
      const at = `${this.where}.${names[0]}[${index}]`;
      const record = FeedRecord.maybe(member, at, this.onWarning);
      if (!record) this.onWarning(at, `not an object but ${describe(member)}: left out`);
      return record ? [record] : [];
    });
  }

  /** @throws {RejectedEvent} */
  requireText(...names: string[]): string {
    const text = this.text(...names);
    if (text === undefined) throw new RejectedEvent(`${this.where}.${names[0]}`, 'missing');
    return text;
  }

  warn(field: string | undefined, why: string): void {
    this.onWarning(field === undefined ? this.where : `${this.where}.${field}`, why);
  }

  /** Fields that nobody asked for and that say something, verbatim. */
  unread(): JsonRecord | undefined {
    const rest: JsonRecord = {};
    for (const [name, value] of Object.entries(this.value)) {
      if (name !== '__proto__' && !this.#read.has(name) && !isNothing(value)) rest[name] = value as JsonValue;
    }
    return Object.keys(rest).length > 0 ? rest : undefined;
  }
}

/** What a value is, for a message: short, and without dumping it. */
export function describe(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (value === null) return 'null';
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (typeof value === 'object') return 'an object';
  const text = typeof value === 'string' ? `"${value}"` : String(value);
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}

export function isPlainObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What feeds write for "not given": null, "", blanks, and Amap's []. */
function isNothing(value: unknown): boolean {
  if (value === undefined || value === null) return true;
  if (typeof value === 'string') return value.trim() === '';
  return Array.isArray(value) && value.length === 0;
}

function numberIn(text: string): number {
  const plain = text.trim().replace(/%$/u, '');
  return /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?$/iu.test(plain) ? Number(plain) : Number.NaN;
}
