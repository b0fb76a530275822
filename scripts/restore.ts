/**
 * `npm run restore -- FOLDER [--env ID | --data DIR] [--overwrite]`: puts a backup back into an empty database, or over what is there.
 * `--check` only reads the backup and says whether it holds.
 */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { checkBackup } from './backup/check-backup.ts';
import type { Manifest } from './backup/manifest.ts';
import { putBack } from './backup/put-back.ts';
import { INDEXES } from './cloud-session.ts';
import { accessDatabase } from './database-access.ts';

const usage = 'usage: npm run restore -- FOLDER [--env ID | --data DIR] [--overwrite] [--check]';

async function run(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      env: { type: 'string' },
      data: { type: 'string', default: '.local-cloud' },
      overwrite: { type: 'boolean', default: false },
      check: { type: 'boolean', default: false },
    },
  });
  const [folder] = positionals;
  if (folder === undefined || positionals.length > 1) throw new Error(usage);
  if (values.check) {
    const { from, begunAt, endedAt, collections } = await checkBackup(folder);
    const documents = Object.values(collections).reduce((sum, kept) => sum + kept.documents, 0);
    console.log(`${documents} documents of ${from}, taken from ${begunAt} to ${endedAt}: the backup holds`);
    return;
  }
  const access = await accessDatabase(values);
  try {
    const indexes = JSON.parse(readFileSync(INDEXES, 'utf8')) as Manifest['indexes'];
    const { overwrite } = values;
    const written = await putBack(access, folder, { overwrite, indexes, say: console.log });
    console.log(`${written} documents are in ${access.name}`);
  } finally {
    await access.close();
  }
}

run().catch((error: unknown) => {
  console.error(`restore: ${error instanceof Error ? error.message : String(error)}`);
  process.exit(1);
});
