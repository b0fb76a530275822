import { parseArgs } from 'node:util';
import { sayFailure } from './apply.ts';
import { askConsent } from './ask.ts';
import { type CloudEnvironment, openEnvironment } from './cloud-environment.ts';
import { readCredentials, readProxy } from './credentials.ts';
import type { Outcome, RunOptions } from './run-deployment.ts';

/** Tencent Cloud's region of WeChat's environments, unless TENCENTCLOUD_REGION says another. */
const REGION = 'ap-shanghai';

/** What all commands on an environment take. */
export const COMMON_OPTIONS = {
  env: { type: 'string' },
  'dry-run': { type: 'boolean', default: false },
  yes: { type: 'boolean', default: false },
  prune: { type: 'boolean', default: false },
  'take-over': { type: 'boolean', default: false },
} as const;

/** @throws Error that says what is wrong with the command's words */
export function readWords<Options extends NonNullable<Parameters<typeof parseArgs>[0]>['options']>(
  usage: string,
  options: Options,
) {
  try {
    return parseArgs({ options, allowPositionals: false, strict: true }).values;
  } catch (error) {
    throw new Error(`${(error as Error).message}\nusage: ${usage}`);
  }
}

/** @throws Error where there is no id, no key, or no such environment */
export async function openNamed(id: string | undefined, usage: string): Promise<CloudEnvironment> {
  if (id === undefined || !/^[a-z0-9-]{1,64}$/.test(id)) {
    throw new Error(`which environment? --env takes its id\nusage: ${usage}`);
  }
  return openEnvironment(id, {
    credentials: readCredentials(process.env),
    region: process.env.TENCENTCLOUD_REGION || REGION,
    proxy: readProxy(process.env),
  });
}

export function runOptions(
  values: { 'dry-run': boolean; yes: boolean; prune: boolean; 'take-over': boolean },
  keepIndexes: boolean,
): RunOptions {
  let stopped = false;
  // A deployment that is cut off in the middle keeps the next one waiting; one that ends by itself doesn't.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      stopped = true;
      console.log('Ending after this step; once more ends at once.');
    });
  }
  return {
    dryRun: values['dry-run'],
    prune: values.prune,
    takeOver: values['take-over'],
    keepIndexes,
    consent: async (question) => values.yes || (await askConsent(question)),
    isStopped: () => stopped,
    say: (line) => console.log(line),
    now: Date.now,
  };
}

/** Ends the process with what it came to: 0 where all is as wanted or only a plan was asked for, 1 where not. */
export function endWith(outcome: Outcome, done: string): void {
  if (outcome === 'done') console.log(done);
  if (outcome === 'planned') console.log('Nothing was changed: this was only the plan.');
  if (outcome === 'refused') {
    console.log('Nothing was changed: it was not agreed to.');
    process.exitCode = 1;
  }
}

/** Runs a command; what it throws is said in one piece, without a stack. */
export function runCommand(name: string, run: () => Promise<void>): void {
  run().catch((error: unknown) => {
    console.error(`${name}: ${sayFailure(error)}`);
    process.exitCode = 1;
  });
}
