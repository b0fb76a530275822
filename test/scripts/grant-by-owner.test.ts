import { afterEach, beforeEach, expect, it } from 'vitest';
import { BY_OWNER } from '#domain/audit';
import { accessLocalCloud, type DatabaseAccess } from '../../scripts/database-access.ts';
import { grantByOwner } from '../../scripts/grant-by-owner.ts';
import { startTestCloud, TEST_NOW, type TestCloud } from '../test-cloud.ts';

let test: TestCloud;
let access: DatabaseAccess;
beforeEach(async () => {
  test = await startTestCloud();
  access = accessLocalCloud('local:test', test.cloud.url);
});
afterEach(() => test.close());

const FIRST = { openid: 'first-operator', role: 'operator', agencyId: '*', revoke: false } as const;
const give = (change: Parameters<typeof grantByOwner>[1]) => grantByOwner(access, change, new Date(TEST_NOW));

it('the first operator of an environment gets the role through its database, once, and gives all others at the desk', async () => {
  await give(FIRST);
  const stored = await access.read('staff', FIRST.openid);
  expect(await give(FIRST)).toHaveLength(1);
  expect(await access.read('staff', FIRST.openid)).toEqual(stored);
  const grant = { openid: 'editor', role: 'editor', agencyId: '*', name: '张警官' };
  await test.send('desk', { action: 'grantRole', input: grant }, FIRST.openid);
  expect(await give({ ...FIRST, openid: 'editor', role: 'reviewer' })).toHaveLength(2);
  expect(await access.read('staff', 'editor')).toMatchObject({ name: '张警官' });
  expect(await give({ ...FIRST, revoke: true })).toEqual([]);
  const traces = (await access.page('audit', '', 50)).filter(({ by }) => by === BY_OWNER);
  const expected = [
    { action: 'grantRole', subject: 'staff/editor' },
    { action: 'grantRole', subject: 'staff/first-operator' },
    { action: 'revokeRole', subject: 'staff/first-operator' },
  ];
  const said = traces.map(({ action, subject }) => ({ action, subject }));
  expect(said.sort((a, b) => `${a.subject}${a.action}`.localeCompare(`${b.subject}${b.action}`))).toEqual(expected);
  expect(await test.send('desk', { action: 'listStaff', input: {} }, FIRST.openid)).toMatchObject({
    error: { code: 'forbidden' },
  });
});
