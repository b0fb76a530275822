import { describe, expect, it } from 'vitest';
import { onBothBuilds } from './both-builds.ts';
import { EDITOR, type World } from './world.ts';

const OPERATOR = 'operator-1';

const AGENCY = {
  id: 'zj',
  name: '浙示交警（示例）',
  shortName: '浙示交警·示例',
  level: 'province',
  adcode: '330000',
  about: '示例机构。',
  accounts: [],
};

async function openDesk(world: World): Promise<void> {
  await world.cloud.grant({ openid: OPERATOR, role: 'operator', agencyId: '*', revoke: false });
  await world.ask('desk', 'saveAgencies', { agencies: [AGENCY] }, OPERATOR);
}

onBothBuilds('a driver asks the traffic police', { prepare: openDesk }, (scene) => {
  /** The questions that wait at the desk, the oldest first. */
  const waiting = async () => {
    const input = { state: 'waiting' };
    type Inquiries = { inquiries: { id: string; text: string; kind: string; pictures: string[] }[] };
    return (await scene.world.ask<Inquiries>('desk', 'listInquiries', input, EDITOR)).inquiries;
  };
  const ask = async (text: string) => {
    await scene.phone.open('/pages/news/ask');
    await scene.phone.fill('.ask__text', text);
    await scene.phone.tap('提交');
  };

  describe('a question', () => {
    it('is sent, answered in public, and found by the one who asked and by everybody', async () => {
      await scene.phone.open();
      await scene.phone.tap('[aria-label="你问我答"]');
      expect(await scene.phone.text()).toContain('还没有公开的问答');
      await scene.phone.tap('我要提问');
      await scene.phone.fill('.ask__text', '示例路口早高峰能左转吗？');
      await scene.phone.tap('提交');
      await scene.phone.waitForText('提问已收到');
      await scene.phone.tap('看我的提问');
      expect(await scene.phone.texts('.inquiry__state')).toEqual(['待回复']);

      const [inquiry] = await waiting();
      const publish = { title: '示例路口早高峰能左转吗', text: '示例路口早高峰能左转吗？', channel: 'tips' };
      const answer = { id: inquiry?.id, agencyId: 'zj', reply: '七点至九点禁止左转。', publish };
      await scene.world.ask('desk', 'answerInquiry', answer, EDITOR);
      await scene.phone.open('/pages/news/my-questions');
      const mine = await scene.phone.text();
      expect(mine).toContain('已回复');
      expect(mine).toContain('浙示交警·示例答复');
      expect(mine).toContain('七点至九点禁止左转。');
      await scene.phone.tap('已公开 · 查看和转发');
      expect(await scene.phone.page()).toMatchObject({ route: 'pages/news/post' });

      const other = await scene.takePhone({ openid: 'driver-2' });
      await other.open('/pages/news/answers');
      expect(await other.text()).toContain('答：七点至九点禁止左转。');
      await other.tap('搜索');
      await other.fill('.search-bar__field', '早高峰左转');
      await other.tap('.search-bar__go');
      expect(await other.count('.hit')).toBe(1);
      await other.open('/pages/news/my-questions');
      expect(await other.text()).toContain('还没有提问');
      await other.close();
    });

    it('that is declined says why', async () => {
      await ask('能帮我查一下别人的违章吗');
      await scene.phone.waitForText('提问已收到');
      const inquiry = (await waiting()).at(-1);
      const why = '涉及他人信息，不能公开查询。';
      await scene.world.ask('desk', 'declineInquiry', { id: inquiry?.id, agencyId: 'zj', reason: why }, EDITOR);
      await scene.phone.open('/pages/news/my-questions');
      const text = await scene.phone.text();
      expect(text).toContain('未受理');
      expect(text).toContain(why);
    });

    it('that WeChat does not let pass is refused in words, and stays to be mended', async () => {
      scene.world.cloud.openapi.change({ refusedWords: ['违禁词'] });
      await ask('这里有违禁词');
      await scene.phone.waitForText('内容未通过安全审核');
      expect((await waiting()).map(({ text }) => text)).not.toContain('这里有违禁词');
      await scene.phone.fill('.ask__text', '这里没有了');
      expect(await scene.phone.text()).not.toContain('内容未通过安全审核');
      await scene.phone.tap('提交');
      await scene.phone.waitForText('提问已收到');
      scene.world.cloud.openapi.change({ refusedWords: [] });
    });
  });

  describe('a draft', () => {
    it('outlives the page and a tunnel, and is sent once', async () => {
      const driver = await scene.takePhone({ openid: 'driver-3' });
      await driver.open('/pages/news/ask');
      await driver.tap('建议');
      await driver.fill('.ask__text', '建议示例大桥加装测速提示');
      await driver.offline(true);
      await driver.tap('提交');
      await driver.waitForText('没有网络，没有提交成功');
      await driver.offline(false);
      await driver.open('/pages/news/ask');
      await driver.tap('提交');
      await driver.waitForText('建议已收到');
      const sent = (await waiting()).filter(({ text }) => text.includes('测速提示'));
      expect(sent).toMatchObject([{ kind: 'suggestion' }]);
      await driver.open('/pages/news/ask');
      await driver.tap('提交');
      expect(await driver.text()).not.toContain('已收到');
      await driver.close();
    });

    it('is refused after five within a day, with when to come back, and is kept', async () => {
      const driver = await scene.takePhone({ openid: 'driver-4' });
      for (let at = 0; at < 5; at += 1) {
        const input = { clientId: `busy-${at}`, kind: 'question', text: `第${at}个问题` };
        await scene.world.ask('me', 'askQuestion', input, 'driver-4');
      }
      await driver.open('/pages/news/ask');
      await driver.fill('.ask__text', '第六个问题');
      await driver.tap('提交');
      await driver.waitForText('一天最多提交 5 条，请24 小时后再来');
      expect(JSON.stringify(await driver.storage())).toContain('第六个问题');
      await driver.close();
    });
  });

  it('takes a picture along, which the desk finds with the question', async () => {
    await scene.phone.open('/pages/news/ask');
    await scene.phone.fill('.ask__text', '这个标志是什么意思？');
    await scene.phone.tap('添加图片 0/3');
    await scene.phone.waitForText('添加图片 1/3');
    await scene.phone.tap('添加图片 1/3');
    await scene.phone.waitForText('添加图片 2/3');
    await scene.phone.tap('[aria-label^="图片 1"]');
    await scene.phone.waitForText('添加图片 1/3');
    await scene.phone.tap('提交');
    await scene.phone.waitForText('提问已收到');
    const asked = (await waiting()).find(({ text }) => text.includes('这个标志'));
    expect(asked?.pictures).toEqual([expect.stringMatching(/^http.*\/inquiries\/\w+\.jpg\?/)]);
    expect((await fetch(asked?.pictures[0] ?? '')).status).toBe(200);
    await scene.phone.tap('看我的提问');
    expect(await scene.phone.text()).toContain('附图 1 张');
  });
});
