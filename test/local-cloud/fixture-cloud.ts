import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createClock } from '#cloud/clock';
import { type Cloud, type CloudOptions, startCloud } from '#cloud/cloud';
import { buildFunctions } from '#cloud/functions/build';
import { spareThreads } from '../spare-threads.ts';

export interface FixtureCloud extends Cloud {
  data: string;
  /** Closes the cloud and removes what it kept. */
  remove(): Promise<void>;
}

/** 08:00 on a Friday in China; the clock stands until a test moves it. */
const FIXTURE_NOW = '2026-05-01T00:00:00.000Z';

/** Built once and kept: a fresh bundle costs nothing, a new one half a second. */
const functions = 'node_modules/.cache/fixture-functions';

/** A local cloud with the functions of test/fixtures/functions, on a folder of its own. */
export async function startFixtureCloud(options: Partial<CloudOptions> = {}): Promise<FixtureCloud> {
  await buildFunctions({ source: 'test/fixtures/functions', out: functions });
  const root = mkdtempSync(path.join(os.tmpdir(), 'fixture-cloud-'));
  const data = options.data ?? path.join(root, 'data');
  const clock = options.clock ?? createClock({ at: FIXTURE_NOW, frozen: true });
  const storageRules = 'test/fixtures/storage-rules.json';
  const invokeRules = 'test/fixtures/invoke-rules.json';
  const own = { indexes: false, storageRules, invokeRules, quiet: true, spareThreads } as const;
  const cloud = await startCloud({ ...own, ...options, functions, data, clock });
  return {
    ...cloud,
    data,
    async remove() {
      await cloud.close();
      rmSync(root, { recursive: true, force: true });
    },
  };
}
