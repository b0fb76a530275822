import { describe, expect, it } from 'vitest';
import type { PackQuestion } from '#contract/quiz';
import { readContent } from '../../scripts/check-content/read.ts';
import { readOwnQuestions } from '../../scripts/import-bank.ts';
import { onBothBuilds, type Scene } from './both-builds.ts';
import { NOW } from './now.ts';
import type { Phone } from './phone.ts';
import { EDITOR, samplePost, type World } from './world.ts';

const DAY = 86_400_000;

/** Right options by what a driver sees of a question: its words and its options. */
const keys = new Map<string, number[]>();

const plain = (text: string) => text.replace(/^\s*(单选题|多选题|判断题)/, '').replace(/\s+/g, '');

async function learnKeys(world: World): Promise<void> {
  for (const subject of [1, 4]) {
    type Chapters = { chapters: { packs: { id: string }[] }[] };
    const { chapters } = await world.ask<Chapters>('quiz', 'listChapters', { subject });
    for (const { id } of chapters.flatMap(({ packs }) => packs)) {
      const { questions } = await world.ask<{ questions: PackQuestion[] }>('quiz', 'getPack', { id });
      for (const { stem, options, correct } of questions) {
        keys.set([stem, ...options.map(({ text }) => text)].map(plain).join('|'), correct);
      }
    }
  }
}

/** Taps the right option, or another one, of the question that the phone shows. */
async function choose(phone: Phone, right: boolean): Promise<void> {
  const [stem = ''] = await phone.texts('.question__stem');
  const options = await phone.texts('.option__text');
  const correct = keys.get([stem, ...options].map(plain).join('|'));
  if (correct === undefined) throw new Error(`no key for ${stem}`);
  const wanted = options.findIndex((_, index) => correct.includes(index) === right);
  await phone.tap(`[aria-label^="${String.fromCharCode(65 + wanted)}，"]`);
}

/** Answers in practice, and goes on. */
async function practise(phone: Phone, answers: readonly boolean[]): Promise<void> {
  for (const right of answers) {
    await choose(phone, right);
    await phone.tap((await phone.text()).includes('下一题') ? '下一题' : '看看结果');
  }
}

async function attemptsOf(world: World, openid: string): Promise<number[]> {
  const { progress } = await world.ask<{ progress: { attempts: number }[] }>('quiz', 'getProgress', {}, openid);
  return progress.map(({ attempts }) => attempts);
}

/** A part of our own bank: as much as the exams need, without the signs. */
const CHAPTERS = ['accident', 'alcohol', 'speed', 'city'];

const prepare = async (world: World) => {
  const { content } = await readContent();
  for (let at = 0; at < content.laws.length; at += 20) {
    await world.ask('desk', 'saveLaws', { laws: content.laws.slice(at, at + 20) }, EDITOR);
  }
  const bank = (await readOwnQuestions()).filter(
    ({ draft }) => CHAPTERS.includes(draft.chapter.id) && draft.picture === undefined,
  );
  for (let at = 0; at < bank.length; at += 50) {
    await world.ask('desk', 'importQuestions', { mode: 'import', questions: bank.slice(at, at + 50) }, EDITOR);
  }
  await learnKeys(world);
  const laws = [{ law: 'road-traffic-safety-law', article: '第九十一条' }];
  await world.publish(samplePost(1, { title: '示例 酒驾案例通报', laws }));
};

onBothBuilds('a driver learns', { prepare }, (scene: Scene) => {
  const as = (openid: string) => scene.takePhone({ openid });

  describe('practice', () => {
    it('goes through the bank in order, keeps favourites and mistakes, and reads out what the law says', async () => {
      const { phone } = scene;
      await phone.open('/pages/quiz/practice?subject=1&mode=in-order');
      await choose(phone, false);
      expect(await phone.text()).toContain('✕ 答错了，正确答案是');
      await phone.tap('☆ 收藏');
      await phone.tap('下一题');
      await practise(phone, [true]);
      expect(await phone.text()).toContain('答对 1/2');
      await phone.open('/pages/quiz/practice?subject=1&mode=favourites');
      expect(await phone.text()).toContain('第 1 题，共 1 题');
      await phone.open('/pages/quiz/practice?subject=1&mode=mistakes');
      expect(await phone.text()).toContain('第 1 题，共 1 题');
      await phone.open('/pages/quiz/practice?subject=1&mode=most-missed');
      expect(await phone.text()).toContain('还没有易错题');
      // Another phone of the same driver has the favourite and the mistake, too.
      const other = await as('driver-1');
      await other.open('/pages/quiz/practice?subject=1&mode=in-order');
      await other.open('/pages/quiz/practice?subject=1&mode=favourites');
      expect(await other.text()).toContain('第 1 题，共 1 题');
      await other.close();
    });

    it('without a network counts once each what two phones of one driver answered', async () => {
      const one = await as('traveller');
      const two = await as('traveller');
      for (const phone of [one, two]) await phone.open('/pages/quiz/practice?subject=1&mode=chapter&chapter=alcohol');
      await one.offline(true);
      await practise(one, [true, false, true]);
      await practise(two, [true, true]);
      expect(await one.storage()).toMatchObject({ 'quiz-attempts': [{}, {}, {}] });
      await one.offline(false);
      for (const phone of [one, two]) await phone.open('/pages/quiz/practice?subject=1&mode=mistakes');
      expect((await attemptsOf(scene.world, 'traveller')).sort()).toEqual([1, 2, 2]);
      expect(await one.storage()).toMatchObject({ 'quiz-attempts': [] });
      for (const phone of [one, two]) await phone.close();
    });

    it('offers an article its three questions, and a question its law and the latest cases', async () => {
      const { phone } = scene;
      const laws = encodeURIComponent('road-traffic-safety-law:第九十一条');
      await phone.open(`/pages/quiz/related?laws=${laws}`);
      expect(await phone.text()).toContain('第 1 题，共 3 题');
      await choose(phone, true);
      await phone.tap('法条与案例');
      expect(await phone.page()).toMatchObject({ route: 'pages/quiz/question' });
      await choose(phone, true);
      const text = await phone.text();
      expect(text).toContain('《中华人民共和国道路交通安全法》第九十一条');
      expect(text).toContain('示例 酒驾案例通报');
      await phone.tap('查看条文与全部解读');
      expect(await phone.page()).toMatchObject({
        route: 'pages/news/law-article',
        query: { law: 'road-traffic-safety-law' },
      });
      await phone.open('/pages/quiz/related?chapters=none');
      expect(await phone.text()).toContain('没有相关的题目');
    });
  });

  describe('review', () => {
    it('brings mistakes back the next day, with an honest forecast and a streak', async () => {
      const phone = await as('reviewer');
      await phone.open('/pages/quiz/practice?subject=1&mode=chapter&chapter=speed');
      await practise(phone, [false, false, true]);
      await phone.open('/pages/quiz/review?subject=1');
      const today = await phone.text();
      expect(today).toContain('题到期，今天不用复习');
      expect(today).toContain('连续练习 1 天');
      expect(await phone.texts('.review__due')).toEqual(['0', '2', '0', '0', '0', '0', '0']);

      scene.world.clock.advance(DAY);
      await phone.setNow(new Date(NOW.getTime() + DAY));
      await phone.open('/pages/tabs/quiz');
      expect(await phone.text()).toContain('2 题今天到期');
      await phone.tap('今日复习');
      expect(await phone.texts('.review__number')).toEqual(['2']);
      expect(await phone.text()).toContain('今天还没练');
      await phone.tap('开始复习');
      await practise(phone, [true, false]);
      expect(await phone.text()).toContain('这一组复习完了');
      await phone.back();
      expect(await phone.texts('.review__number')).toEqual(['0']);
      expect(await phone.text()).toContain('连续练习 2 天');
      const due = (await phone.texts('.review__due')).map(Number);
      // What was missed again is back tomorrow; what was known is further off, and may lie beyond the week.
      expect(due[1]).toBe(1);
      await phone.close();
    });
  });

  describe('学法减分', () => {
    it('asks one at a time, goes on after a kill, a tunnel and a bell, and ends with the third miss', async () => {
      const phone = await as('reducer');
      await phone.open('/pages/quiz/exam?preset=points-reduction');
      expect(await phone.text()).toContain('20 题 · 每题 60 秒 · 错满 3 题即结束');
      await phone.tap('开始');
      await choose(phone, true);
      await phone.tap('确定，不能再改');
      expect(await phone.text()).toContain('第 2 题，共 20 题');

      await phone.open('/pages/quiz/exam?preset=points-reduction');
      await phone.tap('继续上次的考试');
      expect(await phone.text()).toContain('第 2 题，共 20 题');

      await phone.offline(true);
      await choose(phone, false);
      await phone.tap('确定，不能再改');
      expect(await phone.text()).toContain('没有网络，正在重新提交这一题');
      await phone.offline(false);
      await phone.waitForText('第 3 题，共 20 题');

      // The bell of the third question: nothing was chosen, which is a miss.
      scene.world.clock.advance(61_000);
      await phone.setNow(new Date(NOW.getTime() + 120_000));
      await phone.waitForText('第 4 题，共 20 题');
      await choose(phone, false);
      await phone.tap('确定，不能再改');
      await phone.waitForText('错题达到上限');
      const text = await phone.text();
      expect(text).toContain('答对 1/20 题');
      expect(text).toContain('没有答对的 19 题');
      await phone.tap('.reason__law');
      const { route, query } = await phone.page();
      expect(route).toBe('pages/news/law-article');
      expect(query).toHaveProperty('law');
      expect(query).toHaveProperty('article');
      await phone.close();
    });
  });

  it.each([-3, 3])('an exam counts down by the server, on a phone whose clock is %i hours off', async (hours) => {
    const now = new Date(scene.world.clock.now() + hours * 3_600_000);
    const phone = await scene.takePhone({ openid: `skewed-${hours}`, now });
    await phone.open('/pages/quiz/exam?preset=points-reduction');
    await phone.tap('开始');
    expect((await phone.texts('.countdown'))[0]).toMatch(/^(01:00|00:5\d)$/);
    await choose(phone, true);
    await phone.tap('确定，不能再改');
    expect(await phone.text()).toContain('第 2 题，共 20 题');
    await phone.close();
  });

  describe('among friends', () => {
    const sitDaily = async (phone: Phone, right: number) => {
      for (let at = 0; at < 5; at++) {
        await choose(phone, at < right);
        await phone.tap(at < 4 ? '下一题' : '检查并交卷');
      }
      await phone.tap('交卷');
      await phone.tap('再点一次，确定交卷');
    };

    it('a challenge has the same questions for both, once each, and both see who did better', async () => {
      const anna = await as('anna');
      await anna.open('/pages/quiz/player');
      await anna.choose('[aria-label^="前半"]', 0);
      await anna.choose('[aria-label^="后半"]', 0);
      await anna.tap('就用这个');
      await anna.open('/pages/quiz/exam?preset=daily-five');
      await anna.tap('开始');
      await sitDaily(anna, 3);
      expect(await anna.texts('.result__score')).toEqual(['60']);
      await anna.tap('挑战好友');
      expect(await anna.text()).toContain('我发起的挑战');
      const { query } = await anna.page();

      const bert = await as('bert');
      await bert.open(`/pages/quiz/challenge?id=${query.id}`);
      expect(await bert.text()).toContain('稳稳的老司机向您挑战');
      await bert.tap('选择或更换我的昵称');
      await bert.choose('[aria-label^="前半"]', 2);
      await bert.choose('[aria-label^="后半"]', 1);
      await bert.tap('就用这个');
      await bert.tap('接受挑战');
      expect(await bert.text()).toContain('和对方同样的题，只能答一次');
      await bert.tap('开始');
      await sitDaily(bert, 5);
      expect(await bert.texts('.result__score')).toEqual(['100']);
      await bert.tap('挑战榜');
      expect(await bert.texts('.challenge__name')).toEqual(['礼让的新司机', '稳稳的老司机']);

      await anna.open('/pages/quiz/ranking');
      expect(await anna.text()).toContain('第 2 名，共 2 人');
      await anna.tap('好友');
      expect(await anna.texts('.ranking__name')).toEqual(['礼让的新司机', '稳稳的老司机（我）']);
      await anna.tap('本省');
      expect(await anna.text()).toContain('还没有人上榜');
      await anna.open('/pages/quiz/records');
      await anna.tap('.records__exam');
      expect(await anna.texts('.result__score')).toEqual(['60']);
      await anna.close();
      await bert.close();
    });
  });

  describe('a question that is wrong', () => {
    it('is reported, and its reporter sees what became of it', async () => {
      const { phone, world } = scene;
      await phone.open('/pages/quiz/practice?subject=4&mode=in-order');
      await phone.tap('题目有误');
      await phone.tap('题意不清');
      await phone.fill('.reports__text', '示例：没有说明天气。');
      await phone.tap('提交');
      await phone.waitForText('已收到');
      expect(await phone.texts('.reports__state')).toEqual(['待处理']);
      const { reports } = await world.ask<{ reports: { id: string }[] }>('desk', 'listQuestionReports', {}, EDITOR);
      const answer = { id: reports[0]?.id, state: 'fixed', reply: '题干已补充天气。' };
      await world.ask('desk', 'answerQuestionReport', answer, EDITOR);
      await phone.open('/pages/quiz/reports');
      const text = await phone.text();
      expect(text).toContain('已修正');
      expect(text).toContain('编辑回复：题干已补充天气。');
    });
  });

  it.each(['review', 'records', 'ranking', 'player', 'reports', 'related', 'exam?preset=points-reduction'])(
    '%s stays within the narrowest screen, at night',
    async (page) => {
      const phone = await scene.takePhone({ width: 320, height: 568, theme: 'dark' });
      await phone.open(`/pages/quiz/${page}`);
      expect(await phone.overflow()).toEqual([]);
      await phone.close();
    },
  );
});
