import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { createClock } from '#cloud/clock';
import { startCloud } from '#cloud/cloud';
import { FUNCTIONS, INDEXES } from '../../scripts/cloud-session.ts';
import { loadSamples } from '../../scripts/load-samples.ts';
import { hashSources } from '../../scripts/source-hash.ts';
import { NOW } from './now.ts';

/** Everything that the loaded samples depend on. */
const MADE_OF = ['content', 'cloudfunctions', 'local-cloud', 'scripts', 'src/contract', 'src/domain'];

const KEPT = 'dist/sample-data';

async function load(folder: string): Promise<void> {
  const cloud = await startCloud({
    data: folder,
    functions: FUNCTIONS,
    indexes: INDEXES,
    clock: createClock({ at: NOW }),
    timers: false,
    quiet: true,
  });
  try {
    await loadSamples(cloud, NOW);
  } finally {
    await cloud.close();
  }
}

/** Loads them aside and moves them into place whole: test files in other processes look for them at the same time. */
async function make(kept: string): Promise<void> {
  const made = await mkdtemp(`${KEPT}/making-`);
  await load(made);
  try {
    await rename(made, kept);
  } catch (error) {
    // Another process was faster, with the same.
    if (!existsSync(kept)) throw error;
    await rm(made, { recursive: true });
    return;
  }
  for (const name of await readdir(KEPT)) {
    const isOfBefore = !name.startsWith('making-') && name !== basename(kept);
    if (isOfBefore) await rm(join(KEPT, name), { recursive: true, force: true });
  }
}

/**
 * Fills a folder with the data of a cloud that has loaded the samples at NOW. Loading takes longer than many journeys
 * together, so what was loaded is kept for as long as its sources are the same, and copied.
 */
export async function layOutSamples(folder: string): Promise<void> {
  const sources = await hashSources(MADE_OF);
  const kept = join(KEPT, createHash('sha256').update(sources).digest('hex').slice(0, 16));
  await mkdir(KEPT, { recursive: true });
  if (!existsSync(kept)) await make(kept);
  await cp(kept, folder, { recursive: true });
}
