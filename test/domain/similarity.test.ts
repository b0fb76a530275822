import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  isSameNotice,
  listGrams,
  matchRebuttal,
  measureContainment,
  measureJaccard,
  type Notice,
  normalizeText,
} from '#domain/similarity';

interface LabelledPair {
  same: boolean;
  kind: string;
  a: Notice;
  b: Notice;
}

const { pairs } = JSON.parse(readFileSync('test/fixtures/news/labelled-pairs.json', 'utf8')) as {
  pairs: LabelledPair[];
};

describe('normalizeText', () => {
  it('keeps the words and drops what platforms add', () => {
    expect(normalizeText('【Ｇ４封闭】#平安出行# @示例交警 请绕行！[话筒]🚧 http://t.cn/A6xYz01 网页链接')).toBe(
      'g4封闭请绕行',
    );
  });
});

describe('n-grams', () => {
  it('count characters, not halves of surrogate pairs', () => {
    expect([...listGrams('𠮷野家', 2)]).toEqual(['𠮷野', '野家']);
  });

  it('measure what is contained and what is shared', () => {
    const [part, whole] = [listGrams('封闭施工', 2), listGrams('全封闭施工段', 2)];
    expect(measureContainment(part, whole)).toBe(1);
    expect(measureContainment(new Set(), whole)).toBe(0);
    expect(measureJaccard(part, whole)).toBeCloseTo(3 / 5);
  });
});

describe('isSameNotice on the labelled pairs', () => {
  const results = pairs.map((pair) => ({ ...pair, found: isSameNotice(pair.a, pair.b).same }));

  it('has at least 60 pairs that are the same and 120 that are not', () => {
    expect(pairs.filter(({ same }) => same).length).toBeGreaterThanOrEqual(60);
    expect(pairs.filter(({ same }) => !same).length).toBeGreaterThanOrEqual(120);
  });

  it('never takes another notice for the same', () => {
    const wrong = results.filter(({ same, found }) => found && !same).map(({ kind, a }) => `${a.title}: ${kind}`);
    expect(wrong).toEqual([]);
  });

  it('finds more than four of five that are the same', () => {
    const same = results.filter((result) => result.same);
    const recall = same.filter(({ found }) => found).length / same.length;
    console.info(`recall ${recall.toFixed(3)} at precision 1 on ${pairs.length} pairs`);
    expect(recall).toBeGreaterThan(0.8);
  });

  it('does not depend on the order', () => {
    for (const { a, b } of pairs) expect(isSameNotice(b, a)).toEqual(isSameNotice(a, b));
  });
});

describe('isSameNotice', () => {
  const notice: Notice = {
    title: '北环隧道夜间检修',
    text: '北环隧道今晚23时至明日5时检修风机，由东向西封闭，请经环山公路绕行，隧道内禁止停车掉头。',
    publishedAt: '2026-11-23T06:00:00.000Z',
  };

  it('takes the same words a month later for the next notice', () => {
    expect(isSameNotice(notice, { ...notice, publishedAt: '2026-11-24T06:00:00.000Z' }).same).toBe(true);
    expect(isSameNotice(notice, { ...notice, publishedAt: '2026-12-23T06:00:00.000Z' }).same).toBe(false);
  });

  it('takes nothing for nothing', () => {
    expect(isSameNotice({ title: '', text: '' }, { title: '', text: '' })).toEqual({ same: false, score: 0 });
  });

  it('takes any text for the same as itself, and no share for more than all', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 60 }),
        fc.string({ unit: 'grapheme', maxLength: 60 }),
        (a, b) => {
          const { score } = isSameNotice({ title: a, text: b }, { title: b, text: a });
          expect(score).toBeGreaterThanOrEqual(0);
          expect(score).toBeLessThanOrEqual(1);
        },
      ),
    );
  });

  it('compares two articles of 20,000 characters in little time', () => {
    const text = Array.from({ length: 2000 }, (_, index) => `第${index}段封闭施工，`).join('');
    const started = performance.now();
    isSameNotice({ title: '甲', text }, { title: '乙', text: text.replaceAll('封闭', '开放') });
    expect(performance.now() - started).toBeLessThan(10_000);
  });
});

describe('matchRebuttal', () => {
  const rebuttals = [
    {
      id: 'seat-belt',
      title: '辟谣：“副驾驶不系安全带扣3分”不实',
      text: '朋友圈流传“12月起副驾驶不系安全带，驾驶人扣3分罚200元”。经核实，该消息不实：乘车人未系安全带，处罚的是乘车人，不记分。',
    },
    {
      id: 'paper-licence',
      title: '网传“驾照没带在身上一律拘留”？假的',
      text: '未随车携带驾驶证的，处警告或者二十元以上二百元以下罚款；出示电子驾驶证即可，不存在拘留。',
    },
    {
      id: 'inspection',
      title: '“六年内新车不用年检也不用领标志”说法不准确',
      text: '六年内的非营运小型客车免上线检测，但每两年要申领检验标志，可以在交管12123办理电子凭证。',
    },
  ];

  it('finds the rebuttal of a rumour that came back in other words', () => {
    const [match] = matchRebuttal(
      '紧急通知！！！从12月起，副驾驶不系安全带，驾驶人要扣3分，还要罚200元，转给开车的朋友',
      rebuttals,
    );
    expect(match).toMatchObject({ id: 'seat-belt', why: expect.stringContaining('副驾驶不系安全带') });
    expect(match?.score).toBeGreaterThan(0.5);
  });

  it('finds it for a short question', () => {
    expect(matchRebuttal('副驾驶不系安全带扣3分吗', rebuttals).map(({ id }) => id)).toEqual(['seat-belt']);
    expect(matchRebuttal('驾照没带在身上会拘留？', rebuttals).map(({ id }) => id)).toEqual(['paper-licence']);
  });

  it('finds nothing for another claim on the same subject', () => {
    for (const claim of [
      '安全带扣要定期清洁，卡滞的到维修店更换',
      '明年起小型客车驾驶人体检改在社区医院',
      '驾驶证丢了怎么补办',
      '高速公路上新增了一批区间测速点位',
      '新车上牌可以自己选号吗',
      '',
      '转发',
    ]) {
      expect(matchRebuttal(claim, rebuttals), claim).toEqual([]);
    }
  });
});
