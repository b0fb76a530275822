import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import * as v from 'valibot';

const manifest = v.object({ version: v.pipe(v.string(), v.regex(/^\d+\.\d+\.\d+/, 'must be a version')) });

export interface SourcesVersion {
  /** Of package.json. */
  version: string;
  /** The commit, with `-dirty` behind it where files differ from it; empty where there is no git. */
  commit: string;
  /** The commit's subject; empty where there is no git. */
  subject: string;
}

async function git(...words: string[]): Promise<string> {
  try {
    return (await promisify(execFile)('git', words)).stdout.trim();
  } catch {
    // An unpacked archive of the sources can be deployed as well.
    return '';
  }
}

/** The version of the sources in the folder that the command runs in. */
export async function readSourcesVersion(): Promise<SourcesVersion> {
  const { version } = v.parse(manifest, JSON.parse(await readFile('package.json', 'utf8')));
  const [commit, subject] = await Promise.all([
    git('describe', '--always', '--dirty', '--abbrev=10'),
    git('log', '-1', '--format=%s'),
  ]);
  return { version, commit, subject };
}
