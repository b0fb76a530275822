import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { UnreadableDocument } from './feed-document.ts';
import { isPlainObject } from './feed-record.ts';
import { termTable } from './term-table.ts';

/**
 * An XML element as an object: attributes as `@name`, text as `#text`, children by their local name (publishers choose
 * their own prefixes). A child that occurs once is not in a list; `FeedRecord.list` evens that out.
 */
export type XmlElement = { readonly [name: string]: unknown };

const ENTITIES = termTable<string>({ amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" });

/** A document type is where entities are declared: no feed has one, so that whatever has one is an attack or no feed. */
const DOCTYPE = /<!DOCTYPE/iu;

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  removeNSPrefix: true,
  parseTagValue: false,
  parseAttributeValue: false,
  processEntities: false,
  ignoreDeclaration: true,
  ignorePiTags: true,
  trimValues: true,
  alwaysCreateTextNode: false,
  tagValueProcessor: (_name, value) => decodeEntities(value),
  attributeValueProcessor: (_name, value) => decodeEntities(value),
});

/**
 * The root element of a document, with its local name.
 *
 * @throws {UnreadableDocument} naming line and column of what is not well-formed
 */
export function parseXml(text: string): { name: string; root: XmlElement } {
  if (!text.trimStart().startsWith('<')) throw new UnreadableDocument('line 1, column 1', 'not XML');
  if (DOCTYPE.test(text)) throw new UnreadableDocument('document', 'declares a document type: refused');
  const verdict = XMLValidator.validate(text);
  if (verdict !== true) {
    throw new UnreadableDocument(`line ${verdict.err.line}, column ${verdict.err.col ?? 1}`, verdict.err.msg);
  }
  const tree: unknown = parseTree(text);
  const elements = isPlainObject(tree) ? Object.entries(tree) : [];
  const [first, second] = elements;
  if (!first || second || Array.isArray(first[1])) throw new UnreadableDocument('document', 'not one root element');
  return { name: first[0], root: isPlainObject(first[1]) ? first[1] : { '#text': first[1] } };
}

/** Members of a child that occurs any number of times. */
export function childrenOf(element: unknown, name: string): unknown[] {
  if (!isPlainObject(element)) return [];
  const value = element[name];
  if (value === undefined || value === '') return [];
  return Array.isArray(value) ? value : [value];
}

/** Text of an element, with or without attributes; its white space runs are single blanks, its paragraphs lines. */
export function textOf(element: unknown): string | undefined {
  const value = isPlainObject(element) ? element['#text'] : element;
  if (typeof value !== 'string') return undefined;
  const lines = value.split(/\r?\n/u).map((line) => line.replace(/\s+/gu, ' ').trim());
  return (
    lines
      .join('\n')
      .replace(/\n{3,}/gu, '\n\n')
      .trim() || undefined
  );
}

/** An attribute's text; undefined when it is not there or empty. */
export function attribute(element: XmlElement, name: string): string | undefined {
  const value = element[`@${name}`];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** `sit:Accident` without its prefix. */
export function localName(type: unknown): string | undefined {
  return typeof type === 'string' ? type.slice(type.indexOf(':') + 1) : undefined;
}

function parseTree(text: string): unknown {
  try {
    return parser.parse(text);
  } catch (error) {
    throw new UnreadableDocument('document', error instanceof Error ? error.message : String(error));
  }
}

/** The five entities that XML itself knows, and characters by number; any other stays as it stands. */
function decodeEntities(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(amp|lt|gt|quot|apos));/giu, (whole, decimal, hex, name) => {
    if (name !== undefined) return ENTITIES[String(name).toLowerCase()] ?? whole;
    const code = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}
