import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import type { RequestCost } from '#cloud/admin/action';
import { databaseActions } from '#cloud/database/actions';
import { type LocalDatabase, openDatabase } from '#cloud/database/database';
import type { IndexDefinitions } from '#cloud/database/index-definition';

export const NOW = Date.parse('2026-05-01T00:00:00.000Z');

/** A folder that goes with the test. */
export function freshFolder(): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'local-database-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export interface FreshDatabase {
  database: LocalDatabase;
  file: string;
  /** One request as the SDK sends it; objects of `query`, `data`, ... may be given as they are. */
  ask(action: string, params: Record<string, unknown>): Promise<{ data: Record<string, unknown>; cost: RequestCost }>;
  /** What a query finds, and what it cost. */
  find(
    collectionName: string,
    params?: Record<string, unknown>,
  ): Promise<{ list: Record<string, unknown>[]; cost: RequestCost }>;
}

export function freshDatabase(indexes?: IndexDefinitions): FreshDatabase {
  const file = path.join(freshFolder(), 'database.sqlite');
  const database = openDatabase({ file, now: () => NOW, ...(indexes && { indexes }) });
  onTestFinished(() => database.close());
  const actions = databaseActions(database);
  const ask: FreshDatabase['ask'] = async (action, params) => {
    const perform = actions[`database.${action}`];
    if (!perform) throw new Error(`no action ${action}`);
    const { data, cost } = await perform({ action: `database.${action}`, params, requestId: 'test', bytes: 0 });
    return { data: data as Record<string, unknown>, cost: cost as RequestCost };
  };
  return {
    database,
    file,
    ask,
    async find(collectionName, params = {}) {
      const { data, cost } = await ask('getDocument', { collectionName, ...params });
      return { list: (data.list as string[]).map((text) => JSON.parse(text) as Record<string, unknown>), cost };
    },
  };
}
