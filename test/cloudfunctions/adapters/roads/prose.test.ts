import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readNotice } from '#functions/adapters/roads/prose';
import { FIELDS, type LabelledNotice, scoreNotices } from './prose-score.ts';

const { expressways: roads } = JSON.parse(
  readFileSync(new URL('../../../../content/roads/expressways.json', import.meta.url), 'utf8'),
);
const { notices, now }: { notices: LabelledNotice[]; now: string } = JSON.parse(
  readFileSync(new URL('../../../fixtures/roads/notices.json', import.meta.url), 'utf8'),
);

const read = (text: string) => readNotice(text, { now, roads });

describe('reading a notice', () => {
  it('gives road, direction, stake, what happened and how it flows', () => {
    expect(read('泉南高速柳州往南宁方向K1436处发生3小车追尾事故，交警已到现场，该路段车流通行缓慢。')).toMatchObject([
      {
        type: 'accident',
        subtypes: expect.arrayContaining(['rear-end']),
        effect: { traffic: 'slow', vehiclesInvolved: 3 },
        road: {
          code: 'G72',
          name: '泉南高速',
          directionText: '柳州往南宁方向',
          stake: { from: 1_436_000, to: 1_436_000 },
        },
      },
    ]);
  });

  it('adds what follows without a place to the event before it', () => {
    const [draft, ...others] = read('沪昆高速K1120处货车侧翻。受事故影响，车辆排队3公里。请从新余收费站绕行。');
    expect(others).toEqual([]);
    expect(draft).toMatchObject({
      type: 'accident',
      effect: { traffic: 'congested', queueMetres: 3000 },
      detour: { texts: [{ text: '请从新余收费站绕行' }] },
    });
  });

  it('does not report what a notice denies', () => {
    expect(read('沪昆高速K1120车多缓行，未接报有事故发生。')).toMatchObject([{ type: 'congestion' }]);
  });

  it('does not take a distance, a speed or a queue for a stake', () => {
    const [draft] = read('京港澳高速武汉方向距孝感收费站1公里处车辆排队5公里，限速60公里/小时。');
    expect(draft?.road?.stake).toBeUndefined();
  });

  it('gives nothing for words that report nothing', () => {
    expect(read('')).toEqual([]);
    expect(read('交警提醒您：系好安全带，平安到家。')).toEqual([]);
  });

  it('reads times of day in Beijing, over midnight and in words', () => {
    const [draft] = read('G2京沪高速K1150今晚10点半至次日6时占用一条车道施工。');
    expect(draft).toMatchObject({
      start: '2026-07-01T14:30:00.000Z',
      end: '2026-07-01T22:00:00.000Z',
      status: 'planned',
    });
  });
});

describe('precision and recall on notices of our own', () => {
  it('has at least sixty notices, a third of them never used to write the rules', () => {
    expect(notices.length).toBeGreaterThanOrEqual(60);
    expect(notices.filter(({ set }) => set === 'held-out').length).toBeGreaterThanOrEqual(20);
  });

  it('tells roads with a letter behind their number, what is still to come, and as of when a notice speaks', () => {
    expect(read('G15W常台高速往台州方向K72+800两小车追尾')).toMatchObject([
      { road: { code: 'G15W', directionText: '往台州方向' } },
    ]);
    expect(read('沪昆高速K1120处事故，预计18时恢复通行，解除时间另行公告。')).toMatchObject([{ status: 'active' }]);
    const [first, second] = read('截至7月1日9时，因暴雨封闭路段：1、沪渝高速K10双向封闭；2、安来高速K20双向封闭。');
    expect([first, second]).toMatchObject([
      { type: 'weather', road: { code: 'G50' } },
      { type: 'weather', road: { code: 'G6911' } },
    ]);
    expect(first?.start).toBeUndefined();
  });

  it('makes a draft for each of the roads that share what is said', () => {
    expect(read('G65W延西高速、G70福银高速彬州段受雷雨大风影响限速80公里/小时')).toMatchObject([
      { type: 'weather', road: { code: 'G65W' }, restrictions: [{ kind: 'speed', limit: 80 }] },
      { type: 'weather', road: { code: 'G70' }, place: '彬州段' },
    ]);
    const [draft, ...others] = read('京新高速K20处发生事故，请绕行G6京藏高速、G5京昆高速。');
    expect(draft).toMatchObject({
      type: 'accident',
      detour: { texts: [{ text: expect.stringContaining('京昆高速') }] },
    });
    expect(others).toEqual([]);
  });

  it('reports them by field as they are measured', () => {
    const table = readFileSync(new URL('../../../../docs/road-notices.md', import.meta.url), 'utf8');
    const [development, heldOut] = (['development', 'held-out'] as const).map(
      (set) =>
        scoreNotices(
          notices.filter((notice) => notice.set === set),
          roads,
          now,
        ).fields,
    );
    for (const field of FIELDS) {
      const row = table.split('\n').find((line) => line.startsWith(`| ${field} |`));
      const measured = [development?.[field], heldOut?.[field]].flatMap((score) =>
        score ? [score.precision.toFixed(2), score.recall.toFixed(2), String(score.labelled)] : [],
      );
      expect(
        row
          ?.split('|')
          .slice(3, 9)
          .map((cell) => cell.trim()),
        field,
      ).toEqual(measured);
    }
  });

  /** Places are named in more ways than any rule knows. */
  const allowed = (field: string, floor: number) => (field === 'place' ? Math.min(floor, 0.9) : floor);

  /** Floors a little under what was measured when this was written, so that a change that reads worse is seen. */
  it.each([
    ['development', 0.95, 0.95],
    ['held-out', 0.9, 0.8],
  ] as const)('reads the %s notices', (set, precision, recall) => {
    const score = scoreNotices(
      notices.filter((notice) => notice.set === set),
      roads,
      now,
    );
    for (const field of FIELDS) {
      expect(
        score.fields[field].precision,
        `precision of ${field}\n${score.mistakes.join('\n')}`,
      ).toBeGreaterThanOrEqual(allowed(field, precision));
      expect(score.fields[field].recall, `recall of ${field}\n${score.mistakes.join('\n')}`).toBeGreaterThanOrEqual(
        allowed(field, recall),
      );
    }
  });
});

const SAMPLES = new URL('../../../../../shared/samples/roads/chinese-text/', import.meta.url);

describe.skipIf(!existsSync(SAMPLES))('notices as police wrote them', () => {
  const sample = (name: string) => read(readFileSync(new URL(name, SAMPLES), 'utf8'));

  it('reads the microblog of a brigade: road, section, direction, cause and way round', () => {
    expect(sample('hubei_weibo_2017-02-12.txt')).toMatchObject([
      {
        type: 'congestion',
        cause: { type: 'accident' },
        road: { code: 'G4', directionText: '由北至南', direction: 's' },
        place: '东西湖段',
        detour: { texts: [{ text: expect.stringContaining('福银') }] },
      },
    ]);
  });

  it('reads every item of a list, and what is said before it', () => {
    const drafts = sample('liuzhou_2018-02-19.txt');
    expect(drafts.map(({ type, road }) => [type, road?.code, road?.stake?.from])).toEqual([
      ['congestion', 'G72', undefined],
      ['accident', 'G72', undefined],
      ['accident', 'G72', 1_436_000],
      ['congestion', 'G72', 1_467_000],
      ['congestion', 'G72', 1_435_000],
      ['congestion', 'G72', 1_444_000],
      ['control', 'G75', 2_042_000],
    ]);
  });
});
