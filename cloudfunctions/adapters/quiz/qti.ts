import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { UnreadableDocument } from '#functions/adapters/roads/feed-document';
import { RefusedRecord } from './bank-document.ts';
import type { RawOption, RawQuestion } from './raw-question.ts';
import type { ReadRecord } from './settle-bank.ts';

/** An element with its children in their order: QTI is text with elements in it. */
interface XmlNode {
  name: string;
  attributes: Record<string, string>;
  children: (XmlNode | string)[];
}

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  removeNSPrefix: true,
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
  // Entities of a document type are refused with it; the five of XML and characters by number remain.
  processEntities: true,
  ignoreDeclaration: true,
  ignorePiTags: true,
});

/** QTI 3 says `qti-simple-choice` and `response-identifier` where 2.x says `simpleChoice` and `responseIdentifier`. */
const plainName = (name: string) => name.replace(/^qti-/u, '').replaceAll('-', '').toLowerCase();

function toNodes(parsed: unknown): (XmlNode | string)[] {
  if (!Array.isArray(parsed)) return [];
  return parsed.flatMap((entry: Record<string, unknown>): (XmlNode | string)[] => {
    const text = entry['#text'];
    if (text !== undefined) return [String(text)];
    const name = Object.keys(entry).find((key) => key !== ':@');
    if (name === undefined) return [];
    const attributes = Object.entries((entry[':@'] as Record<string, unknown> | undefined) ?? {});
    return [
      {
        name: plainName(name),
        attributes: Object.fromEntries(attributes.map(([key, value]) => [plainName(key), String(value)])),
        children: toNodes(entry[name]),
      },
    ];
  });
}

function* descendants(node: XmlNode): Generator<XmlNode> {
  for (const child of node.children) {
    if (typeof child === 'string') continue;
    yield child;
    yield* descendants(child);
  }
}

const findAll = (node: XmlNode, name: string) => [...descendants(node)].filter((child) => child.name === name);

const BLOCKS = new Set([
  'p',
  'div',
  'li',
  'tr',
  'br',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'prompt',
  'table',
  'ul',
  'ol',
]);

/** Text of a node without the parts named; blocks end lines. */
function textOf(node: XmlNode, without: ReadonlySet<string> = new Set()): string {
  const text = node.children
    .map((child) => {
      if (typeof child === 'string') return child.replace(/\s+/gu, ' ');
      if (without.has(child.name)) return '';
      const inner = textOf(child, without);
      return BLOCKS.has(child.name) ? `\n${inner}\n` : inner;
    })
    .join('');
  return text
    .replace(/[^\S\n]+/gu, ' ')
    .replace(/ ?\n[\s]*/gu, '\n')
    .trim();
}

function pictureIn(node: XmlNode): { src: string; alt: string } | undefined {
  const image = [...descendants(node)].find(({ name }) => name === 'img' || name === 'object');
  const src = image?.attributes.src ?? image?.attributes.data;
  return src === undefined || image === undefined ? undefined : { src, alt: image.attributes.alt ?? textOf(image) };
}

const FEEDBACK = new Set(['feedbackinline', 'feedbackblock', 'rubricblock', 'modalfeedback']);
// The text within an object stands for it where it can't be shown.
const NOT_STEM = new Set([...FEEDBACK, 'choiceinteraction', 'object']);
const NOT_OPTION = new Set([...FEEDBACK, 'object']);

function readOption(choice: XmlNode): RawOption {
  const picture = pictureIn(choice);
  return { text: textOf(choice, NOT_OPTION), ...(picture && { picture: picture.src }) };
}

/** What the declaration says is right, and how incomplete answers score. */
function readDeclaration(item: XmlNode, responseId: string): { ids: string[]; mapped: boolean } {
  const declaration = findAll(item, 'responsedeclaration').find(
    ({ attributes }) => attributes.identifier === responseId,
  );
  if (!declaration) throw new RefusedRecord(`没有 ${responseId} 的 responseDeclaration`);
  const { basetype, cardinality } = declaration.attributes;
  if (basetype !== 'identifier') throw new RefusedRecord(`baseType 是 ${basetype ?? '空'}，应为 identifier`);
  if (cardinality !== 'single' && cardinality !== 'multiple') {
    throw new RefusedRecord(`cardinality 是 ${cardinality ?? '空'}，应为 single 或 multiple`);
  }
  const ids = findAll(declaration, 'correctresponse').flatMap((response) =>
    findAll(response, 'value').map((value) => textOf(value)),
  );
  const entries = findAll(declaration, 'mapentry');
  if (ids.length === 0 && entries.length === 0) throw new RefusedRecord('没有 correctResponse');
  return {
    ids: ids.length > 0 ? ids : mappedIds(entries, cardinality),
    mapped: cardinality === 'multiple' && findAll(declaration, 'mapping').length > 0,
  };
}

/** What is right by its points alone, where the item names no correct response. */
function mappedIds(entries: readonly XmlNode[], cardinality: string): string[] {
  const worth = entries
    .map(({ attributes }) => ({ id: attributes.mapkey ?? '', points: Number(attributes.mappedvalue) }))
    .filter(({ points }) => points > 0);
  const [first] = worth;
  if (first === undefined) throw new RefusedRecord('没有 correctResponse，mapping 里也没有得分的选项');
  if (worth.some(({ points }) => points !== first.points))
    throw new RefusedRecord('mapping 里各选项的分值不等，不支持');
  if (cardinality === 'single' && worth.length > 1) throw new RefusedRecord('单选题有几个选项都得分，不支持');
  return worth.map(({ id }) => id);
}

function readItem(item: XmlNode, where: string): RawQuestion {
  const body = findAll(item, 'itembody')[0];
  if (!body) throw new RefusedRecord('没有 itemBody');
  const interactions = findAll(body, 'choiceinteraction');
  const other = [...descendants(body)].find(({ name }) => name.endsWith('interaction') && name !== 'choiceinteraction');
  if (other) throw new RefusedRecord(`不支持的题型 ${other.name}`);
  const [interaction, second] = interactions;
  if (!interaction) throw new RefusedRecord('没有 choiceInteraction');
  if (second) throw new RefusedRecord(`一题里有 ${interactions.length} 个 choiceInteraction`);
  const { ids, mapped } = readDeclaration(item, interaction.attributes.responseidentifier ?? 'RESPONSE');
  const choices = findAll(interaction, 'simplechoice');
  const named = choices.map(({ attributes }) => attributes.identifier ?? '');
  const twice = named.find((id, at) => named.indexOf(id) !== at);
  if (twice !== undefined) throw new RefusedRecord(`两个选项的标识都是 ${twice.slice(0, 40)}`);
  const indices = ids.map((id) => {
    const index = choices.findIndex(({ attributes }) => attributes.identifier === id);
    if (index < 0) throw new RefusedRecord(`正确答案 ${id.slice(0, 40)} 不在选项之中`);
    return index;
  });
  const multiple = interaction.attributes.maxchoices !== '1' && ids.length > 1;
  const prompt = findAll(interaction, 'prompt')[0];
  const before = textOf(body, NOT_STEM);
  const picture = pictureIn({ ...body, children: body.children.filter((child) => child !== interaction) });
  const explanation = findAll(item, 'modalfeedback').map((feedback) => textOf(feedback));
  return {
    where,
    type: multiple ? 'multiple' : 'single',
    stem: [before, prompt ? textOf(prompt) : ''].filter((part) => part !== '').join('\n'),
    ...(picture && { picture: picture.src, pictureAlt: picture.alt }),
    options: choices.map(readOption),
    answer: { by: 'index', indices },
    // A mapping gives points for each right choice; its penalties for wrong ones are harsher than none, which is our rule.
    ...(mapped && { scoring: 'proportional' as const }),
    explanation: explanation.join('\n'),
    ...(item.attributes.identifier !== undefined && { externalId: item.attributes.identifier }),
  };
}

/**
 * Reads QTI 2.x and 3.0: every `assessmentItem` of the document with one `choiceInteraction`. Other kinds are refused by name.
 *
 * @throws {UnreadableDocument} where the document is no XML
 */
export function readQti(text: string): ReadRecord[] {
  if (/<!DOCTYPE|<!ENTITY/iu.test(text)) throw new UnreadableDocument('document', '带有 DOCTYPE 声明，出于安全不读');
  const verdict = XMLValidator.validate(text);
  if (verdict !== true) throw new UnreadableDocument(`line ${verdict.err.line}`, verdict.err.msg);
  const root: XmlNode = { name: '', attributes: {}, children: toNodes(parser.parse(text)) };
  const items = findAll(root, 'assessmentitem');
  if (items.length === 0) {
    const isOlder = findAll(root, 'questestinterop').length > 0;
    throw new UnreadableDocument('document', isOlder ? '是 QTI 1.x，请先转成 2.x 或 3.0' : '没有 assessmentItem');
  }
  return items.map((item, at) => {
    const where = `第${at + 1}题${item.attributes.identifier ? `（${item.attributes.identifier.slice(0, 40)}）` : ''}`;
    try {
      return readItem(item, where);
    } catch (error) {
      if (!(error instanceof RefusedRecord)) throw error;
      return { where, why: error.message };
    }
  });
}
