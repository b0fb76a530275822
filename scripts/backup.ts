/**
 * `npm run backup -- FOLDER [--env ID | --data DIR]`: copies every collection of an environment, or of a local cloud, into files.
 * `docs/go-live.md` says what it holds, what it doesn't, and who may read it.
 */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { Manifest } from './backup/manifest.ts';
import { takeBackup } from './backup/take-backup.ts';
import { INDEXES } from './cloud-session.ts';
import { accessDatabase } from './database-access.ts';

const usage = 'usage: npm run backup -- FOLDER [--env ID | --data DIR]';

async function run(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { env: { type: 'string' }, data: { type: 'string', default: '.local-cloud' } },
  });
  const [folder] = positionals;
  if (folder === undefined || positionals.length > 1) throw new Error(usage);
  const access = await accessDatabase(values);
  try {
    const indexes = JSON.parse(readFileSync(INDEXES, 'utf8')) as Manifest['indexes'];
    const { collections } = await takeBackup(access, folder, { indexes, now: new Date(), say: console.log });
    const documents = Object.values(collections).reduce((sum, kept) => sum + kept.documents, 0);
    console.log(`${documents} documents of ${access.name} in ${folder}. It holds personal data: keep it as such.`);
  } finally {
    await access.close();
  }
}

run().catch((error: unknown) => {
  console.error(`backup: ${error instanceof Error ? error.message : String(error)}`);
  process.exit(1);
});
