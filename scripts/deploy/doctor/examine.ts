import { readHistory } from '../record.ts';
import { examineDrift, examineRecords, examineRepository } from './deployed.ts';
import type { Examination, Finding } from './finding.ts';
import { examineAppid, examineDomains, examineEnvironment, examineUnauthenticatedAccess } from './service.ts';
import { examinePermissions, examineTemplates, examineTimers, examineVariables } from './settings.ts';

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
    ...examineTimers(examination),
    ...(await examineDomains(examination)),
    ...(await examineUnauthenticatedAccess(examination)),
  ];
}
