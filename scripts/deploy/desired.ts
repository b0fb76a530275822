import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import * as v from 'valibot';
import { buildFunctions } from '#cloud/functions/build';
import { parseFunctionConfig } from '#cloud/functions/config';
import { type Bundle, readBundle } from './bundle.ts';
import type { Desired, FunctionSettings } from './state.ts';
import { type DeclaredVariables, parseVariables } from './variables.ts';

/** What the repository says that an environment should hold. */
export interface Repository {
  desired: Desired;
  /** By function. */
  bundles: Readonly<Record<string, Bundle>>;
  declarations: DeclaredVariables;
  /** openapi calls that each function declares, by function. */
  openapi: Readonly<Record<string, readonly string[]>>;
}

const SOURCE = 'cloudfunctions';

const indexes = v.record(
  v.string(),
  v.array(
    v.strictObject({
      name: v.string(),
      keys: v.pipe(
        v.array(v.strictObject({ field: v.string(), order: v.picklist(['1', '-1', '2dsphere']) })),
        v.minLength(1),
      ),
      unique: v.optional(v.boolean(), false),
    }),
  ),
);
const rule = v.record(v.string(), v.union([v.boolean(), v.string()]));
const rules = v.record(v.string(), rule);

async function readJson<Schema extends v.GenericSchema>(
  root: string,
  name: string,
  schema: Schema,
): Promise<v.InferOutput<Schema>> {
  const file = path.join(SOURCE, name);
  let document: unknown;
  try {
    document = JSON.parse(await readFile(path.join(root, file), 'utf8'));
  } catch (error) {
    throw new Error(`${file}: ${(error as Error).message}`);
  }
  const parsed = v.safeParse(schema, document);
  if (parsed.success) return parsed.output;
  const [issue] = parsed.issues;
  throw new Error(`${file}: ${v.getDotPath(issue) ?? 'the document'}: ${issue.message}`);
}

/**
 * Builds the functions where they are stale, and reads everything else that a deployment makes.
 * @param root the folder that holds `cloudfunctions/`
 * @throws Error that names the file and the place that doesn't hold
 */
export async function readRepository(root = '.'): Promise<Repository> {
  const out = path.join(root, 'dist', SOURCE);
  const built = await buildFunctions({ source: path.join(root, SOURCE), out });
  const bundles: Record<string, Bundle> = {};
  const functions: Record<string, FunctionSettings> = {};
  const openapi: Record<string, readonly string[]> = {};
  for (const { name, folder } of built) {
    const bundle = await readBundle(folder);
    const file = path.join(folder, 'config.json');
    const config = parseFunctionConfig(await readFile(file, 'utf8'), file);
    bundles[name] = bundle;
    openapi[name] = config.openapi;
    functions[name] = {
      bundle: bundle.hash,
      timeout: config.timeout,
      memorySize: config.memorySize,
      triggers: Object.fromEntries(config.triggers.map((trigger) => [trigger.name, trigger.cron])),
    };
  }
  const [indexList, ruleList, storageRule, invokeRule] = await Promise.all([
    readJson(root, 'indexes.json', indexes),
    readJson(root, 'database-rules.json', rules),
    readJson(root, 'storage-rules.json', rule),
    readJson(root, 'invoke-rules.json', rules),
  ]);
  const variables = path.join(root, SOURCE, 'variables.json');
  const declarations = existsSync(variables) ? parseVariables(await readFile(variables, 'utf8'), variables) : {};
  const desired: Desired = {
    collections: [...new Set([...Object.keys(ruleList), ...Object.keys(indexList)])].sort(),
    indexes: Object.fromEntries(
      Object.entries(indexList).map(([collection, list]) => [
        collection,
        Object.fromEntries(list.map(({ name, keys, unique }) => [name, { keys, unique }])),
      ]),
    ),
    rules: ruleList,
    storageRule,
    invokeRule,
    functions,
  };
  return { desired, bundles, declarations, openapi };
}
