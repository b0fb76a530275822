import { readFile } from 'node:fs/promises';
import path from 'node:path';
import * as v from 'valibot';

const built = v.record(v.string(), v.object({ inputs: v.record(v.string(), v.string()) }));
const CALL =
  /\b(security|wxacode|subscribeMessage|customerServiceMessage|urllink|urlscheme|riskControl)\.(\w+)(?:\?\.)?\(/g;

/** The openapi calls in the sources that a function is built from. */
export async function readUsedCalls(root: string): Promise<Record<string, string[]>> {
  const record = v.parse(built, JSON.parse(await readFile(path.join(root, 'dist/cloudfunctions.build.json'), 'utf8')));
  const used: Record<string, string[]> = {};
  for (const [name, { inputs }] of Object.entries(record)) {
    const calls = new Set<string>();
    for (const input of Object.keys(inputs)) {
      const source = await readFile(path.join(root, input), 'utf8');
      if (!source.includes('cloud.openapi')) continue;
      for (const [, group, call] of source.matchAll(CALL)) calls.add(`${group}.${call}`);
    }
    used[name] = [...calls].sort();
  }
  return used;
}
