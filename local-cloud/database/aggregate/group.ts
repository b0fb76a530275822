/** `$group`, `$sortByCount`, `$bucket` and `$bucketAuto`. */
import { compareValues, FAMILY } from '../compare.ts';
import { requestFailed } from '../failure.ts';
import { encodeKey } from '../key-encoding.ts';
import { type Document, isDocument, setField, typeOf, type Value } from '../values.ts';
import { newAccumulator } from './accumulators.ts';
import { type Expression, type Names, parseExpression, type Scope } from './expression.ts';
import { type Granularity, readGranularity } from './granularity.ts';
import { namedOperand } from './operands.ts';
import { wholeCount } from './stage-operands.ts';

type Run = (documents: Document[], variables: Scope['variables']) => Document[];

interface Field {
  name: string;
  operator: string;
  value: Expression;
}

const COUNT_ONLY: Document = { count: { $sum: 1 } };

export function parseGroup(operand: Value, names: Names): Run {
  if (!isDocument(operand)) throw requestFailed("a group's fields must be specified in an object");
  const { _id: id, ...rest } = operand;
  if (id === undefined) throw requestFailed('a group specification must include an _id');
  const key = parseExpression(id, names);
  const fields = parseFields(rest, names);
  return (documents, variables) => {
    const groups = new Map<string, { id: Value; members: Document[] }>();
    for (const document of documents) {
      const value = key(scopeOf(document, variables)) ?? null;
      const name = encodeKey(value).toString('latin1');
      const group = groups.get(name);
      if (group) group.members.push(document);
      else groups.set(name, { id: value, members: [document] });
    }
    return [...groups.values()].map(({ id: value, members }) => gather(value, members, fields, variables));
  };
}

function scopeOf(document: Document, variables: Scope['variables']): Scope {
  return { root: document, current: document, variables };
}

function parseFields(fields: Document, names: Names): Field[] {
  return Object.keys(fields).map((name) => {
    if (name.includes('.')) throw requestFailed(`The field name '${name}' cannot contain '.'`);
    const accumulator = fields[name];
    const operators = isDocument(accumulator) ? Object.keys(accumulator) : [];
    const [operator] = operators;
    if (!isDocument(accumulator) || operator === undefined || !operator.startsWith('$')) {
      throw requestFailed(`The field '${name}' must be an accumulator object`);
    }
    if (operators.length > 1) throw requestFailed(`The field '${name}' must specify one accumulator`);
    newAccumulator(operator);
    return { name, operator, value: parseExpression(accumulator[operator], names) };
  });
}

function gather(id: Value, members: Document[], fields: Field[], variables: Scope['variables']): Document {
  const result: Document = { _id: id };
  for (const { name, operator, value } of fields) {
    const accumulator = newAccumulator(operator);
    for (const member of members) accumulator.add(value(scopeOf(member, variables)));
    setField(result, name, accumulator.result());
  }
  return result;
}

export function parseSortByCount(operand: Value, names: Names): Run {
  const valid =
    (typeof operand === 'string' && operand.startsWith('$')) ||
    (isDocument(operand) && Object.keys(operand)[0]?.startsWith('$'));
  if (!valid)
    throw requestFailed('the sortByCount field must be defined as a $-prefixed path or an expression inside an object');
  const group = parseGroup({ _id: operand, ...COUNT_ONLY }, names);
  return (documents, variables) => group(documents, variables).sort((a, b) => compareValues(b.count, a.count));
}

export function parseBucket(operand: Value, names: Names): Run {
  const spec = namedOperand('$bucket', operand, ['groupBy', 'boundaries'], ['default', 'output']);
  const key = parseExpression(spec.groupBy, names);
  const boundaries = readBoundaries(spec.boundaries);
  const otherwise = spec.default === undefined ? undefined : constant(spec.default);
  const [lowest, highest] = [boundaries[0], boundaries.at(-1)];
  if (otherwise !== undefined && compareValues(otherwise, lowest) >= 0 && compareValues(otherwise, highest) < 0) {
    throw requestFailed(
      "The $bucket 'default' field must be less than the lowest boundary or greater than or equal to the highest boundary.",
    );
  }
  const fields = parseFields(outputOf(spec.output), names);
  return (documents, variables) => {
    const members = new Map<number, Document[]>();
    for (const document of documents) {
      const bucket = bucketOf(boundaries, key(scopeOf(document, variables)));
      if (bucket < 0 && otherwise === undefined) {
        throw requestFailed('$switch could not find a matching branch for an input, and no default was specified.');
      }
      members.set(bucket, [...(members.get(bucket) ?? []), document]);
    }
    // Buckets without documents are left out; the default is sorted among the others by its value.
    return [...members]
      .map(([bucket, inside]) =>
        gather((bucket < 0 ? otherwise : boundaries[bucket]) ?? null, inside, fields, variables),
      )
      .sort((a, b) => compareValues(a._id, b._id));
  };
}

function readBoundaries(value: Value): Value[] {
  if (!Array.isArray(value)) throw requestFailed("The $bucket 'boundaries' field must be an array");
  if (value.length < 2)
    throw requestFailed(
      `The $bucket 'boundaries' field must have at least 2 values, but found ${value.length} value(s).`,
    );
  const boundaries = value.map(constant);
  for (let i = 1; i < boundaries.length; i++) {
    if (FAMILY[typeOf(boundaries[i])] !== FAMILY[typeOf(boundaries[i - 1])]) {
      throw requestFailed("All values in the 'boundaries' option to $bucket must have the same type.");
    }
    if (compareValues(boundaries[i - 1], boundaries[i]) >= 0) {
      throw requestFailed(
        "The 'boundaries' option to $bucket must be sorted, but elements are not in ascending order.",
      );
    }
  }
  return boundaries;
}

/** A value that no document changes: `{$literal: 1}` or a plain one. */
function constant(value: Value): Value {
  return parseExpression(value)({ root: {}, current: {}, variables: {} }) ?? null;
}

function bucketOf(boundaries: Value[], value: Value): number {
  if (value === undefined || compareValues(value, boundaries[0]) < 0 || compareValues(value, boundaries.at(-1)) >= 0)
    return -1;
  return boundaries.filter((boundary) => compareValues(boundary, value) <= 0).length - 1;
}

function outputOf(output: Value): Document {
  if (output === undefined) return COUNT_ONLY;
  if (!isDocument(output)) throw requestFailed("The 'output' field must be an object");
  return output;
}

export function parseBucketAuto(operand: Value, names: Names): Run {
  const spec = namedOperand('$bucketAuto', operand, ['groupBy', 'buckets'], ['output', 'granularity']);
  const key = parseExpression(spec.groupBy, names);
  const buckets = wholeCount('$bucketAuto', spec.buckets, 1);
  const fields = parseFields(outputOf(spec.output), names);
  const granularity = spec.granularity === undefined ? undefined : readGranularity(spec.granularity);
  return (documents, variables) => {
    const sorted = documents
      .map((document) => ({ value: key(scopeOf(document, variables)) ?? null, document }))
      .sort((a, b) => compareValues(a.value, b.value));
    return spread(sorted, buckets, granularity).map(({ members, min, max }) =>
      gather(
        { min, max },
        members.map(({ document }) => document),
        fields,
        variables,
      ),
    );
  };
}

interface Keyed {
  value: Value;
  document: Document;
}

interface Share {
  members: Keyed[];
  min: Value;
  max: Value;
}

/**
 * Even shares, moved on where one would end among equal values, or short of its granularity's next number. A bucket ends where the next
 * begins; without a granularity the last ends at its own greatest value.
 */
function spread(sorted: Keyed[], buckets: number, granularity: Granularity | undefined): Share[] {
  const size = Math.max(1, Math.round(sorted.length / buckets));
  const shares: Share[] = [];
  for (let from = 0; from < sorted.length; ) {
    let to = shares.length === buckets - 1 ? sorted.length : Math.min(from + size, sorted.length);
    const greatest = sorted[to - 1]?.value;
    const bound = granularity?.above(greatest);
    const belongs = (value: Value): boolean => compareValues(value, bound ?? greatest) < (bound === undefined ? 1 : 0);
    while (to < sorted.length && belongs(sorted[to]?.value)) to++;
    const least = sorted[from]?.value ?? null;
    const min = granularity ? (shares.at(-1)?.max ?? granularity.below(least)) : least;
    const max = bound ?? (sorted[to] ?? sorted[to - 1])?.value ?? null;
    shares.push({ members: sorted.slice(from, to), min, max });
    from = to;
  }
  return shares;
}
