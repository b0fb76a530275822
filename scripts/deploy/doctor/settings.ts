import type { Actual } from '../state.ts';
import type { Plan } from '../steps.ts';
import { readUsedCalls } from '../used-calls.ts';
import { namedSecrets } from '../variables.ts';
import { storageAddress } from '../wanted-repository.ts';
import type { Examination, Finding } from './finding.ts';

/** Whether functions have the secrets that they name, and pictures their address. */
export function examineVariables({ cloud: { info } }: Examination, actual: Actual, { variables }: Plan): Finding[] {
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

/** The kinds of a key as WeChat names them: https://developers.weixin.qq.com/miniprogram/dev/OpenApiDoc/mp-message-management/subscribe-message/ */
const TEMPLATE_KEY =
  /^(thing|number|letter|symbol|character_string|time|date|amount|phone_number|car_number|name|phrase|const)\d+$/;

/** Whether the template of road alerts can be asked for and sent. */
export function examineTemplates(actual: Actual): Finding[] {
  const ids = ['alerts', 'alert-sender'].map((name) => actual.functions[name]?.variables.ALERT_TEMPLATE_ID ?? '');
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
        says: 'alerts and alert-sender have different ALERT_TEMPLATE_ID: what is asked for could not be sent',
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
  const keys = actual.functions['alert-sender']?.variables.ALERT_TEMPLATE_KEYS;
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

/** Which timers have to be uploaded from DevTools: no call tells whether they were. */
export function examineTimers({ repository: { openapi, desired } }: Examination): Finding[] {
  return Object.entries(desired.functions)
    .filter(([name, { triggers }]) => Object.keys(triggers).length > 0 && (openapi[name] ?? []).length > 0)
    .map(([name]) => ({
      verdict: 'hand',
      about: 'timers',
      says: `WeChat takes calls of ${name} only where DevTools has uploaded its timer: right click on its folder, 上传触发器, once after the first deployment and whenever its config.json changes`,
    }));
}

/** Whether functions declare the calls of WeChat that they make. */
export async function examinePermissions({ repository: { openapi }, root }: Examination): Promise<Finding[]> {
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
