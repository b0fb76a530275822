/**
 * `npm run deploy -- --env ID [--dry-run] [--yes] [--prune] [--take-over]`: makes a cloud environment what the repository says.
 * docs/deploy.md says what it needs and what it leaves alone.
 */
import { COMMON_OPTIONS, endWith, openNamed, readWords, runCommand, runOptions } from './deploy/command.ts';
import { readRepository } from './deploy/desired.ts';
import { DeploymentError, runDeployment } from './deploy/run-deployment.ts';
import { readSourcesVersion } from './deploy/sources-version.ts';
import { complaintsOf } from './deploy/variables.ts';
import { wantRepository } from './deploy/wanted-repository.ts';

const usage = 'npm run deploy -- --env ID [--dry-run] [--yes] [--prune] [--take-over]';

runCommand('deploy', async () => {
  const words = readWords(usage, COMMON_OPTIONS);
  const complaints = complaintsOf(process.env);
  if (complaints.length > 0) throw new DeploymentError(complaints.join('; '));
  const cloud = await openNamed(words.env, usage);
  const [repository, sources] = [await readRepository(), await readSourcesVersion()];
  const wanted = wantRepository(repository, { environment: process.env, info: cloud.info, sources });
  console.log(`${sources.version}${sources.commit === '' ? '' : ` (${sources.commit})`} to ${cloud.info.id}`);
  endWith(await runDeployment(cloud, wanted, runOptions(words, false)), 'Deployed.');
});
