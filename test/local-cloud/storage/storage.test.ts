import { readdirSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FixtureCloud, startFixtureCloud } from '../fixture-cloud.ts';

let cloud: FixtureCloud;

beforeAll(async () => {
  cloud = await startFixtureCloud();
});

afterAll(() => cloud.remove());

const files = (event: Record<string, unknown>) => cloud.call('files', event) as Promise<Record<string, unknown>>;
const base64 = (text: string) => Buffer.from(text).toString('base64');
const idOf = (cloudPath: string) => `cloud://local-cloud.local-local-cloud/${cloudPath}`;

async function upload(cloudPath: string, text: string): Promise<string> {
  const answer = await files({ how: 'uploadFile', cloudPath, content: base64(text) });
  expect(answer).toMatchObject({ fileID: idOf(cloudPath) });
  return String(answer.fileID);
}

async function addressOf(fileID: string, maxAge = 60): Promise<string> {
  const { fileList } = (await files({ how: 'getTempFileURL', fileList: [{ fileID, maxAge }] })) as {
    fileList: { tempFileURL: string; status: number }[];
  };
  expect(fileList[0]?.status).toBe(0);
  return fileList[0]?.tempFileURL ?? '';
}

describe('storage, through the SDK', () => {
  it('gives back what was uploaded, under any name that the service allows', async () => {
    for (const cloudPath of ['a.txt', '海报/五一 出行.png', 'a.txt/b.txt', 'A.txt', "odd'(1)!*,;=@$&+[x].bin"]) {
      const fileID = await upload(cloudPath, `content of ${cloudPath}`);
      expect(await files({ how: 'downloadFile', fileID })).toEqual({ content: base64(`content of ${cloudPath}`) });
    }
  });

  it('replaces a file and keeps only the new one on disk', async () => {
    const before = readdirSync(path.join(cloud.data, 'files'), { recursive: true }).length;
    const fileID = await upload('replaced.json', '{"sequence":1}');
    await upload('replaced.json', '{"sequence":2}');
    expect(await files({ how: 'downloadFile', fileID })).toEqual({ content: base64('{"sequence":2}') });
    const folder = 1;
    const bodyAndPointer = 2;
    const after = readdirSync(path.join(cloud.data, 'files'), { recursive: true }).length;
    expect(after - before).toBeLessThanOrEqual(folder + bodyAndPointer);
    expect(readdirSync(path.join(cloud.data, 'uploads'))).toEqual([]);
  });

  it('takes an empty file', async () => {
    const fileID = await upload('empty.txt', '');
    expect(await files({ how: 'downloadFile', fileID })).toEqual({ content: '' });
  });

  it.each(['../secret', '/etc/passwd', 'a/../../b', 'a//b', './a', 'a\\b', 'a\u0000b', '', 'x'.repeat(851)])(
    'refuses to upload to %j',
    async (cloudPath) => {
      const answer = await files({ how: 'uploadFile', cloudPath, content: base64('x') });
      expect(answer).not.toHaveProperty('fileID');
      expect(answer.errMsg).toMatch(/cloudPath|params error|uploadFile/i);
    },
  );

  it('answers for each file apart, missing and foreign ones too', async () => {
    const fileID = await upload('there.txt', 'x');
    const foreign = 'cloud://elsewhere.6c6f-elsewhere/there.txt';
    const answer = await files({ how: 'getTempFileURL', fileList: [fileID, idOf('missing.txt'), foreign, 'no id'] });
    expect(answer.fileList).toMatchObject([
      { fileID, status: 0, maxAge: 86_400 },
      { status: -503003, tempFileURL: '' },
      { status: -503002, tempFileURL: '' },
      { status: -501007, tempFileURL: '' },
    ]);
  });

  it('deletes, once', async () => {
    const fileID = await upload('gone.txt', 'x');
    expect(await files({ how: 'deleteFile', fileList: [fileID] })).toMatchObject({ fileList: [{ fileID, status: 0 }] });
    expect(await files({ how: 'deleteFile', fileList: [fileID] })).toMatchObject({ fileList: [{ status: -503003 }] });
    expect(await files({ how: 'downloadFile', fileID })).toMatchObject({
      errMsg: expect.stringContaining('storage file not exists'),
    });
  });
});

describe('an address of a file', () => {
  it('opens for a browser until it expires by the local clock', async () => {
    const address = await addressOf(await upload('map/路况.json', '{"events":[]}'), 60);
    const first = await fetch(address);
    expect(first.headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(await first.text()).toBe('{"events":[]}');
    cloud.clock.advance(60_000);
    expect((await fetch(address)).status).toBe(200);
    cloud.clock.advance(1000);
    const late = await fetch(address);
    expect(late.status).toBe(403);
    expect(await late.text()).toContain('Request has expired');
  });

  it('opens nothing else, and nothing at all unsigned', async () => {
    const address = new URL(await addressOf(await upload('mine.txt', 'mine')));
    await upload('yours.txt', 'yours');
    const other = new URL(address);
    other.pathname = '/storage/yours.txt';
    expect((await fetch(other)).status).toBe(403);
    const later = new URL(address);
    later.searchParams.set('t', String(Number(address.searchParams.get('t')) + 1000));
    expect((await fetch(later)).status).toBe(403);
    expect((await fetch(`${cloud.url}/storage/mine.txt`)).status).toBe(403);
  });

  it('of a public file carries no signature and never expires', async () => {
    const address = await addressOf(await upload('public/snapshot.json', '{}'), 1);
    expect(address).toBe(`${cloud.url}/storage/public/snapshot.json`);
    cloud.clock.advance(365 * 86_400_000);
    const answer = await fetch(address);
    expect(answer.status).toBe(200);
    const etag = answer.headers.get('etag') ?? '';
    expect((await fetch(address, { headers: { 'if-none-match': etag } })).status).toBe(304);
    expect((await fetch(`${cloud.url}/storage/public/nothing.json`)).status).toBe(404);
  });

  it('never lets an uploaded page act as a page of the local cloud', async () => {
    const address = await addressOf(await upload('public/evil.html', '<script>alert(1)</script>'));
    const answer = await fetch(address);
    expect(answer.headers.get('content-security-policy')).toBe('sandbox');
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
  });

  it('leads nowhere outside the files', async () => {
    for (const address of [
      '/storage/..%2f..%2fowner.json',
      '/storage/%2e%2e/owner.json',
      '/storage/%ff',
      '/storage/',
    ]) {
      const status = (await fetch(cloud.url + address)).status;
      expect([400, 403, 404]).toContain(status);
    }
  });
});

describe('an upload', () => {
  it('needs the signature that was given for this path', async () => {
    const put = (authorization: string) =>
      fetch(`${cloud.url}/storage/forged.txt`, { method: 'PUT', body: 'x', headers: { authorization } });
    const forged = await put('expires=99999999999&signature=00');
    expect(forged.status).toBe(403);
    expect(await forged.text()).toContain('<Code>SignatureDoesNotMatch</Code>');
    expect((await put('')).status).toBe(403);
    expect(await cloud.files.find('forged.txt')).toBeUndefined();
  });
});

describe("a client's upload", () => {
  const put = (cloudPath: string, openid: string | undefined, body = 'a picture') =>
    fetch(`${cloud.url}/upload/${cloudPath}`, {
      method: 'PUT',
      headers: openid === undefined ? {} : { 'x-local-openid': openid },
      body,
    });

  it('adds a file, which functions then read by its id', async () => {
    const response = await put('inquiries/a%20b.png', 'driver-1');
    expect(await response.json()).toEqual({ fileID: idOf('inquiries/a b.png') });
    expect(await files({ how: 'downloadFile', fileID: idOf('inquiries/a b.png') })).toEqual({
      content: base64('a picture'),
    });
  });

  it.each([
    ['of nobody', 'inquiries/nobody.png', undefined, 403],
    ['that no rule allows', 'public/page.png', 'driver-1', 403],
    ['that leads elsewhere', 'inquiries%2F..%2Fx.png', 'driver-1', 400],
    ['of more than 20 MB', 'inquiries/large.png', 'driver-1', 413],
  ])('%s is refused', async (what, cloudPath, openid, status) => {
    const body = what === 'of more than 20 MB' ? 'x'.repeat(20 * 1024 * 1024 + 1) : 'x';
    expect((await put(cloudPath, openid, body)).status).toBe(status);
  });

  it("replaces the person's own file where the rules say so, and never another's or a function's", async () => {
    await put('inquiries/mine.png', 'driver-1', 'before');
    expect((await put('inquiries/mine.png', 'driver-1', 'mine')).status).toBe(200);
    expect((await put('inquiries/mine.png', 'driver-2', 'theirs')).status).toBe(403);
    await upload('inquiries/of-a-function.png', 'a function wrote it');
    expect((await put('inquiries/of-a-function.png', 'driver-1')).status).toBe(403);
    expect(await files({ how: 'downloadFile', fileID: idOf('inquiries/mine.png') })).toEqual({
      content: base64('mine'),
    });
  });
});
