import { readFile } from 'node:fs/promises';
import path from 'node:path';
import * as v from 'valibot';
import { readActual } from './actual.ts';
import type { CloudEnvironment } from './cloud-environment.ts';
import type { Repository } from './desired.ts';
import { planDeployment } from './plan.ts';
import { type DeploymentRecord, type History, readHistory } from './record.ts';
import type { Wanted } from './run-deployment.ts';
import { type Actual, NOTHING_MANAGED } from './state.ts';
import { openSteps, type Plan } from './steps.ts';
import { readUsedCalls } from './used-calls.ts';
import { namedSecrets } from './variables.ts';
import { storageAddress, wantRepository } from './wanted-repository.ts';
import { wantRecorded } from './wanted-rollback.ts';

/** `hand` is what no call can tell: somebody has to look. */
export type Verdict = 'ok' | 'warn' | 'fail' | 'hand';

export interface Finding {
  verdict: Verdict;
  /** What was looked at. */
  about: string;
  /** What was found and, unless all is well, what to do. */
  says: string;
}

interface Examination {
  cloud: CloudEnvironment;
  repository: Repository;
  /** Folder of the repository. */
  root: string;
  environment: NodeJS.ProcessEnv;
  now: Date;
}

const DAY = 86_400_000;
/** Days before the end of a plan from which it is told. */
const PLAN_ENDS = 30;
/** The smallest environment's, as WeChat sells them. */
const SMALL_PLAN = 500;

function examineEnvironment({ cloud: { info }, now }: Examination): Finding[] {
  const findings: Finding[] = [
    info.status === 'NORMAL'
      ? { verdict: 'ok', about: 'environment', says: `${info.id} is up, plan ${info.packageName || 'unnamed'}` }
      : { verdict: 'fail', about: 'environment', says: `${info.id} is ${info.status}: see its console` },
  ];
  // The service says it in China's time.
  const ends = Date.parse(`${info.expiresAt.replace(' ', 'T')}+08:00`);
  if (!Number.isNaN(ends)) {
    const days = Math.floor((ends - now.getTime()) / DAY);
    if (days < 0) findings.push({ verdict: 'fail', about: 'plan', says: `it ended ${info.expiresAt}: renew it` });
    else if (days < PLAN_ENDS)
      findings.push({ verdict: 'warn', about: 'plan', says: `it ends in ${days} days: renew it` });
    else findings.push({ verdict: 'ok', about: 'plan', says: `until ${info.expiresAt}` });
  }
  if (info.requestsPerSecond === 0) {
    findings.push({
      verdict: 'hand',
      about: 'quota',
      says: 'the service does not say how many requests a second it takes: see the console',
    });
  } else {
    const says = `${info.requestsPerSecond} requests a second`;
    findings.push(
      info.requestsPerSecond > SMALL_PLAN
        ? { verdict: 'ok', about: 'quota', says }
        : {
            verdict: 'warn',
            about: 'quota',
            says: `${says}: three million opens reach that on a holiday, docs/scale.md says how to do with it`,
          },
    );
  }
  return findings;
}

function examineRecords({ latest, lastDone }: History): Finding[] {
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

async function examineDrift(examination: Examination, { lastDone }: History): Promise<Finding[]> {
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

async function examineRepository(
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

function examineVariables({ cloud: { info } }: Examination, actual: Actual, { variables }: Plan): Finding[] {
  const findings: Finding[] = [];
  for (const [name, deployed] of Object.entries(actual.functions)) {
    for (const secret of namedSecrets(deployed.variables)) {
      if (deployed.variables[secret]) continue;
      const says = variables[name]?.[secret]
        ? 'set in this shell, not deployed: npm run deploy'
        : 'set it, then npm run deploy';
      findings.push({ verdict: 'fail', about: 'secrets', says: `${name} needs ${secret}: ${says}` });
    }
    const base = deployed.variables.PICTURE_BASE;
    if (base !== undefined && info.fileHost !== '' && base !== storageAddress(info)) {
      findings.push({
        verdict: 'warn',
        about: 'pictures',
        says: `PICTURE_BASE of ${name} is ${base}, the storage's is ${storageAddress(info)}`,
      });
    }
  }
  if (!findings.some(({ about }) => about === 'secrets')) {
    findings.unshift({ verdict: 'ok', about: 'secrets', says: 'all that sources and feeds name are set' });
  }
  return findings;
}

/** As the functions read it: https://developers.weixin.qq.com/miniprogram/dev/OpenApiDoc/mp-message-management/subscribe-message/ */
const TEMPLATE_KEY =
  /^(thing|number|letter|symbol|character_string|time|date|amount|phone_number|car_number|name|phrase|const)\d+$/;

function examineTemplates(actual: Actual): Finding[] {
  const ids = ['alerts', 'jobs'].map((name) => actual.functions[name]?.variables.ALERT_TEMPLATE_ID ?? '');
  const [asked, sent] = ids;
  if (asked === '' && sent === '') {
    return [
      { verdict: 'warn', about: 'templates', says: 'ALERT_TEMPLATE_ID is not set: nobody can ask for road alerts' },
    ];
  }
  if (asked !== sent) {
    return [
      {
        verdict: 'fail',
        about: 'templates',
        says: 'alerts and jobs have different ALERT_TEMPLATE_ID: what is asked for could not be sent',
      },
    ];
  }
  const findings: Finding[] = [];
  if (!/^[\w-]{43}$/.test(asked ?? '')) {
    findings.push({
      verdict: 'fail',
      about: 'templates',
      says: 'ALERT_TEMPLATE_ID is no id of a template, which has 43 characters',
    });
  }
  const keys = actual.functions.jobs?.variables.ALERT_TEMPLATE_KEYS;
  const strange = (keys ?? '')
    .split(',')
    .map((key) => key.trim())
    .filter((key) => key !== '' && !TEMPLATE_KEY.test(key));
  if (strange.length > 0) {
    findings.push({
      verdict: 'fail',
      about: 'templates',
      says: `ALERT_TEMPLATE_KEYS: ${strange.join(', ')}: no key of a template`,
    });
  }
  findings.push({
    verdict: 'hand',
    about: 'templates',
    says: "that the account has this template with these keys: 订阅消息 in WeChat's console",
  });
  return findings;
}

async function examinePermissions({ repository: { openapi }, root }: Examination): Promise<Finding[]> {
  const used = await readUsedCalls(root);
  const findings: Finding[] = [];
  for (const [name, declared] of Object.entries(openapi)) {
    const missing = (used[name] ?? []).filter((call) => !declared.includes(call));
    const idle = declared.filter((call) => !(used[name] ?? []).includes(call));
    if (missing.length > 0) {
      findings.push({
        verdict: 'fail',
        about: 'openapi',
        says: `${name} calls ${missing.join(', ')} and its config.json doesn't declare it: WeChat would refuse (-604101)`,
      });
    }
    if (idle.length > 0) {
      findings.push({
        verdict: 'warn',
        about: 'openapi',
        says: `${name} declares ${idle.join(', ')} and doesn't call it`,
      });
    }
  }
  const declaring = Object.entries(openapi).flatMap(([name, calls]) => (calls.length > 0 ? [name] : []));
  if (findings.length === 0) findings.push({ verdict: 'ok', about: 'openapi', says: 'what is called is declared' });
  if (declaring.length > 0) {
    findings.push({
      verdict: 'hand',
      about: 'openapi',
      says: `WeChat takes these permissions from DevTools only: after the first deployment, and when config.json changes, upload ${declaring.join(', ')} from there once`,
    });
  }
  return findings;
}

const domainsSchema = v.object({ Domains: v.optional(v.nullable(v.array(v.object({ Domain: v.string() }))), []) });

async function examineDomains({ cloud: { call, info } }: Examination): Promise<Finding[]> {
  const { Domains } = await call('tcb', 'DescribeAuthDomains', { EnvId: info.id }, domainsSchema);
  const web = (Domains ?? []).map(({ Domain }) => Domain);
  return [
    { verdict: 'ok', about: 'domains', says: `web pages on ${web.join(', ') || 'no domain'} may use the environment` },
    {
      verdict: 'hand',
      about: 'domains',
      says: `request and downloadFile must allow https://${info.fileHost || '<the storage>'}: 开发设置 → 服务器域名 in WeChat's console`,
    },
  ];
}

async function examineAppid({ cloud: { info }, root }: Examination): Promise<Finding[]> {
  const project = JSON.parse(await readFile(path.join(root, 'project.config.json'), 'utf8')) as { appid?: string };
  if (project.appid === undefined || project.appid === 'touristappid') {
    return [
      { verdict: 'warn', about: 'appid', says: 'project.config.json has none: put your own there before an upload' },
    ];
  }
  if (info.wxAppId !== '' && info.wxAppId !== project.appid) {
    return [
      {
        verdict: 'fail',
        about: 'appid',
        says: `the environment belongs to ${info.wxAppId}, project.config.json says ${project.appid}`,
      },
    ];
  }
  return [{ verdict: 'ok', about: 'appid', says: project.appid }];
}

/** Looks at the environment, at what was deployed to it, and at the repository; changes nothing. */
export async function examine(examination: Examination): Promise<Finding[]> {
  const history = await readHistory(examination.cloud.objects);
  const { findings, actual, planned } = await examineRepository(examination, history);
  return [
    { verdict: 'ok', about: 'keys', says: 'they open the environment' },
    ...examineEnvironment(examination),
    ...(await examineAppid(examination)),
    ...examineRecords(history),
    ...(await examineDrift(examination, history)),
    ...findings,
    ...examineVariables(examination, actual, planned),
    ...examineTemplates(actual),
    ...(await examinePermissions(examination)),
    ...(await examineDomains(examination)),
  ];
}
