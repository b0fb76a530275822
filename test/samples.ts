import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';

/** Real documents beside the checkout, which belong to their publishers: read where they are, never copied. */
export const SAMPLES = path.resolve('../shared/samples');

export const samplesAreHere = existsSync(SAMPLES);

/** Said in the name of a test that had to be skipped. */
export const samplesNote = samplesAreHere ? '' : ' (skipped: ../shared/samples is not here)';

export function sampleFiles(folder: string): string[] {
  if (!samplesAreHere) return [];
  return readdirSync(path.join(SAMPLES, folder))
    .sort()
    .map((name) => path.join(SAMPLES, folder, name));
}
