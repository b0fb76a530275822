import { readFile } from 'node:fs/promises';
import path from 'node:path';
import * as v from 'valibot';
import { type CloudEnvironment, CloudError } from '../cloud-environment.ts';
import type { Examination, Finding } from './finding.ts';

const DAY = 86_400_000;
/** Days before the end of a plan from which it is told. */
const PLAN_ENDS = 30;
/** The smallest environment's, as WeChat sells them. */
const SMALL_PLAN = 500;

/** Whether the environment is up, how long it is paid for, and how much it takes. */
export function examineEnvironment({ cloud: { info }, now }: Examination): Finding[] {
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

/** Whether the environment is this mini program's. */
export async function examineAppid({ cloud: { info }, root }: Examination): Promise<Finding[]> {
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

const domainsSchema = v.object({ Domains: v.optional(v.nullable(v.array(v.object({ Domain: v.string() }))), []) });

/** Which domains may use the environment, and which WeChat must allow. */
export async function examineDomains({ cloud: { call, info } }: Examination): Promise<Finding[]> {
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

const loginsSchema = v.object({
  ConfigList: v.optional(v.nullable(v.array(v.looseObject({ Platform: v.string(), Status: v.string() }))), []),
});

/** What the service says of its sign-in `NONLOGIN`, the name of the switch where CloudBase's own tools set it; undefined for nothing. */
async function readUnauthenticatedAccess({ call, info }: CloudEnvironment): Promise<string | undefined> {
  try {
    const { ConfigList } = await call('tcb', 'DescribeLoginConfigs', { EnvId: info.id }, loginsSchema);
    return ConfigList?.find(({ Platform }) => Platform === 'NONLOGIN')?.Status;
  } catch (error) {
    // The call is an old one, and a sub-account may not be allowed it: then somebody has to look.
    if (error instanceof CloudError) return undefined;
    throw error;
  }
}

/** Whether readers who are not signed in, those in Moments, reach the functions that the rules open to them. */
export async function examineUnauthenticatedAccess({ cloud, repository }: Examination): Promise<Finding[]> {
  const open = Object.entries(repository.desired.invokeRule).flatMap(([name, { invoke }]) =>
    invoke === true ? [name] : [],
  );
  if (open.length === 0) return [];
  const about = 'moments';
  const where = '云开发控制台 → 设置 → 权限设置 → 允许未登录访问';
  const refuses = `without it ${open.join(', ')} refuse everybody who opens a page from Moments (-501023)`;
  const state = await readUnauthenticatedAccess(cloud);
  if (state === 'ENABLE') return [{ verdict: 'ok', about, says: `who is not signed in may call ${open.join(', ')}` }];
  if (state === undefined) {
    return [{ verdict: 'hand', about, says: `that ${where} is on: the service does not say; ${refuses}` }];
  }
  return [{ verdict: 'fail', about, says: `switch on ${where}: ${refuses}` }];
}
