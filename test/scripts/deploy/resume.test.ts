import { execFile } from 'node:child_process';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { functionSource, makeProject, type Project, SMALL } from './project.ts';
import { type Fault, SECRET_ID, SECRET_KEY, TencentCloud } from './tencent-cloud.ts';

let cloud: TencentCloud;
let project: Project;
beforeAll(async () => {
  cloud = await TencentCloud.start();
  project = makeProject();
  project.write('cloudfunctions/old/index.ts', functionSource('old'));
  cloud.environment('before');
  expect(await deploy(1, ['before'])).toEqual({ before: ['done'] });
  changeEverything();
});
afterAll(async () => {
  await cloud.close();
  project.remove();
});
afterEach(() => {
  cloud.faults.length = 0;
});

async function deploy(times: number, ids: string[]): Promise<Record<string, string[]>> {
  // tsx is this repository's, and the trials run in the project's folder.
  const loader = pathToFileURL(path.resolve('node_modules/tsx/dist/loader.mjs')).href;
  const script = path.resolve('test/scripts/deploy/trials.ts');
  const { stdout } = await promisify(execFile)(process.execPath, ['--import', loader, script, String(times), ...ids], {
    cwd: project.folder,
    env: {
      PATH: process.env.PATH,
      HOME: project.folder,
      TSX_TSCONFIG_PATH: path.resolve('tsconfig.json'),
      http_proxy: cloud.proxy,
      NODE_EXTRA_CA_CERTS: cloud.certificate,
      TENCENTCLOUD_SECRETID: SECRET_ID,
      TENCENTCLOUD_SECRETKEY: SECRET_KEY,
      ROAD_FEEDS: '[]',
    },
  });
  return JSON.parse(stdout) as Record<string, string[]>;
}

/** Of every kind that a deployment makes, one is new, one changes and one goes. */
function changeEverything() {
  const [index] = SMALL.indexes.posts;
  const old = SMALL.indexes.staff[0];
  project.write('cloudfunctions/indexes.json', {
    posts: [{ ...index, keys: [{ field: 'status', order: '1' }] }],
    staff: [],
    laws: [{ ...old, name: 'number', keys: [{ field: 'number', order: '1' }] }],
  });
  project.write('cloudfunctions/database-rules.json', {
    ...SMALL.rules,
    posts: { read: true, write: false },
    laws: { read: false, write: false },
  });
  project.write('cloudfunctions/storage-rules.json', { read: 'auth != null', write: false });
  project.write('cloudfunctions/invoke-rules.json', { ...SMALL.invoke, jobs: { invoke: false } });
  project.write('cloudfunctions/news/index.ts', functionSource('news 2'));
  project.write('cloudfunctions/news/config.json', { ...SMALL.news, timeout: 20 });
  project.write('cloudfunctions/jobs/config.json', {
    ...SMALL.jobs,
    triggers: [
      { name: 'sync', type: 'timer', config: '0 */10 * * * * *' },
      { name: 'sweep', type: 'timer', config: '30 * * * * * *' },
    ],
  });
  project.write('cloudfunctions/roads/index.ts', functionSource('roads'));
  project.write('cloudfunctions/variables.json', { ...SMALL.variables, PICTURE_BASE: { of: ['news'] } });
  project.remove('cloudfunctions/old');
}

/** Fails the write with this number, in the first run. */
function failAt(trials: ReadonlyMap<string, { write: number; fault: Fault }>) {
  const writes = new Map<string, number>();
  cloud.faults.push(({ environment, writes: isWrite }) => {
    const trial = trials.get(environment);
    if (trial === undefined || !isWrite) return undefined;
    const number = (writes.get(environment) ?? 0) + 1;
    writes.set(environment, number);
    return number === trial.write ? trial.fault : undefined;
  });
}

describe('a deployment that fails at any step', () => {
  it('is ended by the next one as if nothing had been', { timeout: 240_000 }, async () => {
    cloud.copy('before', 'clean');
    expect(await deploy(2, ['clean'])).toEqual({ clean: ['done', 'nothing to do'] });
    const clean = cloud.environment('clean').snapshot();
    expect(Object.keys(clean.functions)).toEqual(['jobs', 'news', 'roads']);
    const writes = cloud.writesOf('clean');
    expect(new Set(writes.map(({ action }) => action))).toEqual(
      new Set([
        'PUT deployments/records',
        'PUT deployments/bundles',
        'CreateTable',
        'ModifySafeRule',
        'UpdateTable',
        'ModifyStorageSafeRule',
        'DeleteTrigger',
        'CreateFunction',
        'UpdateFunctionCode',
        'UpdateFunctionConfiguration',
        'BatchCreateTrigger',
        'ModifySecurityRule',
        'DeleteFunction',
      ]),
    );

    // Refused, nothing was done; dropped, it was done, and nobody heard of it. Storage that drops an answer is asked again at once.
    const trials = new Map(
      writes.flatMap(({ action }, at) =>
        (action.startsWith('PUT ') ? (['refuse'] as const) : (['refuse', 'drop'] as const)).map(
          (fault) => [`${fault}-${at + 1}`, { write: at + 1, fault }] as const,
        ),
      ),
    );
    for (const id of trials.keys()) cloud.copy('before', id).slowness = 0;
    failAt(trials);
    const outcomes = await deploy(2, [...trials.keys()]);
    for (const [id, { write }] of trials) {
      const what = `${id}: ${writes[write - 1]?.action}: ${JSON.stringify(outcomes[id])}`;
      expect(outcomes[id], what).toEqual([expect.stringMatching(/^failed: /), 'done']);
      expect(cloud.environment(id).snapshot(), what).toEqual(clean);
    }
  });
});
