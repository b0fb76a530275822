import { readActual } from '../actual.ts';
import { planDeployment } from '../plan.ts';
import type { DeploymentRecord, History } from '../record.ts';
import type { Wanted } from '../run-deployment.ts';
import { type Actual, NOTHING_MANAGED } from '../state.ts';
import { openSteps, type Plan } from '../steps.ts';
import { wantRepository } from '../wanted-repository.ts';
import { wantRecorded } from '../wanted-rollback.ts';
import type { Examination, Finding } from './finding.ts';

/** How the last deployment ended. */
export function examineRecords({ latest, lastDone }: History): Finding[] {
  if (latest === undefined) return [{ verdict: 'fail', about: 'deployment', says: 'there was none: npm run deploy' }];
  if (latest.state === 'failed') {
    return [
      {
        verdict: 'fail',
        about: 'deployment',
        says: `number ${latest.number} failed at ${latest.failure ?? 'an unknown step'}: run it again`,
      },
    ];
  }
  if (latest.state === 'running') {
    return [
      { verdict: 'warn', about: 'deployment', says: `number ${latest.number} is under way since ${latest.startedAt}` },
    ];
  }
  const { number, version, commit, endedAt } = lastDone ?? latest;
  return [{ verdict: 'ok', about: 'deployment', says: `number ${number}, ${commit || version}, ${endedAt ?? ''}` }];
}

function plan(wanted: Wanted, actual: Actual, record: DeploymentRecord | undefined): Plan {
  const names = Object.keys(wanted.desired.functions);
  return planDeployment({
    desired: wanted.desired,
    actual,
    managed: record?.managed ?? NOTHING_MANAGED,
    variables: Object.fromEntries(names.map((name) => [name, wanted.variablesOf(name, actual)])),
    knownCode: record?.code ?? {},
    prune: false,
    keepIndexes: false,
    isRecorded: () => true,
  });
}

const differences = (found: Plan) => openSteps(found).filter(({ kind }) => kind !== 'record');

/** Whether the environment is still as it was deployed. */
export async function examineDrift(examination: Examination, { lastDone }: History): Promise<Finding[]> {
  if (lastDone === undefined) return [];
  const { cloud } = examination;
  // The shell's own variables say nothing of what was deployed.
  const wanted = wantRecorded(lastDone, { objects: cloud.objects, environment: {} });
  const found = plan(wanted, await readActual(cloud, lastDone.desired, lastDone.managed), lastDone);
  const steps = differences(found);
  const foreign = found.notes.map((says): Finding => ({ verdict: 'warn', about: 'left alone', says }));
  if (steps.length === 0) {
    return [{ verdict: 'ok', about: 'drift', says: 'the environment is as it was deployed' }, ...foreign];
  }
  return [
    ...steps.map(
      ({ kind, name, action, why }): Finding => ({
        verdict: 'fail',
        about: 'drift',
        says: `${kind} ${name}: ${action}: ${why}; npm run deploy puts it right`,
      }),
    ),
    ...foreign,
  ];
}

/** Whether what is deployed is what the repository would make, with the variables of this shell. */
export async function examineRepository(
  { cloud, repository, environment }: Examination,
  { lastDone }: History,
): Promise<{ findings: Finding[]; actual: Actual; planned: Plan }> {
  const sources = { version: '', commit: '', subject: '' };
  const wanted = wantRepository(repository, { environment, info: cloud.info, sources });
  const actual = await readActual(cloud, repository.desired, lastDone?.managed ?? NOTHING_MANAGED);
  const planned = plan(wanted, actual, lastDone);
  const steps = differences(planned);
  const finding: Finding =
    steps.length === 0
      ? { verdict: 'ok', about: 'repository', says: 'it is what is deployed' }
      : {
          verdict: 'warn',
          about: 'repository',
          says: `it differs in ${steps.length} from what is deployed: npm run deploy -- --env ${cloud.info.id} --dry-run`,
        };
  return { findings: [finding], actual, planned };
}
