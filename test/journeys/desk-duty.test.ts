import { describe, expect, it } from 'vitest';
import { onBothBuilds } from './both-builds.ts';
import { setUpDemoAgency } from './demo-agency.ts';
import type { Phone } from './phone.ts';
import type { World } from './world.ts';

const OFFICER = 'officer-1';

/** What a thumb can do within 30 seconds at the roadside. */
const MOST_ACTS = 12;

async function appoint(world: World): Promise<void> {
  await setUpDemoAgency(world);
  await world.cloud.grant({ openid: OFFICER, role: 'duty', agencyId: 'demo', revoke: false });
}

/** The same phone, counting what its holder does. */
function counting(phone: Phone): Phone & { acts: number } {
  const counted = { acts: 0 };
  return new Proxy(phone, {
    get(target, name) {
      if (name === 'acts') return counted.acts;
      if (['tap', 'fill', 'choose', 'switchTab', 'back'].includes(String(name))) counted.acts += 1;
      const value = Reflect.get(target, name);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  }) as Phone & { acts: number };
}

onBothBuilds('a duty officer at the roadside', { prepare: appoint }, (scene) => {
  const listed = async () =>
    (await scene.world.ask<{ events: { where: string; what: string }[] }>('roads', 'listEvents', {})).events;

  describe('publishes a closure', () => {
    it('in at most twelve taps from the desk, and drivers see it', async () => {
      const phone = counting(await scene.takePhone({ openid: OFFICER }));
      await phone.open('/pages/desk/home');
      await phone.tap('值班发布');
      await phone.tap('发布路况');
      await phone.tap('事故');
      await phone.fill('[aria-label="道路编号或名称"]', 'G4');
      await phone.waitForText('京港澳高速');
      await phone.tap('.road-line');
      await phone.tap('往北京方向');
      await phone.fill('[aria-label="桩号"]', '268');
      await phone.tap('封闭');
      await phone.tap('2 小时');
      expect(await phone.text()).toContain('G4京港澳高速 往北京方向 K268');
      await phone.tap('发布');
      expect(phone.acts).toBeLessThanOrEqual(MOST_ACTS);
      await phone.waitForText('未解除 1 条');
      expect(await listed()).toMatchObject([
        { where: 'G4 京港澳高速 往北京方向 K268', what: '发生事故，道路封闭', closed: true },
      ]);
      await phone.close();
    });
  });

  describe('goes on with what stands', () => {
    it('changes it and ends it, asked once more before', async () => {
      const phone = counting(await scene.takePhone({ openid: OFFICER }));
      await phone.open('/pages/desk/duty?agency=demo');
      await phone.tap('更新');
      await phone.tap('占用部分车道');
      await phone.tap('.duty__bar .wide-button');
      await phone.waitForText('发生事故，占用部分车道');
      await phone.tap('解除');
      expect(await phone.text()).toContain('再点一次：解除');
      await phone.tap('再点一次：解除');
      await phone.waitForText('没有未解除的路况');
      expect(phone.acts).toBeLessThanOrEqual(MOST_ACTS);
      await phone.close();
    });
  });

  describe('in a tunnel', () => {
    it('loses nothing that was typed, and publishes once when the network is back', async () => {
      const phone = await scene.takePhone({ openid: OFFICER });
      await phone.open('/pages/desk/duty');
      await phone.tap('发布路况');
      await phone.tap('拥堵');
      await phone.fill('[aria-label="道路编号或名称"]', 'G6');
      await phone.offline(true);
      await phone.tap('发布');
      expect(await phone.text()).toContain('内容已存在本机');
      // The phone is put away and taken out again.
      await phone.offline(false);
      await phone.open('/pages/desk/duty-event?agency=demo');
      expect(await phone.text()).toContain('车流拥堵');
      await phone.tap('发布');
      const events = (await listed()).filter(({ where }) => where.startsWith('G6'));
      expect(events).toHaveLength(1);
      await phone.close({ expectClean: false });
    });
  });
});

onBothBuilds('somebody without a role', { prepare: appoint }, (scene) => {
  it('asks for one at the desk, and has it when an operator agrees', async () => {
    const phone = await scene.takePhone({ openid: 'newcomer' });
    await phone.open('/pages/desk/home');
    await phone.tap('值班民警');
    await phone.choose('.picked-line', 0);
    await phone.fill('[aria-label="姓名"]', '王警官');
    await phone.fill('[aria-label="单位、职务与事由"]', '示例支队值班室');
    await phone.tap('提交申请');
    await phone.waitForText('等待审批');
    const asked = { openid: 'newcomer', role: 'duty', agencyId: 'demo' };
    await scene.world.ask('desk', 'decideAccess', { ...asked, decision: 'grant' }, 'operator-1');
    await phone.open('/pages/desk/home');
    await phone.waitForText('值班发布');
    await phone.close();
  });
});
