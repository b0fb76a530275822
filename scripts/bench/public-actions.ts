import type { Cloud } from '#cloud/cloud';
import { insertMany, NEWEST_POST, postDocument, roadEventDocument } from '../measure/many-documents.ts';
import { QUESTIONS } from '../measure/questions.ts';
import { BENCH_NOW, openBenchCloud } from './bench-cloud.ts';
import { quantile, type Row, type Say, timesOf } from './row.ts';

const CALLS = 200;
const AT_ONCE = 8;

/** Calls a second, with some always under way. */
async function throughputOf(call: () => Promise<unknown>): Promise<number> {
  let left = CALLS;
  const began = performance.now();
  const caller = async () => {
    while (left > 0) {
      left -= 1;
      await call();
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, caller));
  return (CALLS / (performance.now() - began)) * 1000;
}

interface Figures {
  middle: number;
  slow: number;
  perSecond: number;
}

async function figuresOf(call: () => Promise<unknown>): Promise<Figures> {
  await Promise.all([call(), call()]);
  const times = await timesOf(CALLS, call);
  return { middle: quantile(times, 0.5), slow: quantile(times, 0.99), perSecond: await throughputOf(call) };
}

function rowsOf(what: string, { middle, slow, perSecond }: Figures, echo: Figures): Row[] {
  return [
    { what: `${what}, middle`, value: middle, unit: 'ms', ratio: { of: 'echo', times: middle / echo.middle } },
    { what: `${what}, slowest of 100`, value: slow, unit: 'ms', ratio: { of: 'echo', times: slow / echo.slow } },
    {
      what: `${what}, throughput`,
      value: perSecond,
      unit: 'calls/s',
      ratio: { of: 'echo', times: perSecond / echo.perSecond },
    },
  ];
}

/** The first way in which each action is asked. */
const ASKED = QUESTIONS.filter(([title], at) => QUESTIONS.findIndex(([other]) => other === title) === at);

async function benchOn(cloud: Cloud, suffix: string, say: Say): Promise<Row[]> {
  const echo = await figuresOf(() => cloud.call('echo', { action: 'nothing', input: {} }));
  const rows = rowsOf(`echo${suffix}`, echo, echo);
  for (const [title, input] of ASKED) {
    say(`${title}${suffix}`);
    const [name = '', action = ''] = title.split('.');
    rows.push(...rowsOf(`${title}${suffix}`, await figuresOf(() => cloud.call(name, { action, input })), echo));
  }
  return rows;
}

/** Each public action that reads what grows, among ten thousand posts and two thousand events, against a function that does nothing. */
export async function benchPublicActions(say: Say): Promise<Row[]> {
  const rows: Row[] = [];
  for (const memory of [false, true]) {
    const { cloud, close } = await openBenchCloud({ memory });
    try {
      say('documents for the actions');
      await insertMany(cloud.database, 'posts', { from: 0, to: 10_000 }, (at) => postDocument(at, NEWEST_POST));
      const now = new Date(BENCH_NOW);
      await insertMany(cloud.database, 'road-events', { from: 0, to: 2000 }, (at) => roadEventDocument(at, now));
      rows.push(...(await benchOn(cloud, memory ? ' (memory)' : '', say)));
    } finally {
      await close();
    }
  }
  return rows;
}
