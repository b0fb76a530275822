import { sharedChromium } from '../chromium.ts';
import { NOW } from '../journeys/now.ts';
import { startWorld, type World, type WorldOptions } from '../journeys/world.ts';
import { ensureWeappBuild, WEAPP } from './current-build.ts';
import { type Host, openHost } from './host.ts';
import type { HostOptions } from './host-options.ts';

/** The whole product on one machine: the current builds, a local cloud of its own, and phones to use it with. */
export interface TrafficWorld extends World {
  phone(options?: Partial<HostOptions>): Promise<Host>;
}

export async function openWorld(options: WorldOptions = {}): Promise<TrafficWorld> {
  await ensureWeappBuild();
  const world = await startWorld({ ...options, browser: await sharedChromium() });
  const base = { dist: WEAPP, gateway: world.cloud.url, browser: world.browser, now: NOW };
  return { ...world, phone: (change) => openHost({ ...base, ...change }) };
}
