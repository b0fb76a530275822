import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { LOCAL_ENVIRONMENT } from '#cloud/environment';
import { DeploymentError } from './run-deployment.ts';
import type { SourcesVersion } from './sources-version.ts';

/** WeChat's own tool. It takes 276 MB, so it is fetched when it is used, and is no dependency. */
const TOOL = 'miniprogram-ci@2.1.42';

/** What WeChat refuses: packages that are too large, code and settings that its console doesn't take. */
const LIMITS = ['weapp-size', 'weapp-json', 'weapp-code', 'weapp-privacy'].map((name) => `test/build/${name}.test.ts`);

const ENDINGS = ['SIGINT', 'SIGTERM'] as const;

const KEY = 'WECHAT_UPLOAD_KEY';
const KEY_FILE = 'WECHAT_UPLOAD_KEY_FILE';
/** WeChat cuts a longer description; characters. */
const LONGEST = 100;

/** What WeChat's console shows of the version: for which environment it is, then what it was made of. */
export function describeUpload({ commit, subject }: SourcesVersion, env: string): string {
  const said = [commit, subject].filter((part) => part !== '').join(' ');
  return [...`${env}: ${said === '' ? 'no commit' : said}`].slice(0, LONGEST).join('');
}

/**
 * The cloud environment that the mini program is for.
 * @throws DeploymentError where none is named: drivers' phones would then call whichever WeChat takes
 */
export function readCloudEnv(environment: NodeJS.ProcessEnv): string {
  const { CLOUD_ENV: env } = environment;
  if (env && env !== LOCAL_ENVIRONMENT) return env;
  throw new DeploymentError(
    'which cloud environment? set CLOUD_ENV to its id for npm run build:weapp and npm run upload, so that the build calls that one',
  );
}

/** @throws DeploymentError where there is none, or only the one that everybody may try with */
async function readAppid(environment: NodeJS.ProcessEnv): Promise<string> {
  const project = JSON.parse(await readFile('project.config.json', 'utf8')) as { appid?: string };
  const appid = environment.WECHAT_APPID || project.appid;
  if (appid !== undefined && /^wx[0-9a-f]{16}$/.test(appid)) return appid;
  throw new DeploymentError('which mini program? put its appid into project.config.json, or set WECHAT_APPID');
}

async function run(words: readonly string[], environment: NodeJS.ProcessEnv): Promise<number> {
  // The tool gets the key as a file, and nothing else that is secret.
  const { [KEY]: _, [KEY_FILE]: __, ...rest } = environment;
  const kept = Object.fromEntries(Object.entries(rest).filter(([name]) => !name.startsWith('TENCENTCLOUD_')));
  const child = spawn('npx', words, { env: kept, stdio: ['ignore', 'inherit', 'inherit'] });
  // Whoever ends this ends the tool, and then the key's file is taken away.
  const end = () => child.kill();
  for (const signal of ENDINGS) process.on(signal, end);
  try {
    const [code] = (await once(child, 'close')) as [number | null];
    return code ?? 1;
  } finally {
    for (const signal of ENDINGS) process.off(signal, end);
  }
}

/** The key as a file that only this user reads, for as long as it is needed. */
async function withKeyFile<Result>(
  environment: NodeJS.ProcessEnv,
  use: (file: string) => Promise<Result>,
): Promise<Result> {
  const file = environment[KEY_FILE];
  if (file) {
    if (!existsSync(file)) throw new DeploymentError(`${KEY_FILE} names a file that isn't there`);
    return use(file);
  }
  const key = environment[KEY];
  if (!key) {
    throw new DeploymentError(
      `no key: set ${KEY} to the upload key's text, or ${KEY_FILE} to its file; docs/deploy.md says where it is got`,
    );
  }
  // Shells and build servers often pass a text of many lines with its line ends spelt out.
  const text = key.replaceAll('\\n', '\n');
  if (!/-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(text)) throw new DeploymentError(`${KEY} is no private key`);
  const folder = await mkdtemp(path.join(os.tmpdir(), 'upload-'));
  try {
    await chmod(folder, 0o700);
    const written = path.join(folder, 'upload.key');
    await writeFile(written, text.endsWith('\n') ? text : `${text}\n`, { mode: 0o600 });
    return await use(written);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** @throws DeploymentError where something is missing, the limits aren't kept, or WeChat doesn't take it */
export async function runUpload({
  sources,
  env,
  robot,
  environment,
}: {
  sources: SourcesVersion;
  env: string;
  robot: string;
  environment: NodeJS.ProcessEnv;
}): Promise<void> {
  const appid = await readAppid(environment);
  await withKeyFile(environment, async (file) => {
    if ((await run(['--no-install', 'vitest', 'run', '--project', 'builds', ...LIMITS], environment)) !== 0) {
      throw new DeploymentError("nothing was sent: the build doesn't keep WeChat's limits, see above");
    }
    const words = ['--yes', TOOL, 'upload', '--pp', '.', '--pkp', file, '--appid', appid];
    const about = ['--uv', sources.version, '--ud', describeUpload(sources, env), '-r', robot];
    if ((await run([...words, ...about], environment)) !== 0) {
      throw new DeploymentError(
        'WeChat did not take it, see above: the key must be that of this mini program, and this address on its IP allow-list',
      );
    }
  });
}
