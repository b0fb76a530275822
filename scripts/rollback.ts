/**
 * `npm run rollback -- --env ID [--to NUMBER] [--dry-run] [--yes] [--take-over]`: deploys once more what was deployed before, its
 * bundles, settings and variables as that deployment kept them. Data and indexes stay; so do secrets.
 */
import { COMMON_OPTIONS, endWith, openNamed, readWords, runCommand, runOptions } from './deploy/command.ts';
import { readHistory } from './deploy/record.ts';
import { runDeployment } from './deploy/run-deployment.ts';
import { chooseTarget, wantRecorded } from './deploy/wanted-rollback.ts';

const usage = 'npm run rollback -- --env ID [--to NUMBER] [--dry-run] [--yes] [--take-over]';

runCommand('rollback', async () => {
  const { prune: _, ...options } = COMMON_OPTIONS;
  const words = readWords(usage, { ...options, to: { type: 'string' } } as const);
  if (words.to !== undefined && !/^\d+$/.test(words.to))
    throw new Error(`--to takes a deployment's number\nusage: ${usage}`);
  const cloud = await openNamed(words.env, usage);
  const target = chooseTarget(await readHistory(cloud.objects), words.to === undefined ? undefined : Number(words.to));
  console.log(
    `back to deployment ${target.number} of ${target.endedAt ?? target.startedAt}: ${target.version}${target.commit === '' ? '' : ` (${target.commit})`}`,
  );
  const wanted = wantRecorded(target, { objects: cloud.objects, environment: process.env });
  endWith(await runDeployment(cloud, wanted, runOptions({ ...words, prune: false }, true)), 'Rolled back.');
});
