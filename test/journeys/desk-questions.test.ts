import { expect, it } from 'vitest';
import { onBothBuilds } from './both-builds.ts';
import { EDITOR, type World } from './world.ts';

const STEM = '示例：雨天行车应当怎样做？';
const BANK = `${STEM}{=减速 ~加速 ~急转 ~急刹}`;

type Chapters = { chapters: { name: string; questions: number }[] };

/** What drivers may practise, a minute later: functions know the bank as of that long ago. */
async function practised({ ask, clock }: World): Promise<Chapters['chapters']> {
  clock.advance(61_000);
  const { chapters } = await ask<Chapters>('quiz', 'listChapters', { subject: 1 });
  return chapters.map(({ name, questions }) => ({ name, questions }));
}

onBothBuilds('an editor of the question bank', {}, (scene) => {
  const take = () => scene.takePhone({ openid: EDITOR });
  const field = (label: string) => `[aria-label="${label}"]`;

  it('imports a bank after a dry run, reviews, stops and restores its question, and answers a report', async () => {
    const { world } = scene;
    const phone = await take();
    await phone.open('/pages/desk/bank');
    await phone.fill(field('或粘贴题目'), BANK);
    await phone.fill(field('没写章节的题归入'), '示例章节');
    await phone.fill(field('来源（随题目保存）'), '示例题库');
    await phone.fill(field('授权或许可'), 'CC BY 4.0');
    await phone.tap('试导，看会怎样');
    await phone.waitForText('试导结果（题库没有变化）：新 1');
    await phone.tap('导入');
    await phone.tap('再点一次：导入');
    await phone.waitForText('已导入：新 1');
    expect(await practised(world)).toEqual([]);

    await phone.open('/pages/desk/questions');
    await phone.tap(STEM);
    await phone.waitForText('记录的答案：A');
    const whole = await phone.text();
    for (const part of ['✓ A 减速', 'B 加速', '解析：没有写', '依据：没有注明法规', '示例题库'])
      expect(whole).toContain(part);
    await phone.fill(field('依据或原因'), '已与条例核对');
    await phone.tap('核对无误，发布');
    await phone.waitForText('没有待审的题目');
    expect(await practised(world)).toEqual([{ name: '示例章节', questions: 1 }]);

    const { packs } = (
      await world.ask<{ chapters: { packs: { id: string }[] }[] }>('quiz', 'listChapters', { subject: 1 })
    ).chapters[0] ?? { packs: [] };
    const pack = await world.ask<{ questions: { id: string }[] }>('quiz', 'getPack', { id: packs[0]?.id });
    const report = { questionId: pack.questions[0]?.id, kind: 'unclear', text: '没有说路面' };
    await world.ask('quiz', 'reportQuestion', report, 'driver-1');

    await phone.open('/pages/desk/reports');
    await phone.tap('题意不清');
    await phone.waitForText('记录的答案：A');
    await phone.fill(field('给驾驶人的答复'), '先停用，改好再恢复。');
    await phone.fill(field('依据或原因'), '没有说明路面');
    await phone.tap('停用');
    await phone.tap('再点一次：停用');
    await phone.waitForText('已停用：没有说明路面');
    expect(await practised(world)).toEqual([]);

    // Killed in between: what was begun is there again.
    await phone.open('/pages/desk/reports');
    await phone.tap('题意不清');
    await phone.waitForText('已停用：没有说明路面');
    await phone.tap('已改正');
    await phone.waitForText('没有待处理的纠错');
    const { reports } = await world.ask<{ reports: object[] }>('quiz', 'listReports', {}, 'driver-1');
    expect(reports).toMatchObject([{ state: 'fixed', reply: '先停用，改好再恢复。' }]);

    await phone.open('/pages/desk/questions');
    await phone.tap('已停用');
    await phone.tap(STEM);
    await phone.fill(field('依据或原因'), '已补充');
    await phone.tap('核对无误，恢复');
    await phone.waitForText('没有停用的题目');
    expect(await practised(world)).toEqual([{ name: '示例章节', questions: 1 }]);
    await phone.close();
  });

  it('imports a bank of many questions part by part, and is told what became of all of them', async () => {
    const phone = await take();
    const many = Array.from({ length: 35 }, (_, at) => `示例路口第${at}种情形应当{=减速 ~加速 ~急转 ~急刹}`);
    await phone.open('/pages/desk/bank');
    await phone.fill(field('或粘贴题目'), many.join('\n\n'));
    await phone.fill(field('没写章节的题归入'), '示例的另一章');
    await phone.fill(field('来源（随题目保存）'), '示例题库');
    await phone.fill(field('授权或许可'), 'CC BY 4.0');
    await phone.tap('试导，看会怎样');
    await phone.waitForText('试导结果（题库没有变化）：新 35');
    await phone.resetCounters();
    await phone.tap('导入');
    await phone.tap('再点一次：导入');
    await phone.waitForText('已导入：新 35');
    const parts = phone.calls.filter(({ action }) => action === 'importBankFile').map(({ input }) => input);
    expect(parts).toMatchObject([{ from: 0 }, { from: 30 }]);
    await phone.close();
  });

  it('fits the narrowest screen', async () => {
    const phone = await scene.takePhone({ openid: EDITOR, width: 320, height: 568, theme: 'dark' });
    await phone.open('/pages/desk/questions');
    await phone.waitForText('科四质量');
    expect(await phone.overflow()).toEqual([]);
    await phone.close();
  });
});
