/**
 * `npm run upload [-- --robot N]`: sends `dist/weapp/` to WeChat as a version to review. Asks first whether it is the build of
 * the sources as they are, and whether it keeps WeChat's limits.
 */
import { readWords, runCommand } from './deploy/command.ts';
import { DeploymentError } from './deploy/run-deployment.ts';
import { readSourcesVersion } from './deploy/sources-version.ts';
import { describeUpload, readCloudEnv, runUpload } from './deploy/upload.ts';
import { isTaroBuildFresh } from './taro-build.ts';

const usage = 'npm run upload [-- --robot N]';

runCommand('upload', async () => {
  const { robot = '1' } = readWords(usage, { robot: { type: 'string' } } as const);
  if (!/^([1-9]|[12]\d|30)$/.test(robot)) throw new Error(`--robot takes a number from 1 to 30\nusage: ${usage}`);
  const env = readCloudEnv(process.env);
  if (!(await isTaroBuildFresh('weapp'))) {
    throw new DeploymentError(
      `dist/weapp is not the build of the sources as they are for ${env}: CLOUD_ENV=${env} npm run build:weapp`,
    );
  }
  const sources = await readSourcesVersion();
  console.log(`${sources.version}: ${describeUpload(sources, env)}`);
  await runUpload({ sources, env, robot, environment: process.env });
  console.log('Uploaded: it is among the versions in WeChat’s console, to be tried and sent to review there.');
});
