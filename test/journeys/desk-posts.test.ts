import { describe, expect, it } from 'vitest';
import { onBothBuilds } from './both-builds.ts';
import { OPERATOR, setUpDemoAgency } from './demo-agency.ts';
import type { World } from './world.ts';

const ZHANG = 'editor-zhang';
const LI = 'editor-li';

async function appoint(world: World): Promise<void> {
  const { ask } = world;
  await setUpDemoAgency(world);
  for (const [openid, name] of [
    [ZHANG, '张警官'],
    [LI, '李警官'],
  ]) {
    await ask('desk', 'grantRole', { openid, role: 'editor', agencyId: 'demo', name }, OPERATOR);
    await ask('desk', 'grantRole', { openid, role: 'reviewer', agencyId: 'demo' }, OPERATOR);
  }
  await ask('desk', 'saveAgencySettings', { agencyId: 'demo', review: 'required' }, OPERATOR);
}

const TITLE = '[aria-label="标题"]';
const BODY = '[aria-label="正文（一行一段）"]';

onBothBuilds('two editors of an agency that wants four eyes', { prepare: appoint }, (scene) => {
  const titles = async () =>
    (await scene.world.ask<{ posts: { title: string }[] }>('news', 'listPosts', {})).posts.map(({ title }) => title);
  const drafts = async (shelf: string) =>
    (await scene.world.ask<{ drafts: { id: string }[] }>('desk', 'listDrafts', { shelf }, ZHANG)).drafts;

  describe('a post', () => {
    it('is written by one, read by the other, and published', async () => {
      const zhang = await scene.takePhone({ openid: ZHANG });
      await zhang.open('/pages/desk/drafts');
      await zhang.tap('写新稿');
      await zhang.fill(TITLE, '示例大桥夜间养护');
      await zhang.fill(BODY, '# 时间\n每晚十点至次日五点。\n据统计，夜间车流较少。');
      expect(await zhang.text()).toContain('却没有写明来源');
      await zhang.waitForText('送审');
      await zhang.tap('送审');
      expect((await drafts('review')).length).toBe(1);
      await zhang.close();

      const li = await scene.takePhone({ openid: LI });
      await li.open('/pages/desk/drafts?shelf=review');
      await li.tap('示例大桥夜间养护');
      expect(await li.text()).toContain('每晚十点至次日五点。');
      await li.fill('[aria-label="审核意见"]', '可以');
      await li.tap('通过');
      await li.close();
      expect(await titles()).not.toContain('示例大桥夜间养护');

      const again = await scene.takePhone({ openid: ZHANG });
      await again.open('/pages/desk/drafts');
      await again.tap('示例大桥夜间养护');
      await again.waitForText('可以');
      await again.tap('发布');
      await again.waitForText('这里没有稿件');
      expect(await titles()).toContain('示例大桥夜间养护');
      await again.close();
    });

    it('is corrected with a reason that readers see, and withdrawn with another', async () => {
      await scene.world.ask('desk', 'saveAgencySettings', { agencyId: 'demo', review: 'optional' }, OPERATOR);
      const phone = await scene.takePhone({ openid: ZHANG });
      await phone.open('/pages/desk/posts');
      await phone.tap('示例大桥夜间养护');
      await phone.tap('更正');
      await phone.fill(TITLE, '示例大桥夜间养护（时间更正）');
      await phone.tap('发布更正');
      await phone.waitForText('请写明更正原因');
      await phone.fill('[aria-label="更正原因（读者会看到）"]', '养护时间有误');
      await phone.tap('发布更正');
      await phone.waitForText('第 2 版');
      expect(await titles()).toContain('示例大桥夜间养护（时间更正）');
      await phone.open('/pages/desk/posts');
      await phone.tap('示例大桥夜间养护（时间更正）');
      await phone.fill('[aria-label="撤回原因（读者会看到）"]', '养护取消');
      await phone.tap('撤回');
      await phone.tap('再点一次：撤回');
      await phone.waitForText('这里没有文章');
      expect(await titles()).toEqual([]);
      await phone.close();
    });
  });

  describe('a draft that both have open', () => {
    it('keeps both texts: the later one is told who was faster, and decides', async () => {
      await scene.world.ask(
        'desk',
        'saveDraft',
        {
          id: 'both',
          version: 0,
          content: { agencyId: 'demo', channel: 'tips', title: '两人同写', digest: '', body: '第一稿' },
        },
        ZHANG,
      );
      const zhang = await scene.takePhone({ openid: ZHANG });
      const li = await scene.takePhone({ openid: LI });
      await zhang.open('/pages/desk/draft?id=both');
      await li.open('/pages/desk/draft?id=both');
      await li.fill(BODY, '李警官的稿');
      await li.waitForText('已保存');
      await zhang.fill(BODY, '张警官的稿');
      await zhang.waitForText('李警官 在');
      expect(await zhang.text()).toContain('您的修改没有覆盖它');
      const read = async () =>
        (await scene.world.ask<{ body: string }>('desk', 'getDraft', { id: 'both' }, ZHANG)).body;
      expect(await read()).toBe('李警官的稿');
      // Put away and opened again, neither text is lost.
      await zhang.open('/pages/desk/draft?id=both');
      await zhang.waitForText('本机还有没送出的修改');
      await zhang.fill(BODY, '张警官的稿，又改');
      await zhang.open('/pages/desk/draft?id=both');
      await zhang.waitForText('本机还有没送出的修改');
      expect(await read()).toBe('李警官的稿');
      await zhang.tap('用我的作为新一版');
      await zhang.tap('再点一次：用我的作为新一版');
      await zhang.waitForText('已保存');
      expect(await read()).toBe('张警官的稿，又改');
      await Promise.all([zhang.close(), li.close()]);
    });
  });

  describe('a phone whose answer is lost', () => {
    const stored = async (id: string) =>
      (await scene.world.ask<{ body: string }>('desk', 'getDraft', { id }, ZHANG)).body;

    it.each(['goes on', 'dies'])('is not told of its own save as of another’s when it %s', async (then) => {
      const id = `lost-${scene.build}-${then === 'dies' ? 'dead' : 'alive'}`;
      const content = { agencyId: 'demo', channel: 'tips', title: '答复丢失', digest: '', body: '' };
      await scene.world.ask('desk', 'saveDraft', { id, version: 0, content }, ZHANG);
      const phone = await scene.takePhone({ openid: ZHANG });
      await phone.open(`/pages/desk/draft?id=${id}`);
      scene.world.cloud.faults.add({ action: 'call.desk', dropRate: 1 });
      await phone.fill(BODY, '隧道内');
      await phone.waitForText('，已存在本机');
      expect(await stored(id)).toBe('隧道内');
      scene.world.cloud.faults.clear();
      if (then === 'dies') {
        await phone.offline(true);
        await phone.fill(BODY, '隧道内严禁停车。');
        await phone.waitForText('没有网络，已存在本机');
        await phone.offline(false);
        await phone.open(`/pages/desk/draft?id=${id}`);
      } else await phone.fill(BODY, '隧道内严禁停车。');
      await phone.waitForText('已保存');
      expect(await stored(id)).toBe('隧道内严禁停车。');
      expect(JSON.stringify(await phone.storage())).not.toContain('draft-text');
      await phone.close({ expectClean: false });
    });
  });

  describe('a phone that dies', () => {
    const listed = async () =>
      (
        await scene.world.ask<{ drafts: { title: string }[] }>('desk', 'listDrafts', { shelf: 'open' }, ZHANG)
      ).drafts.map(({ title }) => title);

    /** Somebody writes a new draft in a tunnel, and the app dies there. */
    async function writeInTunnel(title: string) {
      const phone = await scene.takePhone({ openid: ZHANG });
      await phone.open('/pages/desk/drafts');
      await phone.waitForText('写新稿');
      await phone.offline(true);
      await phone.tap('写新稿');
      await phone.fill(TITLE, title);
      await phone.fill(BODY, '隧道内严禁停车。');
      await phone.waitForText('没有网络，已存在本机');
      await phone.open('/pages/desk/drafts');
      await phone.waitForText('没有网络');
      expect(await listed()).not.toContain(title);
      expect(await phone.text()).toContain(title);
      return phone;
    }

    it('shows what was begun without a network above the drafts, and sends it when there is one', async () => {
      const phone = await writeInTunnel('隧道里写的稿');
      await phone.tap('隧道里写的稿');
      await phone.waitForText('没有网络，已存在本机');
      await phone.offline(false);
      await phone.open('/pages/desk/drafts');
      await phone.tap('隧道里写的稿');
      await phone.waitForText('已保存');
      expect(await listed()).toContain('隧道里写的稿');
      await phone.open('/pages/desk/drafts');
      await phone.waitForText('隧道里写的稿');
      expect(await phone.text()).not.toContain('还没送出');
      await phone.tap('隧道里写的稿');
      await phone.waitForText('已保存');
      await phone.close({ expectClean: false });
    });

    it('sends what was put aside before its pause was over, and its list says so without being asked again', async () => {
      const phone = await writeInTunnel('刚放下的稿');
      await phone.offline(false);
      await phone.tap('刚放下的稿');
      await phone.back();
      await phone.waitForText('编辑中');
      expect(await phone.text()).toContain('刚放下的稿');
      expect(await phone.text()).not.toContain('还没送出');
      expect(await listed()).toContain('刚放下的稿');
      await phone.close({ expectClean: false });
    });

    it('gives up what was written with a second tap, and with no first one', async () => {
      const phone = await writeInTunnel('不要了的稿');
      await phone.tap('丢弃');
      expect(await phone.text()).toContain('不要了的稿');
      await phone.tap('再点一次：丢弃');
      expect(await phone.text()).not.toContain('不要了的稿');
      await phone.offline(false);
      await phone.open('/pages/desk/drafts');
      await phone.waitForText('写新稿');
      expect(await phone.text()).not.toContain('不要了的稿');
      expect(JSON.stringify(await phone.storage())).not.toContain('不要了的稿');
      await phone.close({ expectClean: false });
    });
  });
});
