import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Host } from '../host.ts';
import { openWorld, type TrafficWorld } from '../traffic-world.ts';

const LI = 'editor-li';
const BANK = '雨天行车应当{=减速 ~加速 ~不变 ~停车}';

let world: TrafficWorld;
let phone: Host;

beforeAll(async () => {
  world = await openWorld();
  await world.cloud.grant({ openid: LI, role: 'editor', agencyId: '*', revoke: false });
});
afterAll(() => world.close());
beforeEach(async () => {
  phone = await world.phone({
    openid: LI,
    answers: { file: { name: '题库.txt', base64: Buffer.from(BANK).toString('base64') } },
  });
  await phone.open('/pages/desk/bank');
});
afterEach(() => phone.close());

const REFUSED = '没有允许读取聊天里的文件；把题目粘贴到下面也可以导入';

async function sayWhere(): Promise<void> {
  await phone.fill('[aria-label="没写章节的题归入"]', '杂题');
  await phone.fill('[aria-label="来源（随题目保存）"]', '示例题库');
  await phone.fill('[aria-label="授权或许可"]', 'CC BY 4.0');
}

describe('a question bank out of a chat', () => {
  it('is rehearsed, and then imported', async () => {
    await phone.tap('选择文件');
    expect(await phone.text()).toContain('已选：题库.txt');
    await sayWhere();
    await phone.tap('试导，看会怎样');
    await phone.waitForText('试导结果（题库没有变化）：新 1');
    await phone.tap('导入');
    await phone.tap('再点一次：导入');
    await phone.waitForText('已导入：新 1');
  });

  it('larger than a call carries goes in parts, and is read whole', async () => {
    const question = (at: number) =>
      `${at}. 雨天${'慢行'.repeat(150)}应当{=减速${at} ~加速${at} ~不变${at} ~停车${at}}`;
    const bank = Array.from({ length: 150 }, (_, at) => question(at)).join('\n\n');
    await phone.answer({ file: { name: '大题库.txt', base64: Buffer.from(bank).toString('base64') } });
    await phone.tap('选择文件');
    await sayWhere();
    await phone.tap('试导，看会怎样');
    await phone.waitForText('试导结果（题库没有变化）：新 150');
    const actions = phone.calls.map(({ action }) => action);
    expect(actions.filter((action) => action === 'handInPart').length).toBeGreaterThan(1);
    expect(actions.at(-1)).toBe('importBankFile');
  });

  it('not chosen after all, leaves the page as it was', async () => {
    await phone.answer({ file: 'cancel' });
    await phone.tap('选择文件');
    expect(await phone.text()).toContain('选择文件');
    expect(await phone.count('.desk__notice--bad')).toBe(0);
    expect((await phone.effects()).map(({ api }) => api)).not.toContain('showToast');
  });

  it('that WeChat may not give is said so, with what works without', async () => {
    const careful = await world.phone({ openid: LI, answers: { privacy: 'disagree' } });
    await careful.open('/pages/desk/bank');
    await careful.tap('选择文件');
    await careful.tap('拒绝');
    expect(await careful.text()).toContain(REFUSED);
    await careful.close();
  });

  it('is said to be refused where the account has not declared that it takes files', async () => {
    await phone.answer({ undeclared: ['chooseMessageFile'] });
    await phone.tap('选择文件');
    expect(await phone.text()).toContain(REFUSED);
  });
});
