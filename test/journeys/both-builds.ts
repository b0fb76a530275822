import { afterAll, afterEach, beforeAll, beforeEach, describe } from 'vitest';
import { ensureTaroBuild } from '../../scripts/taro-build.ts';
import { startWebServer } from '../../scripts/web-server.ts';
import { sharedChromium } from '../chromium.ts';
import { openHost } from '../weapp-host/host.ts';
import { openH5Phone } from './h5-phone.ts';
import { NOW } from './now.ts';
import type { Phone, PhoneOptions } from './phone.ts';
import { startWorld, type World, type WorldOptions } from './world.ts';

/** `weapp` is the product, on the host of test/weapp-host; `h5` its preview, in the browser itself. */
export const BUILDS = ['weapp', 'h5'] as const;
export type Build = (typeof BUILDS)[number];

/** What a journey has: a world of its build's own, and a fresh phone for each test. */
export interface Scene {
  readonly build: Build;
  readonly world: World;
  readonly phone: Phone;
  /** Another phone, which the test closes itself. */
  takePhone(options?: PhoneOptions): Promise<Phone>;
}

interface BuildOnPhones {
  takePhone(options?: PhoneOptions): Promise<Phone>;
  close(): void;
}

const OPEN: Record<Build, (world: World) => Promise<BuildOnPhones>> = {
  async weapp({ cloud, browser }) {
    await ensureTaroBuild('weapp');
    return {
      takePhone: (options) => openHost({ dist: 'dist/weapp', gateway: cloud.url, browser, now: NOW, ...options }),
      close() {},
    };
  },
  async h5({ cloud, browser }) {
    await ensureTaroBuild('h5');
    const web = await startWebServer({ root: 'dist/h5', cloud: cloud.url, port: 0 });
    return {
      takePhone: (options) => openH5Phone(browser, web.url, options),
      close() {
        web.server.closeAllConnections();
        web.server.close();
      },
    };
  },
};

interface JourneyOptions extends WorldOptions {
  /** What stands in the world before the first journey. */
  prepare?(world: World): Promise<void>;
}

/**
 * The same journeys on both builds: `journeys` is called once for each and defines its tests, which take world and phone
 * from the scene when they run.
 */
export function onBothBuilds(name: string, options: JourneyOptions, journeys: (scene: Scene) => void): void {
  describe.each(BUILDS)(`${name} (%s)`, (build) => {
    let world: World | undefined;
    let phones: BuildOnPhones | undefined;
    let phone: Phone | undefined;

    beforeAll(async () => {
      world = await startWorld({ ...options, browser: await sharedChromium() });
      await options.prepare?.(world);
      phones = await OPEN[build](world);
    });
    afterAll(async () => {
      phones?.close();
      await world?.close();
    });
    beforeEach(async () => {
      phone = await phones?.takePhone();
    });
    afterEach(() => phone?.close());

    const there = <T>(part: T | undefined): T => {
      if (part === undefined) throw new Error('a scene has its world and phone only while its tests run');
      return part;
    };
    journeys({
      build,
      get world() {
        return there(world);
      },
      get phone() {
        return there(phone);
      },
      takePhone: (taken) => there(phones).takePhone(taken),
    });
  });
}
