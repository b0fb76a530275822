import { packBundle } from './bundle.ts';
import type { EnvironmentInfo } from './cloud-environment.ts';
import type { Repository } from './desired.ts';
import type { Wanted } from './run-deployment.ts';
import type { SourcesVersion } from './sources-version.ts';
import { wantVariables } from './variables.ts';

/** Where files of the environment's storage are read by everybody; empty where the service doesn't say. */
export function storageAddress({ fileHost }: EnvironmentInfo): string {
  return fileHost === '' ? '' : `https://${fileHost}/`;
}

/** What the repository and the shell want of this environment. */
export function wantRepository(
  { desired, bundles, declarations }: Repository,
  { environment, info, sources }: { environment: NodeJS.ProcessEnv; info: EnvironmentInfo; sources: SourcesVersion },
): Wanted {
  return {
    desired,
    version: sources.version,
    commit: sources.commit,
    async archiveOf(hash) {
      const bundle = Object.values(bundles).find((one) => one.hash === hash);
      if (bundle === undefined) throw new Error(`no function is built as ${hash.slice(0, 12)}`);
      return packBundle(bundle);
    },
    variablesOf: (name, actual) =>
      wantVariables(name, {
        declarations,
        environment,
        deployed: actual.functions[name],
        storageAddress: storageAddress(info),
      }),
  };
}
