/**
 * `npm run scale [-- --opens N]`: what a day of drivers costs, with each tier of the read path off and on. Replays one
 * instance's part of a holiday morning on the functions themselves, compares what it counted with the model, and prints the
 * tables of docs/scale.md.
 */

import { mkdirSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import cliProgress from 'cli-progress';
import { buildFunctions } from '#cloud/functions/build';
import { CLOUD_PRICES } from '#domain/cloud-prices';
import { budgetOf } from '../test/budgets.ts';
import { FUNCTIONS } from './cloud-session.ts';
import { BUSY, HABITS, MEMORY_GB } from './scale/habits.ts';
import { type Day, dayOf, predict, questionsOfAnOpen, type Setting } from './scale/model.ts';
import { type Replayed, replayMorning } from './scale/replay.ts';

const { values } = parseArgs({ options: { opens: { type: 'string', default: '3000' } } });
const OPENS = Number(values.opens);

const SETTINGS: { name: string; setting: Setting }[] = [
  { name: 'neither tier', setting: { memory: false, percent: 0 } },
  { name: 'memory', setting: { memory: true, percent: 0 } },
  { name: 'memory, snapshots for 50 %', setting: { memory: true, percent: 50 } },
  { name: 'memory, snapshots for all', setting: { memory: true, percent: 100 } },
];

/** Opens a second that one instance serves at a peak: what keeps it busy for 0.7 of its time from memory. */
const OPENS_PER_SECOND = 15;

const requestsOf = (action: string) => budgetOf('database requests of a call', action).most;
const COST = {
  feed: requestsOf('news.listPosts'),
  board: requestsOf('roads.listEvents'),
  article: requestsOf('news.getPost'),
  readOn: requestsOf('news.readOn'),
};

function table(heads: string[], rows: (string | number)[][]): string {
  const line = (cells: (string | number)[]) => `| ${cells.join(' | ')} |`;
  return [line(heads), line(heads.map((_, at) => (at === 0 ? '---' : '--:'))), ...rows.map(line)].join('\n');
}

const whole = (figure: number) => Math.round(figure).toLocaleString('en');
const short = (figure: number) => (figure >= 100 ? whole(figure) : figure.toFixed(figure >= 10 ? 1 : 2));

function dayRow(name: string, day: Day): (string | number)[] {
  return [
    name,
    short(day.calls / 1e6),
    short(day.databaseRequests / 1e6),
    short(day.answerGb),
    short(day.cdnGb),
    whole(day.peakCallsPerSecond),
    whole(day.peakDatabaseRequestsPerSecond),
    whole(day.peakFilesPerSecond),
    `${short(day.yuan.least)} to ${short(day.yuan.most)}`,
  ];
}

const DAY_HEADS = [
  'a day',
  'calls, M',
  'database requests, M',
  'answers, GB',
  'CDN, GB',
  'calls/s at the peak',
  'database requests/s',
  'files/s',
  'yuan',
];

async function measure(): Promise<void> {
  await buildFunctions({ source: 'cloudfunctions', out: FUNCTIONS });
  const bar = new cliProgress.SingleBar({
    format: '{bar} {value}/{total} opens  {name}',
    noTTYOutput: true,
    notTTYSchedule: 5000,
  });
  bar.start(OPENS * SETTINGS.length, 0, { name: '' });
  const counted: { name: string; setting: Setting; traffic: Replayed }[] = [];
  for (const [at, { name, setting }] of SETTINGS.entries()) {
    const morning = { ...setting, opens: OPENS, seconds: OPENS / OPENS_PER_SECOND, seed: 1 };
    const traffic = await replayMorning(morning, (opens) => bar.update(at * OPENS + opens, { name }));
    counted.push({ name, setting, traffic });
  }
  bar.stop();

  const questions = questionsOfAnOpen(COST);
  const perOpen = counted.map(({ name, setting, traffic }) => {
    const predicted = predict(setting, questions, OPENS_PER_SECOND);
    const of = (sum: number) => (sum / traffic.opens).toFixed(2);
    return [
      name,
      `${of(traffic.calls)} (${predicted.calls.toFixed(2)})`,
      `${of(traffic.databaseRequests)} (${predicted.databaseRequests.toFixed(2)})`,
      `${of(traffic.files)} (${predicted.files.toFixed(2)})`,
      whole(traffic.answerBytes / traffic.opens),
      whole(traffic.fileBytes / traffic.opens),
      traffic.failures,
    ];
  });
  const busy = (calls: number, requests: number) => (calls * BUSY.call + requests * BUSY.databaseRequest) * MEMORY_GB;
  const days = (drivers: number) =>
    counted.map(({ name, traffic }) => dayRow(name, dayOf(drivers, traffic, CLOUD_PRICES, busy)));

  console.log(
    `\n${HABITS.opensPerDay} opens a driver a day; ${OPENS} opens replayed at ${OPENS_PER_SECOND} a second an instance.\n`,
  );
  const heads = [
    'an open: counted (model)',
    'calls',
    'database requests',
    'files',
    'answer bytes',
    'file bytes',
    'failures',
  ];
  console.log(table(heads, perOpen));
  for (const millions of [1, 10]) {
    console.log(`\n${millions} M drivers a day\n\n${table(DAY_HEADS, days(millions * 1e6))}`);
  }
  mkdirSync('dist', { recursive: true });
  writeFileSync('dist/scale.json', `${JSON.stringify({ habits: HABITS, prices: CLOUD_PRICES, counted }, null, 2)}\n`);
  console.log('\nwritten: dist/scale.json');
}

await measure();
