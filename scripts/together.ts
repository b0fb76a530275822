/** `tsx scripts/together.ts NAME...`: runs scripts of package.json at the same time; each says what it has to say when it ends. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';

const names = process.argv.slice(2);
const began = performance.now();

async function runScript(name: string): Promise<boolean> {
  const child = spawn('npm', ['run', '--silent', name], { stdio: ['ignore', 'pipe', 'pipe'] });
  const output: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => output.push(chunk));
  const [code] = (await once(child, 'close')) as [number | null];
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  console.log(`${Buffer.concat(output)}${name}: ${code === 0 ? 'done' : 'FAILED'} after ${seconds} s`);
  return code === 0;
}

const succeeded = await Promise.all(names.map(runScript));
if (succeeded.includes(false)) process.exitCode = 1;
