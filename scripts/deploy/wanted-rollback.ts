import { checkArchive } from './bundle.ts';
import type { ObjectStore } from './object-store.ts';
import { type DeploymentRecord, type History, readKeptBundle } from './record.ts';
import type { Wanted } from './run-deployment.ts';

/** The deployment that a record describes: its own, or the one that it made anew. */
function originOf({ number, of }: DeploymentRecord): number {
  return of ?? number;
}

/**
 * The deployment to go back to: the named one, or the last one before what is deployed now. After one that broke off it is the
 * last that ended well, since half of the new stands in its place; a rollback that broke off goes on. What a rollback made anew
 * is gone back from, not to, so one rollback after another leads further back.
 * @throws Error that says which there are
 */
export function chooseTarget({ records, lastDone }: History, to: number | undefined): DeploymentRecord {
  const done = records.filter(({ state }) => state === 'done');
  const list = done.map(({ number, version, commit }) => `${number} (${commit || version})`).join(', ');
  if (lastDone === undefined)
    throw new Error('no deployment of this environment ended well: there is none to go back to');
  if (to !== undefined) {
    const named = done.find(({ number }) => number === to);
    if (named === undefined) throw new Error(`deployment ${to} isn't kept; there are: ${list}`);
    return named;
  }
  const [newest] = records;
  if (newest !== undefined && newest.state !== 'done') {
    return done.find(({ number }) => number === newest.of) ?? lastDone;
  }
  const target = done.find(({ number, of }) => of === undefined && number < originOf(lastDone));
  if (target === undefined) throw new Error(`no deployment before the present one is kept; there are: ${list}`);
  return target;
}

/**
 * What was deployed then, with its settings and the values of its variables. Secrets stay as they are now: a key that was changed
 * since then would not be taken any more.
 */
export function wantRecorded(
  record: DeploymentRecord,
  { objects, environment }: { objects: ObjectStore; environment: NodeJS.ProcessEnv },
): Wanted {
  const { desired, version, commit, variables, secrets } = record;
  return {
    desired,
    version,
    commit,
    of: originOf(record),
    async archiveOf(hash) {
      const archive = await readKeptBundle(objects, hash);
      await checkArchive(archive, hash);
      return archive;
    },
    variablesOf(name) {
      const values = variables[name] ?? {};
      const hidden = secrets[name] ?? [];
      const set = { ...values };
      for (const secret of hidden) {
        const value = environment[secret];
        if (value !== undefined && value !== '') set[secret] = value;
      }
      return {
        set,
        isOurs: (variable) => values[variable] !== undefined || hidden.includes(variable),
        isKept: (variable) => hidden.includes(variable),
        isSecret: (variable) => hidden.includes(variable),
      };
    },
  };
}
