/** `$lookup` and `$graphLookup`: documents of another collection. */
import { requestFailed } from '../failure.ts';
import { parseQuery } from '../filter.ts';
import { encodeKey } from '../key-encoding.ts';
import { splitPath } from '../paths.ts';
import { applyUpdate } from '../update.ts';
import { type Document, isDocument, isNumeric, toNumber, type Value } from '../values.ts';
import { fieldValue, type Names, parseExpression, type Scope } from './expression.ts';
import { variableName } from './logic.ts';
import { namedOperand } from './operands.ts';
import type { Reader, Stage } from './pipeline.ts';
import { textOperand } from './stage-operands.ts';

type Run = (documents: Document[], context: { reader: Reader; variables: Scope['variables'] }) => Document[];

export function parseLookup(operand: Value, names: Names): Run {
  if (isDocument(operand) && operand.pipeline !== undefined) return parsePipelineLookup(operand, names);
  const spec = namedOperand('$lookup', operand, ['from', 'localField', 'foreignField', 'as']);
  const from = textOperand('$lookup', "'from'", spec.from);
  const as = textOperand('$lookup', "'as'", spec.as);
  const local = splitPath(textOperand('$lookup', "'localField'", spec.localField));
  const foreign = textOperand('$lookup', "'foreignField'", spec.foreignField);
  return (documents, { reader }) => {
    const known = new Map<string, Document[]>();
    return documents.map((document) => {
      const value = fieldValue(document, local) ?? null;
      const key = encodeKey(value).toString('latin1');
      const joined = known.get(key) ?? reader.find(from, parseQuery(joinCondition(foreign, value)));
      known.set(key, joined);
      return withField(document, as, joined);
    });
  };
}

/** An array joins by each of its elements. */
function joinCondition(foreign: string, value: Value): Document {
  return { [foreign]: Array.isArray(value) ? { $in: value } : { $eq: value } };
}

function parsePipelineLookup(operand: Document, names: Names): Run {
  const spec = namedOperand('$lookup', operand, ['from', 'pipeline', 'as'], ['let']);
  const from = textOperand('$lookup', "'from'", spec.from);
  const as = textOperand('$lookup', "'as'", spec.as);
  const stages = parseStageList('$lookup', spec.pipeline);
  const bindings = spec.let ?? {};
  if (!isDocument(bindings)) throw requestFailed("$lookup argument 'let' must be an object");
  const values = Object.keys(bindings).map((name) => ({
    name: variableName(name),
    value: parseExpression(bindings[name], names),
  }));
  return (documents, { reader, variables }) => {
    const shared = values.length === 0 ? reader.run(from, stages, variables) : undefined;
    return documents.map((document) => {
      const scope: Scope = { root: document, current: document, variables };
      const bound = Object.fromEntries(values.map(({ name, value }) => [name, value(scope)]));
      return withField(document, as, shared ?? reader.run(from, stages, { ...variables, ...bound }));
    });
  };
}

/** `[{$match: ...}, ...]` */
export function parseStageList(name: string, value: Value): Stage[] {
  if (!Array.isArray(value)) throw requestFailed(`the pipeline of ${name} must be an array`);
  return value.map((stage) => {
    const [key, ...others] = isDocument(stage) ? Object.keys(stage) : [];
    if (!isDocument(stage) || key === undefined || others.length > 0) {
      throw requestFailed('A pipeline stage specification object must contain exactly one field.');
    }
    return { name: key, operand: stage[key] };
  });
}

export function withField(document: Document, path: string, value: Value): Document {
  const change = { path: splitPath(path), missing: 'create' as const, apply: () => value };
  return applyUpdate(document, { changes: [change], renames: [], onInsert: [] }, () => undefined);
}

export function parseGraphLookup(operand: Value, names: Names): Run {
  const spec = namedOperand(
    '$graphLookup',
    operand,
    ['from', 'startWith', 'connectFromField', 'connectToField', 'as'],
    ['maxDepth', 'depthField', 'restrictSearchWithMatch'],
  );
  const from = textOperand('$graphLookup', "'from'", spec.from);
  const as = textOperand('$graphLookup', "'as'", spec.as);
  const start = parseExpression(spec.startWith, names);
  const connectFrom = splitPath(textOperand('$graphLookup', "'connectFromField'", spec.connectFromField));
  const connectTo = textOperand('$graphLookup', "'connectToField'", spec.connectToField);
  const { maxDepth, depthField, restrictSearchWithMatch: restriction = {} } = spec;
  if (!isDocument(restriction)) throw requestFailed('$graphLookup: restrictSearchWithMatch must be an object');
  const deepest = isNumeric(maxDepth) ? toNumber(maxDepth) : Number.POSITIVE_INFINITY;
  return (documents, { reader, variables }) =>
    documents.map((document) => {
      const found = new Map<string, Document>();
      let frontier = listOf(start({ root: document, current: document, variables }));
      for (let depth = 0; depth <= deepest && frontier.length > 0; depth++) {
        const query = parseQuery({ $and: [{ [connectTo]: { $in: frontier } }, restriction] });
        const fresh = reader.find(from, query).filter((item) => !found.has(encodeKey(item._id).toString('latin1')));
        for (const item of fresh) {
          const marked = typeof depthField === 'string' ? withField(item, depthField, depth) : item;
          found.set(encodeKey(item._id).toString('latin1'), marked);
        }
        frontier = fresh.flatMap((item) => listOf(fieldValue(item, connectFrom)));
      }
      return withField(document, as, [...found.values()]);
    });
}

function listOf(value: Value): Value[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}
