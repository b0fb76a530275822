import { existsSync } from 'node:fs';
import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createClock } from '#cloud/clock';
import { startCloud } from '#cloud/cloud';
import { FUNCTIONS, INDEXES, PUBLIC_FILES } from '../../scripts/cloud-session.ts';
import { loadSamples } from '../../scripts/load-samples.ts';
import { hashSources } from '../../scripts/source-hash.ts';
import { NOW } from './now.ts';

/** Everything that the loaded samples depend on. */
const MADE_OF = ['content', 'cloudfunctions', 'local-cloud', 'scripts', 'src/contract', 'src/domain'];

const KEPT = 'dist/sample-data';
const RECORD = 'dist/sample-data.made-from';

/**
 * Fills a folder with the data of a cloud that has loaded the samples at NOW. Loading takes longer than many journeys
 * together, so what was loaded is kept for as long as its sources are the same, and copied.
 */
export async function layOutSamples(folder: string): Promise<void> {
  const sources = await hashSources(MADE_OF);
  const isFresh = existsSync(KEPT) && existsSync(RECORD) && (await readFile(RECORD, 'utf8')) === sources;
  if (!isFresh) {
    await rm(KEPT, { recursive: true, force: true });
    await mkdir(KEPT, { recursive: true });
    const cloud = await startCloud({
      data: KEPT,
      functions: FUNCTIONS,
      indexes: INDEXES,
      publicFiles: PUBLIC_FILES,
      clock: createClock({ at: NOW }),
      timers: false,
      quiet: true,
    });
    try {
      await loadSamples(cloud, NOW);
    } finally {
      await cloud.close();
    }
    await writeFile(RECORD, sources);
  }
  await cp(KEPT, folder, { recursive: true });
}
