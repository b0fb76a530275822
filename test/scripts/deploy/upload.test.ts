import { spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { hashOfBuild } from '../../../scripts/taro-build.ts';

const ENV = 'trial-1a2b3c';
const KEY = '-----BEGIN RSA PRIVATE KEY-----\nMIIfixtureofatest\n-----END RSA PRIVATE KEY-----';

let folder: string;
beforeEach(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'upload-test-'));
  for (const name of ['src', 'config', 'bin', 'dist/weapp']) mkdirSync(path.join(folder, name), { recursive: true });
  write('package.json', '{"version":"3.2.1"}');
  for (const name of ['package-lock.json', 'babel.config.cjs']) write(name, '{}');
  write('project.config.json', '{"appid":"wx0123456789abcdef"}');
  write('src/app.ts', 'App({});');
  write('dist/weapp/app.json', '{}');
  const here = process.cwd();
  process.chdir(folder);
  vi.stubEnv('CLOUD_ENV', ENV);
  write('dist/weapp.made-from', await hashOfBuild().finally(() => process.chdir(here)));
  vi.unstubAllEnvs();
  // Stands in for npx: writes down how it was called and what it could see, and answers as it is told.
  write(
    'bin/npx',
    `#!/usr/bin/env node
const fs = require('node:fs');
const words = process.argv.slice(2);
const at = words.indexOf('--pkp');
const key = at < 0 ? null : fs.readFileSync(words[at + 1], 'utf8');
const mode = at < 0 ? null : (fs.statSync(words[at + 1]).mode & 0o777).toString(8);
const seen = Object.keys(process.env).filter((name) => /KEY|SECRET/.test(name));
fs.appendFileSync(${JSON.stringify(path.join(folder, 'calls'))}, JSON.stringify({ words, key, mode, seen }) + '\\n');
if (process.env.WECHAT === 'hang' && at >= 0) setTimeout(() => {}, 60_000);
else process.exit(words.includes('vitest') ? Number(process.env.LIMITS ?? 0) : Number(process.env.WECHAT ?? 0));
`,
  );
  chmodSync(path.join(folder, 'bin/npx'), 0o755);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const write = (file: string, content: string) => writeFileSync(path.join(folder, file), content);

interface Called {
  words: string[];
  key: string | null;
  mode: string | null;
  seen: string[];
}
function calls(): Called[] {
  const file = path.join(folder, 'calls');
  if (!existsSync(file)) return [];
  return readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Called);
}

/** @param end ends the upload once the tool is under way */
async function upload(
  environment: Record<string, string> = { WECHAT_UPLOAD_KEY: KEY },
  words: string[] = [],
  end = false,
) {
  const child = spawn(process.execPath, [path.resolve('scripts/run.mjs'), 'upload', ...words], {
    cwd: folder,
    env: { PATH: `${path.join(folder, 'bin')}:${process.env.PATH}`, HOME: folder, CLOUD_ENV: ENV, ...environment },
  });
  const said: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => said.push(chunk));
  if (end) {
    await vi.waitUntil(() => calls().length === 2, { timeout: 20_000, interval: 20 });
    child.kill('SIGTERM');
  }
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { code, out: Buffer.concat(said).toString('utf8') };
}

describe('an upload', () => {
  it('tries the limits, then sends the version of package.json with the key as a file that is gone afterwards', async () => {
    const { code, out } = await upload({ WECHAT_UPLOAD_KEY: KEY, TENCENTCLOUD_SECRETKEY: 'x' }, ['--robot', '7']);
    expect(code, out).toBe(0);
    const [limits, sent] = calls();
    expect(limits?.words.slice(0, 5)).toEqual(['--no-install', 'vitest', 'run', '--project', 'builds']);
    for (const test of limits?.words.slice(5) ?? []) expect(existsSync(test), test).toBe(true);
    const file = sent?.words[sent.words.indexOf('--pkp') + 1] ?? '';
    expect(sent?.words).toEqual([
      ...['--yes', 'miniprogram-ci@2.1.42', 'upload', '--pp', '.', '--pkp', file],
      ...['--appid', 'wx0123456789abcdef', '--uv', '3.2.1', '--ud', `${ENV}: no commit`, '-r', '7'],
    ]);
    expect(sent).toMatchObject({ key: `${KEY}\n`, mode: '600', seen: [] });
    expect(existsSync(file)).toBe(false);
    expect(out).not.toContain('MIIfixtureofatest');
  });

  it('takes a key whose line ends are spelt out, or a file of one', async () => {
    await upload({ WECHAT_UPLOAD_KEY: KEY.replaceAll('\n', '\\n') });
    write('own.key', KEY);
    await upload({ WECHAT_UPLOAD_KEY_FILE: path.join(folder, 'own.key'), WECHAT_APPID: 'wxfedcba9876543210' });
    const [, spelt, , named] = calls();
    expect(spelt?.key).toBe(`${KEY}\n`);
    expect(named?.key).toBe(KEY);
    expect(named?.words).toContain('wxfedcba9876543210');
    expect(existsSync(path.join(folder, 'own.key'))).toBe(true);
  });

  it('refuses a build that is stale', async () => {
    write('src/app.ts', 'App({ changed: true });');
    const { code, out } = await upload();
    expect(code).toBe(1);
    expect(out).toContain(
      `dist/weapp is not the build of the sources as they are for ${ENV}: CLOUD_ENV=${ENV} npm run build:weapp`,
    );
    expect(calls()).toEqual([]);
  });

  it('refuses to go for no cloud environment, for that of this machine, or for another than the build is for', async () => {
    for (const none of ['', 'local-cloud']) {
      const { code, out } = await upload({ WECHAT_UPLOAD_KEY: KEY, CLOUD_ENV: none });
      expect(code).toBe(1);
      expect(out).toContain(
        'which cloud environment? set CLOUD_ENV to its id for npm run build:weapp and npm run upload',
      );
    }
    const other = await upload({ WECHAT_UPLOAD_KEY: KEY, CLOUD_ENV: 'production-4d' });
    expect(other.code).toBe(1);
    expect(other.out).toContain('for production-4d: CLOUD_ENV=production-4d npm run build:weapp');
    expect(calls()).toEqual([]);
  });

  it('refuses a build that does not keep the limits', async () => {
    const { code, out } = await upload({ WECHAT_UPLOAD_KEY: KEY, LIMITS: '1' });
    expect(code).toBe(1);
    expect(out).toContain("nothing was sent: the build doesn't keep WeChat's limits");
    expect(calls()).toHaveLength(1);
  });

  it('refuses to go without a key or an appid, and shows no key that is none', async () => {
    expect((await upload({})).out).toContain('no key: set WECHAT_UPLOAD_KEY');
    const wrong = await upload({ WECHAT_UPLOAD_KEY: 'pasted-wrongly' });
    expect(wrong.out).toContain('WECHAT_UPLOAD_KEY is no private key');
    expect(wrong.out).not.toContain('pasted-wrongly');
    const nameless = await upload({ WECHAT_UPLOAD_KEY: KEY, WECHAT_APPID: 'touristappid' });
    expect(nameless.out).toContain('which mini program?');
    expect(calls()).toEqual([]);
  });

  it('leaves no key behind where it is ended in the middle', async () => {
    const { code } = await upload({ WECHAT_UPLOAD_KEY: KEY, WECHAT: 'hang' }, [], true);
    expect(code).toBe(1);
    const [, sent] = calls();
    expect(sent?.key).toBe(`${KEY}\n`);
    expect(existsSync(sent?.words[sent.words.indexOf('--pkp') + 1] ?? '')).toBe(false);
  });

  it('says so where WeChat does not take it, and leaves no key behind', async () => {
    const { code, out } = await upload({ WECHAT_UPLOAD_KEY: KEY, WECHAT: '1' });
    expect(code).toBe(1);
    expect(out).toContain('WeChat did not take it');
    const [, sent] = calls();
    expect(existsSync(sent?.words[sent.words.indexOf('--pkp') + 1] ?? '')).toBe(false);
  });
});
