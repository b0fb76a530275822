import { Readable } from 'node:stream';
import { expect, it } from 'vitest';
import { onBothBuilds } from './both-builds.ts';
import type { Phone } from './phone.ts';
import { samplePost, type World } from './world.ts';

const OPERATOR = 'operator-1';
const POINTER = 'snapshots/pointer.json';

async function turn(world: World, percent: number): Promise<void> {
  await world.ask('desk', 'setSnapshotShare', { percent }, OPERATOR);
  // An instance looks at the switch twice a minute.
  world.clock.advance(31_000);
}

async function publish(world: World): Promise<void> {
  expect((await world.cloud.timers.runNow('jobs', 'publishSnapshots'))?.outcome).toBe('ok');
}

/** Puts a pointer there as a cache might hand it out. */
async function pointTo(world: World, changes: object): Promise<void> {
  const response = await fetch(`${world.cloud.url}/storage/${POINTER}`);
  const pointer = { ...((await response.json()) as object), ...changes };
  await world.cloud.files.write(POINTER, Readable.from([JSON.stringify(pointer)]));
}

onBothBuilds(
  'a driver opens the app on a holiday morning',
  {
    async prepare(world) {
      await world.cloud.grant({ openid: OPERATOR, role: 'operator', agencyId: '*', revoke: false });
      await world.publish(samplePost(1), samplePost(2));
    },
  },
  (scene) => {
    /** A phone whose clock goes with the cloud's, which the journeys before have moved on. */
    async function onPhone(journey: (phone: Phone) => Promise<void>): Promise<void> {
      const phone = await scene.takePhone({ now: new Date(scene.world.clock.now()) });
      try {
        await journey(phone);
      } finally {
        await phone.close();
      }
    }

    /** Minutes later, on the phone and in the cloud. */
    async function later(phone: Phone, minutes: number): Promise<void> {
      scene.world.clock.advance(minutes * 60_000);
      await phone.setNow(new Date(scene.world.clock.now()));
    }

    const asked = (phone: Phone) => phone.calls.map(({ action }) => action);

    it('costs one call cold, and none again within a minute', async () => {
      await turn(scene.world, 0);
      await onPhone(async (phone) => {
        await phone.open();
        expect(asked(phone)).toEqual(['listPosts']);
        await phone.open();
        expect(await phone.text()).toContain('第1号通告');
        expect(asked(phone)).toEqual(['listPosts']);
      });
    });

    it('hears of the snapshots in one call, then reads files: what is new comes with the next publication', async () => {
      await turn(scene.world, 100);
      await publish(scene.world);
      await onPhone(async (phone) => {
        await phone.open();
        await scene.world.publish(samplePost(0, { externalId: 'new', title: '示例 刚刚发布的通告' }));
        await phone.resetCounters();
        await phone.pullDown();
        expect(await phone.text()).not.toContain('刚刚发布的通告');
        scene.world.clock.advance(1000);
        await publish(scene.world);
        await phone.pullDown();
        expect(await phone.text()).toContain('刚刚发布的通告');
        await phone.switchTab('路况');
        expect(await phone.text()).toContain('没有这里的路况数据');
        expect(asked(phone).filter((action) => action === 'listPosts' || action === 'listEvents')).toEqual([]);
      });
    });

    it('refuses an older pointer: shows what it has, and after some minutes asks the function', async () => {
      await turn(scene.world, 100);
      await publish(scene.world);
      await onPhone(async (phone) => {
        await phone.open();
        await phone.pullDown();
        await phone.resetCounters();
        await pointTo(scene.world, { sequence: 1 });
        await phone.pullDown();
        expect(await phone.text()).toContain('第1号通告');
        expect(asked(phone)).toEqual([]);
        await later(phone, 7);
        await phone.pullDown();
        expect(asked(phone)).toEqual(['listPosts']);
      });
    });

    it('goes on without them when the files can’t be had, and comes back to them', async () => {
      await turn(scene.world, 100);
      await publish(scene.world);
      await onPhone(async (phone) => {
        await phone.open();
        await scene.world.cloud.files.remove(POINTER);
        await later(phone, 7);
        await phone.resetCounters();
        await phone.pullDown();
        expect(asked(phone)).toEqual(['listPosts']);
        expect(await phone.text()).toContain('第1号通告');
        expect(await phone.text()).not.toMatch(/没有网络|不可用/);
        await later(phone, 16);
        await publish(scene.world);
        await phone.resetCounters();
        await phone.pullDown();
        expect(asked(phone)).toEqual([]);
      });
    });

    it('leaves them alone when the operator turns them off', async () => {
      await turn(scene.world, 100);
      await publish(scene.world);
      await onPhone(async (phone) => {
        await phone.open();
        await turn(scene.world, 0);
        await later(phone, 7);
        await phone.resetCounters();
        await phone.pullDown();
        const { snapshots } = (await phone.storage()) as { snapshots?: { told?: object } };
        expect(snapshots?.told).toBeUndefined();
        await phone.pullDown();
        expect(asked(phone)).toEqual(['listPosts', 'listPosts']);
      });
    });
  },
);
