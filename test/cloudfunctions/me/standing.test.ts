import { afterAll, beforeAll, expect, it } from 'vitest';
import type { MeContract } from '#contract/me';
import { startTestCloud, type TestCloud } from '../../test-cloud.ts';

let test: TestCloud;

beforeAll(async () => {
  test = await startTestCloud();
});
afterAll(() => test.close());

const standing = (openid: string) => test.call<MeContract, 'getStanding'>('me', 'getStanding', {}, openid);

it('a driver has no role', async () => {
  expect(await standing('driver-1')).toEqual({ roles: [] });
});

it('an officer has each role once, for however many agencies', async () => {
  await test.grant('officer-1', 'duty', 'zj');
  await test.grant('officer-1', 'duty', 'hz');
  await test.grant('officer-1', 'editor', 'zj');
  expect((await standing('officer-1')).roles.sort()).toEqual(['duty', 'editor']);
});

it('nobody has none to ask for', async () => {
  const reply = await test.send('me', { action: 'getStanding' });
  expect(reply).toMatchObject({ ok: false, error: { code: 'unauthenticated' } });
});
