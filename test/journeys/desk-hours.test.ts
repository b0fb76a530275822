import { expect, it } from 'vitest';
import { onBothBuilds } from './both-builds.ts';
import { setUpDemoAgency } from './demo-agency.ts';
import { NOW } from './now.ts';
import { EDITOR, samplePost, type World } from './world.ts';

async function furnish(world: World): Promise<void> {
  await setUpDemoAgency(world);
  await world.publish(
    samplePost(1, { title: '示例 绕城高速养护完工，恢复双向通行' }),
    samplePost(2, { title: '示例 春运首日出行提示：雨雾天气请降速控距' }),
  );
}

onBothBuilds('what the desk puts before drivers for a time', { prepare: furnish }, (scene) => {
  const take = () => scene.takePhone({ openid: EDITOR });

  /** Titles of the feed, as a driver who has just come sees them. */
  async function feed(at: Date = NOW): Promise<string[]> {
    const driver = await scene.takePhone({ now: at });
    await driver.open();
    await driver.waitForText('示例 绕城高速');
    const titles = await driver.texts('.post__title');
    await driver.close();
    return titles;
  }

  it('a post that waits for its hour comes out at it, and not before', async () => {
    const title = '示例 大雾红色预警：全市高速公路入口临时关闭';
    const phone = await take();
    await phone.open('/pages/desk/drafts');
    await phone.tap('写新稿');
    await phone.fill('[aria-label="标题"]', title);
    await phone.fill(
      '[aria-label="正文（一行一段）"]',
      '# 管制范围\n受大雾影响，绕城高速、机场高速各入口自今日9时起临时关闭。\n# 出行建议\n请改走国道、省道，开启雾灯并保持车距。',
    );
    await phone.tap('定时发布');
    await phone.choose('[aria-label^="发布时间，日期"]', '2026-11-23');
    await phone.choose('[aria-label^="发布时间，时间"]', '09:00');
    await phone.tap('按此时间发布');
    await phone.waitForText('将于');
    expect(await phone.text()).toContain('09:00 发布');
    await phone.open('/pages/desk/drafts?shelf=due');
    await phone.waitForText(title);
    await phone.close();

    const { clock, cloud } = scene.world;
    clock.set(new Date(NOW.getTime() + 29 * 60_000));
    await cloud.timers.runNow('jobs', 'publishDue');
    expect(await feed()).not.toContain(title);
    const nine = new Date(NOW.getTime() + 30 * 60_000);
    clock.set(nine);
    await cloud.timers.runNow('jobs', 'publishDue');
    expect(await feed(nine)).toContain(title);

    const driver = await scene.takePhone({ now: nine });
    await driver.open();
    await driver.tap(title);
    await driver.waitForText('各入口自今日9时起临时关闭');
    expect(await driver.text()).toContain('2026年11月23日 09:00');
    await driver.close();
  });

  it('a post that is pinned stands at the top, with its sign, until it is not pinned any more', async () => {
    const title = '示例 春运首日出行提示：雨雾天气请降速控距';
    expect((await feed())[0]).not.toBe(title);
    const phone = await take();
    await phone.open('/pages/desk/posts');
    await phone.tap(title);
    await phone.tap('置顶');
    await phone.waitForText('置顶 · ');
    expect((await feed())[0]).toBe(title);
    const driver = await scene.takePhone();
    await driver.open();
    await driver.waitForText(title);
    expect(await driver.texts('.post__pin')).toEqual(['置顶']);
    await driver.close();
    await phone.tap('取消置顶');
    await phone.waitForText('更正');
    await expect.poll(() => phone.text()).not.toContain('置顶 · ');
    expect((await feed())[0]).not.toBe(title);
    await phone.close();
  });

  it('a banner is set at the desk, seen by a driver above the feed and in the hall, changed, and taken away', async () => {
    const words = '示例：受台风影响，今日14时起跨海大桥全线封闭，请改走隧道。';
    const phone = await take();
    await phone.open('/pages/desk/banner');
    await phone.waitForText('现在没有横幅');
    await phone.fill('[aria-label="横幅文字"]', words);
    await phone.tap('显示横幅');
    await phone.tap('再点一次：显示横幅');
    await phone.waitForText('正在显示到');
    expect(await phone.text()).toContain(words);

    // The desk's phone has run on since NOW, and said from when the banner stands.
    const later = new Date(NOW.getTime() + 5 * 60_000);
    const driver = await scene.takePhone({ now: later });
    await driver.open();
    await driver.waitForText(words);
    await driver.open('/pages/news/hall');
    await driver.waitForText(words);

    await phone.fill('[aria-label="改为（读者会重新看到）"]', '示例：跨海大桥已恢复通行，请按限速行驶。');
    await phone.tap('更新横幅');
    await phone.tap('再点一次：更新横幅');
    await phone.waitForText('跨海大桥已恢复通行，请按限速行驶。');
    await driver.open();
    await driver.pullDown();
    await driver.waitForText('跨海大桥已恢复通行');
    expect(await driver.text()).not.toContain(words);

    await phone.tap('撤下横幅');
    await phone.tap('再点一次：撤下横幅');
    await phone.waitForText('现在没有横幅');
    await driver.open();
    await driver.pullDown();
    expect(await driver.text()).not.toContain('跨海大桥');
    await Promise.all([driver.close(), phone.close()]);
  });
});
