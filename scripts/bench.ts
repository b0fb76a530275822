/**
 * `npm run bench [-- --posts N] [--only SECTION]...`: how fast it is, as a table and as dist/bench.json. Every time stands
 * against another of the same run, since another machine, or a busy one, has other times.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import { parseArgs } from 'node:util';
import cliProgress from 'cli-progress';
import { buildFunctions } from '#cloud/functions/build';
import { benchCloudStart } from './bench/cloud-start.ts';
import { benchColdStart } from './bench/cold-start.ts';
import { benchIngest } from './bench/ingest.ts';
import { benchLargeFeed } from './bench/large-feed.ts';
import { benchPreview } from './bench/preview.ts';
import { benchPublicActions } from './bench/public-actions.ts';
import type { Row, Say } from './bench/row.ts';
import { FUNCTIONS } from './cloud-session.ts';

const { values } = parseArgs({
  options: { posts: { type: 'string', default: '1000000' }, only: { type: 'string', multiple: true } },
});

const SECTIONS: Record<string, (say: Say) => Promise<Row[]>> = {
  'cold-start': benchColdStart,
  'cloud-start': benchCloudStart,
  actions: benchPublicActions,
  ingest: benchIngest,
  preview: benchPreview,
  feed: (say) => benchLargeFeed(say, Number(values.posts)),
};

const figure = (value: number) => (value >= 100 ? Math.round(value).toLocaleString('en') : value.toPrecision(3));

function tableOf(rows: readonly Row[]): string {
  const lines = rows.map(({ what, value, unit, ratio, aim }) => {
    const against = ratio ? `${ratio.times.toFixed(2)} of ${ratio.of}` : '';
    return `| ${what} | ${figure(value)} ${unit} | ${against} | ${aim ?? ''} |`;
  });
  return ['| what | measured | against | aim |', '| --- | --: | --: | --- |', ...lines].join('\n');
}

async function bench(): Promise<void> {
  await buildFunctions({ source: 'cloudfunctions', out: FUNCTIONS });
  const wanted = Object.entries(SECTIONS).filter(([name]) => values.only === undefined || values.only.includes(name));
  const bar = new cliProgress.SingleBar({
    format: '{bar} {value}/{total} {step}',
    hideCursor: true,
    noTTYOutput: true,
    notTTYSchedule: 10_000,
  });
  bar.start(wanted.length, 0, { step: '' });
  const began = performance.now();
  const rows: Row[] = [];
  const seconds: Record<string, number> = {};
  try {
    for (const [at, [name, run]] of wanted.entries()) {
      const sectionBegan = performance.now();
      bar.update(at, { step: name });
      rows.push(...(await run((step) => bar.update(at, { step }))));
      seconds[name] = Math.round((performance.now() - sectionBegan) / 1000);
    }
    bar.update(wanted.length, { step: 'done' });
  } finally {
    bar.stop();
  }
  const machine = {
    node: process.version,
    cores: os.cpus().length,
    model: os.cpus()[0]?.model,
    loadAtTheEnd: os.loadavg()[0],
  };
  const took = Math.round((performance.now() - began) / 1000);
  console.log(
    `\n${tableOf(rows)}\n\n${took} s on ${machine.cores} cores, Node ${machine.node}, load ${figure(machine.loadAtTheEnd ?? 0)}`,
  );
  mkdirSync('dist', { recursive: true });
  writeFileSync(
    'dist/bench.json',
    `${JSON.stringify({ at: new Date().toISOString(), machine, seconds, rows }, null, 2)}\n`,
  );
  console.log('written: dist/bench.json');
}

await bench();
