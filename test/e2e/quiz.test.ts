import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openPreview, type Preview } from './preview.ts';

let preview: Preview;

beforeAll(async () => {
  preview = await openPreview();
});
afterAll(() => preview.close());
afterEach(() => {
  expect(preview.complaints.splice(0), 'the page complained').toEqual([]);
});

const on = (selector: string) => preview.page.locator(selector).locator('visible=true');
const words = (text: string | RegExp) => preview.page.getByText(text).locator('visible=true');

async function openPath(path: string): Promise<void> {
  await preview.page.goto(`${preview.url}/#/${path}`);
  await preview.page.reload();
}

const cut = () => preview.page.route('**/call/**', (route) => route.abort('internetdisconnected'));
const mend = () => preview.page.unroute('**/call/**');

/** What the phone keeps under a key of ours, as Taro's H5 storage has it. */
function kept(key: string): Promise<unknown> {
  return preview.page.evaluate((name) => JSON.parse(localStorage.getItem(name) ?? '{}').data, key);
}

describe('a driver practises in the preview', () => {
  it('the tab shows the chapters of a subject, and those of the other when it is chosen', async () => {
    await openPath('pages/tabs/quiz');
    await words('酒驾与醉驾').waitFor();
    expect(await on('.chapter').count()).toBeGreaterThan(15);
    await words('科目四').click();
    await words('急救常识').or(on('.chapter').first()).first().waitFor();
    await words('科目一').click();
    await words('酒驾与醉驾').waitFor();
  });

  it('a chapter opens with its first question, and an answer shows its reason and its law at once', async () => {
    await words('酒驾与醉驾').click();
    await on('.question__stem').waitFor();
    expect(await on('.reason').count()).toBe(0);
    await on('.option').first().click();
    await on('.reason__verdict').waitFor();
    expect(await on('.reason__verdict').textContent()).toMatch(/^(✓ 答对了|✕ 答错了，正确答案是 [A-D])$/);
    expect(((await on('.reason__text').textContent()) ?? '').length).toBeGreaterThan(10);
    await expect.poll(() => on('.reason__law').first().textContent()).toMatch(/依据：《.+》/);
    expect(await on('.option--right, .option--missing').count()).toBe(1);
  });

  it('an answer can not be changed once its reason was shown', async () => {
    const before = await on('.reason__verdict').textContent();
    await on('.option').nth(1).click();
    expect(await on('.reason__verdict').textContent()).toBe(before);
  });

  it('without a network, a chapter that was downloaded goes on from where the driver stopped, and says of when it is', async () => {
    await words('下一题').click();
    const stem = await on('.question__stem').textContent();
    await cut();
    await preview.page.reload();
    await words(/没有网络，显示 .* 的内容/).waitFor();
    expect(await on('.question__stem').textContent()).toBe(stem);
    await on('.option').first().click();
    await on('.reason__verdict').waitFor();
    // The answer before the cut and this one: neither has reached the cloud yet.
    expect(await kept('quiz-attempts')).toHaveLength(2);
  });

  it('what was answered without a network is sent when there is one again', async () => {
    await mend();
    await words('点此重试').click();
    await expect.poll(() => kept('quiz-attempts')).toEqual([]);
  });

  it('a chapter that was never downloaded says that there is no network', async () => {
    await cut();
    await openPath('pages/quiz/practice?subject=1&mode=chapter&chapter=speed');
    await words('没有网络').waitFor();
    await mend();
    await on('.state__action').click();
    await on('.question__stem').waitFor();
  });

  it('the tab counts what was answered', async () => {
    await openPath('pages/tabs/quiz');
    await expect.poll(() => on('.chapter').filter({ hasText: '酒驾与醉驾' }).textContent()).toMatch(/2\/\d+/);
  });
});

describe('whoever has a keyboard', () => {
  const press = (key: string) => preview.page.keyboard.press(key);

  it('chooses by figures and letters, goes on with Enter and the arrows, and types words where words are asked for', async () => {
    await openPath('pages/quiz/practice?subject=1&mode=in-order');
    await words(/^第 1 题，共/).waitFor();
    await press('1');
    await on('.reason__verdict').waitFor();
    await press('Enter');
    await words(/^第 2 题，共/).waitFor();
    await press('b');
    await on('.reason__verdict').waitFor();
    await press('ArrowRight');
    await words(/^第 3 题，共/).waitFor();
    await press('ArrowLeft');
    await words(/^第 2 题，共/).waitFor();
    await words('题目有误').click();
    await on('.reports__text textarea').click();
    await preview.page.keyboard.type('a1 Enter');
    expect(await on('.reports__text textarea').inputValue()).toBe('a1 Enter');
    await preview.page.goBack();
    await words(/^第 2 题，共/).waitFor();
    expect(await on('.reason__verdict').count()).toBe(0);
  });

  it('answers an exam, and is not answered for by keys pressed on its answer sheet', async () => {
    await openPath('pages/quiz/exam?preset=subject-4');
    await on('.intro__start').click();
    await words('第 1 题，共 50 题').waitFor();
    await press('2');
    await on('.option--chosen').waitFor();
    await press('Enter');
    await words('第 2 题，共 50 题').waitFor();
    await words('答题卡 1/50').click();
    await press('1');
    await words('回到题目').click();
    expect(await on('.option--chosen').count()).toBe(0);
  });
});

describe('a driver takes a mock exam in the preview', () => {
  it('it begins with its rules, then asks the first of a hundred under a running clock', async () => {
    await openPath('pages/quiz/exam?preset=subject-1');
    await words('100 题 · 45 分钟 · 90 分合格').waitFor();
    await on('.intro__start').click();
    await words('第 1 题，共 100 题').waitFor();
    expect(await on('.countdown').textContent()).toMatch(/^4[45]:\d\d$/);
  });

  it('an answer is kept without a network, goes on after a reload, and is saved when the network is back', async () => {
    await cut();
    await on('.option').first().click();
    await on('.option--chosen').waitFor();
    await words('答案已存在手机上').waitFor();
    await preview.page.reload();
    await words('继续上次的考试').click();
    await words('答题卡 1/100').waitFor();
    await mend();
    await expect
      .poll(async () => ((await kept('quiz-exam:subject-1')) as { unsaved: number[] }).unsaved, { timeout: 15_000 })
      .toEqual([]);
  });

  it('it is handed in on purpose only, and shows the score and each miss with its law', async () => {
    await words('答题卡 1/100').click();
    await words('交卷（还有 99 题没答）').click();
    await words('再点一次，确定交卷').click();
    await on('.result__score').waitFor();
    expect(await on('.result__facts').textContent()).toMatch(/答对 [01]\/100 题/);
    expect(await on('.result__miss').count()).toBe(5);
    await expect.poll(() => on('.result__miss .reason__law').first().textContent()).toMatch(/依据：《.+》/);
    await words('再看 5 题').click();
    expect(await on('.result__miss').count()).toBe(10);
    expect(await kept('quiz-exam:subject-1')).toBeUndefined();
  });

  it("the day's five are one exam a day: opened again they show the result", async () => {
    await openPath('pages/quiz/exam?preset=daily-five');
    await on('.intro__start').click();
    await words('第 1 题，共 5 题').waitFor();
    await words('答题卡 0/5').click();
    await words('交卷（还有 5 题没答）').click();
    await words('再点一次，确定交卷').click();
    await on('.result__score').waitFor();
    await preview.page.reload();
    await on('.intro__start').click();
    await on('.result__score').waitFor();
    expect(await words('再考一次').count()).toBe(0);
  });
});
