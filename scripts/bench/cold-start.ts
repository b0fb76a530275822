import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';
import { FUNCTIONS } from '../cloud-session.ts';
import { quantile, type Row, type Say } from './row.ts';

const RUNS = 9;
const FOLDER = 'dist/bench-unbundled';

/** What a fresh process needs to load a function; measured within it, so that starting Node itself is not in it. */
const LOAD = `const began = performance.now(); require(process.argv[1]); console.log(performance.now() - began); process.exit(0);`;

function loadTime(file: string): number {
  const env = {
    ...process.env,
    TENCENTCLOUD_RUNENV: 'SCF',
    TENCENTCLOUD_REGION: 'ap-shanghai',
    SCF_NAMESPACE: 'bench',
    TENCENTCLOUD_SECRETID: 'bench',
    TENCENTCLOUD_SECRETKEY: 'bench',
  };
  return Number(execFileSync(process.execPath, ['-e', LOAD, path.resolve(file)], { env, encoding: 'utf8' }).trim());
}

/** Loading function `news` as one file with the SDK in it, against the same source with the SDK as installed modules. */
export async function benchColdStart(say: Say): Promise<Row[]> {
  mkdirSync(FOLDER, { recursive: true });
  // The repository's own package.json would make it an ES module.
  writeFileSync(`${FOLDER}/package.json`, '{ "type": "commonjs" }\n');
  await build({
    entryPoints: ['cloudfunctions/news/index.ts'],
    outfile: `${FOLDER}/news.js`,
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'cjs',
    target: 'node18',
    logLevel: 'silent',
  });
  const bundled: number[] = [];
  const unbundled: number[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    say(`cold start ${run + 1}/${RUNS}`);
    // In turns, so that both meet the same machine.
    bundled.push(loadTime(`${FUNCTIONS}/news/index.js`));
    unbundled.push(loadTime(`${FOLDER}/news.js`));
  }
  rmSync(FOLDER, { recursive: true, force: true });
  const [one, other] = [quantile(bundled, 0.5), quantile(unbundled, 0.5)];
  return [
    { what: 'function news loads, SDK as modules', value: other, unit: 'ms' },
    {
      what: 'function news loads, bundled',
      value: one,
      unit: 'ms',
      ratio: { of: 'SDK as modules', times: one / other },
      aim: 'below 0.5',
    },
  ];
}
