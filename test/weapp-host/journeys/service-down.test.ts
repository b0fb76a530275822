import { afterAll, beforeAll, expect, it } from 'vitest';
import { openWorld, type TrafficWorld } from '../traffic-world.ts';

let world: TrafficWorld;

beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

it('when the service is down, the feed says so and offers another try', async () => {
  const cutOff = await world.phone({ gateway: 'http://127.0.0.1:9' });
  await cutOff.open();
  expect(await cutOff.text()).toMatch(/没有网络|服务暂时不可用/);
  expect(await cutOff.count('.state__action')).toBe(1);
  await cutOff.close();
});
