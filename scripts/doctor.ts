/**
 * `npm run doctor -- --env ID`: says of a cloud environment what is well and what isn't, and what to do. Ends with 1 where
 * something has to be done.
 */
import { openNamed, readWords, runCommand } from './deploy/command.ts';
import { readRepository } from './deploy/desired.ts';
import { examine } from './deploy/doctor/examine.ts';
import type { Verdict } from './deploy/doctor/finding.ts';

const usage = 'npm run doctor -- --env ID';
const SIGNS: Readonly<Record<Verdict, string>> = { ok: '✓', warn: '!', fail: '✗', hand: '?' };

runCommand('doctor', async () => {
  const { env } = readWords(usage, { env: { type: 'string' } } as const);
  const cloud = await openNamed(env, usage);
  const repository = await readRepository();
  const findings = await examine({ cloud, repository, root: '.', environment: process.env, now: new Date() });
  const width = Math.max(...findings.map(({ about }) => about.length));
  for (const { verdict, about, says } of findings) console.log(`${SIGNS[verdict]} ${about.padEnd(width)}  ${says}`);
  const count = (wanted: Verdict) => findings.filter(({ verdict }) => verdict === wanted).length;
  console.log(`${count('fail')} to put right, ${count('warn')} to think about, ${count('hand')} to look at by hand.`);
  if (count('fail') > 0) process.exitCode = 1;
});
