import { readActual } from './actual.ts';
import { applyOperation, sayFailure } from './apply.ts';
import type { CloudEnvironment } from './cloud-environment.ts';
import { planDeployment } from './plan.ts';
import {
  beginDeployment,
  clearHistory,
  type Deployment,
  keepBundles,
  type RecordContent,
  readHistory,
} from './record.ts';
import { showPlan } from './show-plan.ts';
import {
  type Actual,
  type Desired,
  joinManaged,
  type Managed,
  managedBy,
  NOTHING_MANAGED,
  stillManaged,
  type WantedVariables,
} from './state.ts';
import { canonical, openSteps, type Plan } from './steps.ts';

/** What is to be deployed, from wherever it comes: the repository, or an earlier deployment. */
export interface Wanted {
  desired: Desired;
  /** The archive of a bundle, by its hash. */
  archiveOf(hash: string): Promise<Buffer>;
  /** Of a function, seen what is deployed of it. */
  variablesOf(name: string, actual: Actual): WantedVariables;
  version: string;
  commit: string;
  /** The deployment that is made anew. */
  of?: number;
}

export interface RunOptions {
  /** Shows the plan and ends. */
  dryRun: boolean;
  prune: boolean;
  keepIndexes: boolean;
  takeOver: boolean;
  /** Asked once, with the plan shown. */
  consent(question: string): Promise<boolean>;
  say(line: string): void;
  /** Whether to end before the next step. */
  isStopped(): boolean;
  now(): number;
}

/** How a run ended; a run that fails throws. */
export type Outcome = 'nothing to do' | 'planned' | 'refused' | 'done';

/** Ends a run with words that need no stack. */
export class DeploymentError extends Error {}

interface Reading {
  plan: Plan;
  actual: Actual;
  /** What earlier deployments made. */
  before: Managed;
  content: Pick<RecordContent, 'variables' | 'secrets'>;
  /** What this one makes. */
  managed: Managed;
}

type AllVariables = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** What a record says of variables: values of those that are no secrets, and the others' names; nothing of another hand's. */
function recordVariables(settled: AllVariables, wanted: Readonly<Record<string, WantedVariables>>) {
  const pick = (secret: boolean) =>
    Object.entries(settled).map(([name, variables]) => {
      const own = Object.entries(variables).filter(([variable]) => wanted[name]?.isOurs(variable));
      return [name, own.filter(([variable]) => wanted[name]?.isSecret(variable) === secret)] as const;
    });
  return {
    variables: Object.fromEntries(pick(false).map(([name, entries]) => [name, Object.fromEntries(entries)])),
    secrets: Object.fromEntries(
      pick(true).map(([name, entries]) => [name, entries.map(([variable]) => variable).sort()]),
    ),
  };
}

/** @param own number of the deployment under way, which is not one of the earlier ones */
async function readAndPlan(
  cloud: CloudEnvironment,
  wanted: Wanted,
  options: RunOptions,
  own?: number,
): Promise<Reading> {
  const { records, lastDone } = await readHistory(cloud.objects);
  const earlier = records.find(({ number }) => number !== own);
  const before = earlier?.managed ?? NOTHING_MANAGED;
  const actual = await readActual(cloud, wanted.desired, before);
  const names = Object.keys(wanted.desired.functions);
  const variables = Object.fromEntries(names.map((name) => [name, wanted.variablesOf(name, actual)]));
  const isRecorded = (settled: AllVariables) => {
    if (lastDone === undefined || earlier?.number !== lastDone.number) return false;
    const { desired, variables: values, secrets } = lastDone;
    const now = { desired: wanted.desired, ...recordVariables(settled, variables) };
    return canonical(now) === canonical({ desired, variables: values, secrets });
  };
  const plan = planDeployment({
    desired: wanted.desired,
    actual,
    managed: before,
    variables,
    knownCode: lastDone?.code ?? {},
    prune: options.prune,
    keepIndexes: options.keepIndexes,
    isRecorded,
  });
  const declared = Object.fromEntries(
    Object.entries(plan.variables).map(([name, all]) => [
      name,
      Object.keys(all).filter((variable) => variables[name]?.isOurs(variable)),
    ]),
  );
  const content = recordVariables(plan.variables, variables);
  return { plan, actual, before, content, managed: managedBy(wanted.desired, declared) };
}

async function applyAll(
  cloud: CloudEnvironment,
  plan: Plan,
  wanted: Wanted,
  deployment: Deployment,
  options: RunOptions,
) {
  const steps = openSteps(plan);
  const archiveOf = (name: string) => {
    const settings = wanted.desired.functions[name];
    if (settings === undefined) throw new Error(`there is no function ${name} to deploy`);
    return wanted.archiveOf(settings.bundle);
  };
  const hold = () => deployment.hold();
  for (const [at, { action, kind, name, operation }] of steps.entries()) {
    if (operation === undefined || operation.type === 'record') continue;
    const line = `${String(at + 1).padStart(String(steps.length).length)}/${steps.length} ${action} ${kind} ${name}`;
    if (options.isStopped()) throw new DeploymentError(`stopped before ${line}: run it again to go on`);
    const began = options.now();
    await hold();
    try {
      await applyOperation(cloud, operation, { archiveOf, hold });
    } catch (error) {
      throw new DeploymentError(`${line}: ${sayFailure(error)}`);
    }
    options.say(`${line} … ${((options.now() - began) / 1000).toFixed(1)} s`);
  }
}

/**
 * Plans, shows the plan, asks, applies it, and reads the environment again to see that all is as planned. A run that fails can be
 * followed by another at any point: what is done is seen, and isn't done twice.
 * @throws BusyError, CloudError, DeploymentError
 */
export async function runDeployment(cloud: CloudEnvironment, wanted: Wanted, options: RunOptions): Promise<Outcome> {
  const first = await readAndPlan(cloud, wanted, options);
  options.say(showPlan(first.plan));
  if (first.plan.problems.length > 0) throw new DeploymentError('this can not be applied: see ✗ above');
  const open = openSteps(first.plan);
  if (open.length === 0) return 'nothing to do';
  if (options.dryRun) return 'planned';
  if (!(await options.consent(`Apply this to ${cloud.info.id}?`))) return 'refused';

  const deployment = await beginDeployment(
    cloud.objects,
    {
      version: wanted.version,
      commit: wanted.commit,
      ...(wanted.of !== undefined && { of: wanted.of }),
      desired: wanted.desired,
      ...first.content,
      managed: joinManaged(first.before, first.managed),
    },
    options,
  );
  try {
    // Another may have ended between the plan and its consent.
    const second = await readAndPlan(cloud, wanted, options, deployment.number);
    if (canonical(openSteps(second.plan)) !== canonical(open)) {
      throw new DeploymentError('the environment has changed since this plan was shown: run this again for a new one');
    }
    await keepBundles(
      cloud.objects,
      Object.values(wanted.desired.functions).map(({ bundle }) => bundle),
      wanted.archiveOf,
    );
    await applyAll(cloud, second.plan, wanted, deployment, options);

    const third = await readAndPlan(cloud, wanted, options, deployment.number);
    const left = openSteps(third.plan).filter(({ kind }) => kind !== 'record');
    if (left.length > 0) {
      const names = left.map(({ action, kind, name, why }) => `${action} ${kind} ${name} (${why})`);
      throw new DeploymentError(`all was applied, and this is still not as it should be: ${names.join(', ')}`);
    }
    await deployment.finish({
      managed: joinManaged(stillManaged(first.before, third.actual), first.managed),
      code: Object.fromEntries(
        Object.keys(wanted.desired.functions).map((name) => {
          const { bundle = '', codeHash = '' } = third.actual.functions[name] ?? {};
          return [name, { bundle, codeHash }];
        }),
      ),
    });
  } catch (error) {
    // That it failed is what counts: where even this can't be written, the record goes stale by itself.
    await deployment.fail(sayFailure(error)).catch(() => undefined);
    throw error;
  }
  await clearHistory(cloud.objects).catch((error: unknown) => {
    options.say(`old deployments could not be cleared away, the next one will: ${sayFailure(error)}`);
  });
  return 'done';
}
