import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openLog } from '#functions/shared/log';

let lines: string[];
beforeEach(() => {
  lines = [];
  vi.spyOn(console, 'log').mockImplementation((line: string) => void lines.push(line));
  vi.mocked(console.error).mockImplementation((line: string) => void lines.push(line));
});
afterEach(() => {
  vi.mocked(console.log).mockRestore();
  // What it was told to log is no complaint of the test's.
  vi.mocked(console.error).mockClear();
});

const line = () => JSON.parse(lines[0] ?? '') as Record<string, unknown>;

describe('the line of a call', () => {
  it('says what was called, how it ended, how long it took, and by which request it is found', () => {
    const log = openLog('news', 'request-1');
    log.action = 'listPosts';
    log.note('hits', 3);
    const ms = log.end('not_found');
    expect(line()).toEqual({
      ...{ function: 'news', action: 'listPosts', outcome: 'not_found', ms, requestId: 'request-1', hits: 3 },
    });
  });

  it('of a failure says where it was, without what the caller said and who it is', () => {
    const log = openLog('me', 'request-1');
    const openid = 'oAbCdEfGhIjKlMnOpQrStUvWxYz0';
    log.hide({
      caller: { openid: 'a-person-of-a-test' },
      input: { name: '王警官', marks: [{ text: '我的车牌是冀A12345' }] },
    });
    log.note('why', `${openid} said 王警官`);
    log.fail(new Error(`duplicate key a-person-of-a-test ${openid}: 我的车牌是冀A12345 (王警官) at index openid_key`));
    expect(line()).toMatchObject({ outcome: 'internal', why: 'openid… said …' });
    expect(line().stack).toContain('duplicate key … openid…: … (…) at index openid_key');
    expect(line().stack).toContain('log.test.ts');
  });
});
