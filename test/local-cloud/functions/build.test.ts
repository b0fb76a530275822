import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { buildFunctions } from '#cloud/functions/build';

let root: string;
let source: string;
let out: string;

beforeEach(() => {
  root = mkdtempSync(path.join(os.tmpdir(), 'build-functions-'));
  source = path.join(root, 'source');
  out = path.join(root, 'out');
  write(
    'greet/index.ts',
    "import { greeting } from '../shared/greeting.ts';\nexport const main = async () => greeting;\n",
  );
  write('shared/greeting.ts', "export const greeting: string = '你好';\n");
});

afterEach(() => rmSync(root, { recursive: true, force: true }));

function write(file: string, text: string) {
  mkdirSync(path.dirname(path.join(source, file)), { recursive: true });
  writeFileSync(path.join(source, file), text);
}

const read = (file: string) => readFileSync(path.join(out, file), 'utf8');

describe('building functions', () => {
  it('makes one deployable folder of each folder with an index.ts, and none of shared code', async () => {
    write('greet/config.json', '{ "timeout": 20, "triggers": [] }');
    expect(await buildFunctions({ source, out })).toMatchObject([{ name: 'greet', rebuilt: true }]);
    expect(existsSync(path.join(out, 'shared'))).toBe(false);
    expect(JSON.parse(read('greet/package.json'))).toMatchObject({ name: 'greet', main: 'index.js' });
    expect(JSON.parse(read('greet/config.json'))).toEqual({ timeout: 20, triggers: [] });
    expect(read('greet/index.js')).toContain('你好');
  });

  it('leaves a fresh bundle alone, and rebuilds one whose imports changed', async () => {
    await buildFunctions({ source, out });
    expect(await buildFunctions({ source, out })).toMatchObject([{ rebuilt: false }]);
    write('shared/greeting.ts', "export const greeting: string = '早上好';\n");
    expect(await buildFunctions({ source, out })).toMatchObject([{ rebuilt: true }]);
    expect(read('greet/index.js')).toContain('早上好');
  });

  it('rebuilds what somebody damaged, and carries a changed config over', async () => {
    await buildFunctions({ source, out });
    writeFileSync(path.join(out, 'greet/index.js'), 'half a bun');
    expect(await buildFunctions({ source, out })).toMatchObject([{ rebuilt: true }]);
    write('greet/config.json', '{ "timeout": 7 }');
    expect(await buildFunctions({ source, out })).toMatchObject([{ rebuilt: true }]);
    expect(JSON.parse(read('greet/config.json'))).toEqual({ timeout: 7 });
  });

  it('removes what is no function any more', async () => {
    write('farewell/index.ts', 'export const main = async () => 1;\n');
    await buildFunctions({ source, out });
    rmSync(path.join(source, 'farewell'), { recursive: true });
    await buildFunctions({ source, out });
    expect(existsSync(path.join(out, 'farewell'))).toBe(false);
    expect(existsSync(path.join(out, 'greet/index.js'))).toBe(true);
  });

  it('builds only what was asked for, and says what there is where it does not exist', async () => {
    write('farewell/index.ts', 'export const main = async () => 1;\n');
    expect(await buildFunctions({ source, out, only: ['farewell'] })).toMatchObject([{ name: 'farewell' }]);
    expect(existsSync(path.join(out, 'greet'))).toBe(false);
    await expect(buildFunctions({ source, out, only: ['hello'] })).rejects.toThrow(
      /no such function in .*: hello \(there are: farewell, greet\)/,
    );
  });

  it('names the function whose source does not hold', async () => {
    write('greet/index.ts', "import { nothing } from './nowhere.ts';\nexport const main = () => nothing;\n");
    await expect(buildFunctions({ source, out })).rejects.toThrow(/function greet does not build[\s\S]*nowhere/);
  });

  it.each([
    ['{ "timeout": 61 }', /config\.json: timeout: /],
    ['{ "memorySize": 100 }', /config\.json: memorySize: /],
    [
      '{ "triggers": [{ "name": "t", "type": "timer", "config": "* * *" }] }',
      /triggers\.0\.config: "\* \* \*" has 3 fields/,
    ],
    [
      JSON.stringify({
        triggers: Array.from({ length: 11 }, (_, at) => ({ name: `t${at}`, type: 'timer', config: '0 0 0 * * * *' })),
      }),
      /triggers: a function has at most 10 timers/,
    ],
    ['{ "triggers": [{ "name": "1", "type": "timer", "config": "0 0 0 * * * *" }] }', /triggers\.0\.name/],
    ['{ timeout: 3 }', /config\.json is not JSON/],
  ])('refuses the config %s, by file and field', async (config, reason) => {
    write('greet/config.json', config);
    await expect(buildFunctions({ source, out })).rejects.toThrow(reason);
  });
});
