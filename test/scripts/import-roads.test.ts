import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { DeskContract } from '#contract/desk';
import type { RoadsContract } from '#contract/roads';
import { sessionOf } from '../../scripts/cloud-session.ts';
import { type RoadImport, runRoadImport } from '../../scripts/import-roads.ts';
import { loadRoadSamples } from '../../scripts/load-road-samples.ts';
import { manyEvents, ownDocument, ownEvent } from '../fixtures/road-feeds.ts';
import { startTestCloud, type TestCloud } from '../test-cloud.ts';

let test: TestCloud;
let folder: string;
let said: string[];

beforeEach(async () => {
  test = await startTestCloud();
  await test.grant('operator-1', 'operator');
  folder = mkdtempSync(path.join(os.tmpdir(), 'import-'));
  said = [];
  vi.spyOn(console, 'log').mockImplementation((line) => void said.push(String(line)));
});
afterEach(async () => {
  vi.mocked(console.log).mockRestore();
  await test.close();
  rmSync(folder, { recursive: true, force: true });
});

const take = (documents: string[], more: Partial<RoadImport> = {}) =>
  runRoadImport(sessionOf(test.cloud), {
    format: 'own-json',
    documents,
    openid: 'operator-1',
    snapshot: false,
    ...more,
  });
const write = (name: string, text: string) => {
  const file = path.join(folder, name);
  writeFileSync(file, text);
  return file;
};
const list = async () => {
  const first = await test.call<RoadsContract, 'listEvents'>('roads', 'listEvents', { limit: 50 });
  if (first.nextCursor === undefined) return first.events;
  const input = { limit: 50, cursor: first.nextCursor };
  return [...first.events, ...(await test.call<RoadsContract, 'listEvents'>('roads', 'listEvents', input)).events];
};

describe('importing road events from the command line', () => {
  it('takes a file into a feed of its name, and changes nothing the second time', async () => {
    const file = write('hebei roads.json', ownDocument([ownEvent(), ownEvent({ id: 'e2' })]));
    expect(await take([file])).toBe(true);
    expect(await take([file])).toBe(true);
    expect(said).toEqual([
      expect.stringContaining('新增 2，更新 0，结束 0，未变 0，拒绝 0'),
      expect.stringContaining('新增 0，更新 0，结束 0，未变 2，拒绝 0'),
    ]);
    const { feeds } = await test.call<DeskContract, 'listRoadFeeds'>('desk', 'listRoadFeeds', {}, 'operator-1');
    expect(feeds.map(({ id }) => id)).toEqual(['hebei-roads']);
  });

  it('closes what a snapshot leaves out, and nothing without being told that it is one', async () => {
    const options = { sourceId: 'x' };
    const bare = (events: object[]) => JSON.stringify(events);
    await take([write('a.json', bare([ownEvent(), ownEvent({ id: 'e2' })]))], options);
    await take([write('b.json', bare([ownEvent()]))], options);
    expect(await list()).toHaveLength(2);
    await take([write('c.json', bare([ownEvent()]))], { ...options, snapshot: true });
    expect(said.at(-1)).toContain('结束 1');
  });

  it('refuses half a document, and says where it breaks off', async () => {
    const file = write('half.json', ownDocument(manyEvents(50)).slice(0, -30));
    expect(await take([file])).toBe(false);
    expect(said[0]).toMatch(/整份拒绝，没有任何改动：line 1, column \d+: JSON breaks off here/);
    expect(await list()).toEqual([]);
  });

  it('names each record that can’t be used', async () => {
    const file = write(
      'mixed.json',
      ownDocument([ownEvent(), ownEvent({ id: 'e2' }), { id: 'bad', type: '火山', headline: 'x' }]),
    );
    expect(await take([file])).toBe(true);
    expect(said.join('\n')).toMatch(/新增 2.+拒绝 1\n {2}拒绝 events\[2\]\.type/);
  });

  it('takes a document from an address', async () => {
    const server = createServer((_, res) => void res.end(ownDocument([ownEvent()])));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    try {
      await take([`http://127.0.0.1:${(server.address() as AddressInfo).port}/roads`]);
      expect(await list()).toHaveLength(1);
    } finally {
      await new Promise((resolve) => server.close(resolve));
    }
  });

  it('says which file is not there', async () => {
    await expect(take(['nowhere.json'])).rejects.toThrow('nowhere.json: no such file');
  });
});

describe('the samples', () => {
  it('are eighty events of every type and severity, and a guide, all marked as examples', async () => {
    const agency = {
      id: 'mps',
      name: '示例',
      shortName: '示例',
      level: 'ministry',
      adcode: '100000',
      about: '',
      accounts: [],
    } as const;
    await test.call<DeskContract, 'saveAgencies'>(
      'desk',
      'saveAgencies',
      { agencies: [{ ...agency, accounts: [] }] },
      'operator-1',
    );
    const now = new Date(test.cloud.clock.now());
    const { events } = await loadRoadSamples(sessionOf(test.cloud), { openid: 'operator-1', agencyId: 'mps', now });
    expect(events).toBe(80);
    const shown = await list();
    expect(shown.length).toBeGreaterThan(70);
    expect(shown.every(({ what }) => what.includes('示例'))).toBe(true);
    expect(shown.filter(({ state }) => state === 'over').length).toBeGreaterThan(0);
    const { guides } = await test.call<RoadsContract, 'listHolidayGuides'>('roads', 'listHolidayGuides', {});
    expect(guides[0]?.name).toContain('示例');
    const again = await loadRoadSamples(sessionOf(test.cloud), { openid: 'operator-1', agencyId: 'mps', now });
    expect(again.events).toBe(0);
  });
});
