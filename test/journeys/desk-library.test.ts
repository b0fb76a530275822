import { describe, expect, it } from 'vitest';
import { insertMany } from '../../scripts/measure/many-documents.ts';
import { onBothBuilds } from './both-builds.ts';
import { NOW } from './now.ts';
import { EDITOR, type World } from './world.ts';

const OPERATOR = 'operator-1';
const LAW = {
  id: 'sample-law',
  ...{ title: '示例道路交通安全条例', shortTitle: '示例条例', number: '示例令第1号', issuer: '示例机关' },
  ...{ inForceFrom: '2024-01-01', inForceTo: null, officialLink: 'https://law.example/1' },
  articles: [{ article: '第一条', topic: '示例', summary: '原来的要点' }],
};

/** Two agencies, a law, a letter, a road feed that gives nothing, and a post that readers can find by its law. */
async function furnish({ cloud, ask }: World): Promise<void> {
  await cloud.grant({ openid: OPERATOR, role: 'operator', agencyId: '*', revoke: false });
  const agency = (id: string, shortName: string) => ({
    ...{ id, shortName, name: `${shortName}支队`, level: 'city', adcode: '130100', about: '', accounts: [] },
  });
  await ask('desk', 'saveAgencies', { agencies: [agency('one', '示例一'), agency('two', '示例二')] }, OPERATOR);
  await ask('desk', 'saveLaws', { laws: [LAW] }, EDITOR);
  const feed = { id: 'silent', name: '不出声的路况源', format: 'own-json' };
  await ask('desk', 'saveRoadFeeds', { feeds: [feed] }, OPERATOR);
  const letter = { clientId: 'letter-1', kind: 'question', text: '示例路口能左转吗？' };
  await ask('me', 'askQuestion', letter, 'driver-1');
}

onBothBuilds('an editor of all agencies', { prepare: furnish }, (scene) => {
  const take = () => scene.takePhone({ openid: EDITOR });

  it('answers a letter, for everybody to read', async () => {
    const phone = await take();
    await phone.open('/pages/desk/inquiries');
    await phone.tap('示例路口能左转吗？');
    await phone.fill('[aria-label="答复，或不采纳的原因"]', '早高峰禁止左转。');
    // What was typed outlives the page.
    await phone.open('/pages/desk/inquiries');
    await phone.tap('示例路口能左转吗？');
    await phone.waitForText('8/2000 字');
    await phone.tap('同时公开');
    await phone.fill('[aria-label="公开的标题"]', '示例路口能否左转');
    await phone.tap('.desk__pair .wide-button');
    await phone.waitForText('这里没有来信');
    await phone.tap('已答');
    await phone.waitForText('示例一：早高峰禁止左转。');
    const { answers } = await scene.world.ask<{ answers: { reply: string }[] }>('news', 'listAnswers', {});
    expect(answers).toMatchObject([{ reply: '早高峰禁止左转。' }]);
    await phone.close();
  });

  it('writes a rebuttal, with which readers’ texts are then compared', async () => {
    const phone = await take();
    await phone.open('/pages/desk/rebuttals');
    await phone.tap('写新辟谣');
    await phone.tap('核对无误，保存');
    expect(await phone.count('[aria-label="流传的说法"]')).toBe(1);
    await phone.fill('[aria-label="流传的说法"]', '下月起示例大桥收费');
    await phone.fill('[aria-label="事实是什么"]', '没有收费的安排。');
    await phone.fill('[aria-label="依据（法规条文、公告）"]', '示例公告');
    await phone.tap('核对无误，保存');
    await phone.waitForText('不实 · ');
    const { rebuttals } = await scene.world.ask<{ rebuttals: object[] }>('desk', 'listRebuttals', {}, EDITOR);
    expect(rebuttals).toMatchObject([{ claim: '下月起示例大桥收费', truth: '没有收费的安排。' }]);
    await phone.close();
  });

  it('corrects an article of a law, ends the law, and cites it in a draft', async () => {
    const phone = await take();
    await phone.open('/pages/desk/laws');
    await phone.tap('示例道路交通安全条例');
    await phone.tap('第一条 · 示例');
    await phone.fill('[aria-label="要点（用自己的话，须与原文核对）"]', '改过的要点');
    await phone.tap('与原文核对无误，保存');
    await phone.waitForText('改过的要点');
    await phone.tap('名称、文号与效力');
    await phone.tap('已废止');
    await phone.tap('与原文核对无误，保存');
    await phone.waitForText('示例道路交通安全条例（已废止）');
    const law = await scene.world.ask('news', 'getLaw', { id: LAW.id });
    expect(law).toMatchObject({ inForceTo: expect.any(String), articles: [{ summary: '改过的要点' }] });

    await phone.open('/pages/desk/draft?id=citing&agency=one');
    await phone.fill('[aria-label="标题"]', '引用法规的稿');
    await phone.choose('[aria-label^="法规："]', 0);
    await phone.waitForText('请选择一条');
    await phone.choose('[aria-label^="条文："]', 0);
    await phone.waitForText('《示例条例》第一条');
    await phone.waitForText('已保存');
    const draft = await scene.world.ask('desk', 'getDraft', { id: 'citing' }, EDITOR);
    expect(draft).toMatchObject({ laws: [{ law: LAW.id, article: '第一条' }] });
    await phone.close();
  });

  it('adds a law, and is told what it lacks', async () => {
    const phone = await take();
    await phone.open('/pages/desk/laws');
    await phone.tap('新增法规');
    await phone.fill('[aria-label="编号（小写字母和连字符，定下后不改）"]', 'another-law');
    const words = {
      ...{ 法规全称: '另一部示例条例', 简称: '另一条例', 文号: '示例令第2号', 发布机关: '示例机关' },
      ...{ 官方文本的网址: 'https://law.example/2', '条号，如 第九十一条': '第一条', 主题: '示例' },
    };
    for (const [label, text] of Object.entries(words)) await phone.fill(`[aria-label="${label}"]`, text);
    await phone.tap('与原文核对无误，保存');
    await expect(scene.world.ask('news', 'getLaw', { id: 'another-law' })).rejects.toThrow('not_found');
    await phone.fill('[aria-label="要点（用自己的话，须与原文核对）"]', '要点');
    await phone.tap('与原文核对无误，保存');
    await phone.waitForText('另一部示例条例');
    expect(await scene.world.ask('news', 'getLaw', { id: 'another-law' })).toMatchObject({ number: '示例令第2号' });
    await phone.close();
  });

  it('publishes a guide for a holiday, which drivers find', async () => {
    const phone = await take();
    await phone.open('/pages/desk/guide');
    await phone.tap('写新提示');
    await phone.fill('[aria-label="名称"]', '示例假日出行提示');
    await phone.fill('[aria-label="提示（一行一条）"]', '错峰出行\n系好安全带');
    await phone.tap('发布提示');
    await phone.waitForText('修改');
    const { guides } = await scene.world.ask<{ guides: { id: string; name: string }[] }>(
      'roads',
      'listHolidayGuides',
      {},
    );
    expect(guides.map(({ name }) => name)).toContain('示例假日出行提示');
    const guide = await scene.world.ask('roads', 'getHolidayGuide', { id: guides.at(-1)?.id });
    expect(guide).toMatchObject({ tips: ['错峰出行', '系好安全带'] });
    await phone.close();
  });

  it('changes a guide that a colleague has changed meanwhile, knowing it', async () => {
    const id = `shared-${scene.build}`;
    const words = {
      ...{ name: '示例 两人同改', from: '2027-01-31T16:00:00.000Z', to: '2027-02-07T16:00:00.000Z', intro: '第一稿' },
      ...{ peaks: [], chokePoints: [], accidentProne: [], tips: [] },
    };
    const save = (intro: string) =>
      scene.world.ask('desk', 'saveHolidayGuide', { id, agencyId: 'one', guide: { ...words, intro } }, OPERATOR);
    const intro = async () =>
      (await scene.world.ask<{ intro: string }>('roads', 'getHolidayGuide', { id, reading: 'now' })).intro;
    await scene.world.cloud.grant({ openid: OPERATOR, role: 'editor', agencyId: '*', revoke: false });
    await save('第一稿');
    const phone = await take();
    await phone.open('/pages/desk/guide');
    await phone.tap('示例 两人同改');
    await phone.fill('[aria-label="一段话的提要"]', '我的提要');
    await save('同事的提要');
    await phone.tap('发布提示');
    await phone.waitForText('这份提示已被改过');
    expect(await intro()).toBe('同事的提要');
    await phone.tap('用我的发布');
    await phone.tap('再点一次：用我的发布');
    await phone.waitForText('写新提示');
    expect(await intro()).toBe('我的提要');
    await phone.close();
  });
});

onBothBuilds('an operator', { prepare: furnish, variables: { CALL_NUMBERS: 'on' } }, (scene) => {
  const take = () => scene.takePhone({ openid: OPERATOR });

  it('sees how it goes for all agencies and for one', async () => {
    const phone = await take();
    await phone.open('/pages/desk/numbers');
    await phone.waitForText('全部机构');
    await phone.waitForText('全站');
    await phone.resetCounters();
    await phone.choose('.picked-line', 2);
    await phone.waitForText('示例二');
    await phone.waitForText('全站');
    const asked = phone.calls.filter(({ action }) => action === 'getNumbers').map(({ input }) => input);
    expect(asked).toEqual([{ agencyId: 'two' }]);
    await phone.close();
  });

  it('is told where a figure is a lower bound', async () => {
    const askedAt = new Date(NOW.getTime() - 100 * 3_600_000).toISOString();
    await insertMany(scene.world.cloud.database, 'inquiries', { from: 0, to: 1001 }, (at) => ({
      ...{ _id: `many-${at}`, openid: 'asks-much', kind: 'question', text: '问', pictures: [], state: 'waiting' },
      ...{ askedAt, key: `${askedAt}~many-${at}` },
    }));
    const phone = await take();
    await phone.open('/pages/desk/numbers');
    await phone.waitForText('超时未答');
    const figures = (await phone.texts('.figure')).map((text) => text.replace(/\s/g, ''));
    expect(figures).toEqual(expect.arrayContaining(['1000+待答', '1000+超时未答', '0已答']));
    await phone.close();
  });

  it('adds a road feed, is told what it lacks, and pauses and resumes one', async () => {
    const phone = await take();
    const field = '[aria-label^="加一个路况源"]';
    const feed = { id: `added-${scene.build}`, name: '示例 新路况源', format: 'open511' };
    await phone.open('/pages/desk/feeds');
    await phone.fill(field, JSON.stringify({ ...feed, format: 'fax' }));
    await phone.tap('检查并保存');
    await phone.waitForText('format');
    await phone.fill(field, JSON.stringify({ ...feed, url: 'https://roads.example/events' }));
    await phone.tap('检查并保存');
    await phone.waitForText('示例 新路况源');
    await phone.tap('暂停');
    await phone.tap('再点一次：暂停');
    await phone.waitForText('已暂停');
    await phone.tap('恢复');
    await expect.poll(() => phone.text()).not.toContain('已暂停');
    await phone.close();
  });

  describe('sees what is wrong', () => {
    it('before anybody has looked, and when the watch has', async () => {
      const { cloud, clock } = scene.world;
      const phone = await take();
      await phone.open('/pages/desk/health');
      await phone.waitForText('巡检没有按时运行');
      for (let call = 0; call < 3; call += 1) await scene.world.ask('news', 'listPosts', {});
      clock.advance(6 * 60_000);
      await scene.world.ask('news', 'listPosts', {});
      await cloud.timers.runNow('jobs', 'watch');
      await phone.setNow(new Date(clock.now()));
      await phone.open('/pages/desk/health');
      await phone.waitForText('路况源“不出声的路况源”晚到');
      const text = await phone.text();
      expect(text).toContain('未配置告警机器人');
      expect(text).toContain('news.listPosts');
      expect(text).toMatch(/\d+ 次 · 无失败/);
      await phone.tap('10% 的手机');
      await phone.waitForText('现为 10%');
      await phone.close();
    });

    it('and who did what, in Chinese', async () => {
      const phone = await take();
      await phone.open('/pages/desk/audit');
      await phone.waitForText('保存路况源');
      expect(await phone.text()).toContain('保存法规');
      const ofAll = await phone.count('.desk-row');
      await phone.tap('保存法规');
      await phone.tap('只看');
      await phone.waitForText('看全部');
      const ofOne = await phone.texts('.desk-row__title');
      expect(ofOne.length).toBeGreaterThan(0);
      expect(new Set(ofOne.map((title) => title.split(' · ')[0])).size).toBe(1);
      await phone.tap('看全部');
      expect(await phone.count('.desk-row')).toBe(ofAll);
      await phone.close();
    });
  });
});
