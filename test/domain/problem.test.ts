import { describe, expect, it } from 'vitest';
import { afterTelling, composeTelling, lookAgain, type ProblemDocument, whatToTell } from '#domain/problem';

const START = Date.parse('2026-11-23T00:30:00.000Z');
const LATE = { key: 'feed:roads:he', says: '路况源“河北高速”晚到' };

/** Looks around at these minutes, where the problem is seen or isn't, with a webhook that takes everything. @returns what was told when */
function tellings(looks: readonly [minute: number, isSeen: boolean][]): string[] {
  let known: ProblemDocument[] = [];
  const told: string[] = [];
  for (const [minute, isSeen] of looks) {
    const now = new Date(START + minute * 60_000);
    known = lookAgain(known, isSeen ? [LATE] : [], now);
    const { stands, over } = whatToTell(known, now);
    known = known.map((one) => ([...stands, ...over].includes(one) ? afterTelling(one, now) : one));
    if (stands.length > 0) told.push(`${minute} stands`);
    if (over.length > 0) told.push(`${minute} over`);
  }
  return told;
}

const every5 = (from: number, to: number, isSeen: boolean) =>
  Array.from({ length: (to - from) / 5 }, (_, at): [number, boolean] => [from + at * 5, isSeen]);

describe('a problem', () => {
  it('is told once, then after one hour, four, twelve, and once a day', () => {
    expect(tellings(every5(0, 3 * 24 * 60, true))).toEqual([
      ...['0 stands', '60 stands', '300 stands', '1020 stands', '2460 stands', '3900 stands'],
    ]);
  });

  it('that is gone is told once more, when it has stayed away for ten minutes', () => {
    expect(tellings([...every5(0, 20, true), ...every5(20, 400, false)])).toEqual(['0 stands', '30 over']);
  });

  it('that is not seen for a moment is not over', () => {
    expect(tellings([[0, true], [5, false], ...every5(10, 60, true)])).toEqual(['0 stands']);
  });

  it('that comes back soon is the old one, and is told when that would have been', () => {
    const looks = [...every5(0, 10, true), ...every5(10, 40, false), ...every5(40, 100, true)];
    expect(tellings(looks)).toEqual(['0 stands', '20 over', '60 stands']);
  });

  it('that comes back after two hours is a new one', () => {
    const looks = [...every5(0, 10, true), ...every5(10, 200, false), ...every5(200, 210, true)];
    expect(tellings(looks)).toEqual(['0 stands', '20 over', '200 stands']);
  });

  it('nobody was told of goes without a word', () => {
    const now = new Date(START);
    const [problem] = lookAgain([], [LATE], now);
    const later = new Date(START + 20 * 60_000);
    const gone = lookAgain(lookAgain(problem ? [problem] : [], [], now), [], later);
    expect(whatToTell(gone, later)).toEqual({ stands: [], over: [] });
    expect(lookAgain(gone, [], new Date(START + 200 * 60_000))).toEqual([]);
  });
});

describe('a message', () => {
  const many = Array.from({ length: 200 }, (_, at) => ({ key: `feed:roads:${at}`, says: `路况源“第${at}路”晚到` }));
  const documents = lookAgain([], many, new Date(START));

  it('names what is wrong, and leads on', () => {
    expect(composeTelling({ stands: documents.slice(0, 1), over: [] })).toBe(
      '【交通安全微发布】1 处异常\n· 路况源“第0路”晚到\n详见工作台“运行状况”',
    );
  });

  it('is short enough for every robot, and says how much it leaves out', () => {
    const text = composeTelling({ stands: documents, over: [] });
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(2048);
    const told = text.split('\n').length - 2;
    expect(told).toBeGreaterThan(30);
    expect(text).toContain(`另有 ${200 - told} 处`);
  });

  it('says for how long it was', () => {
    const over = documents.slice(0, 1).map((one) => ({ ...one, goneSince: '2026-11-23T01:05:00.000Z' }));
    expect(composeTelling({ stands: [], over })).toContain('1 处不再出现\n· 已过去：路况源“第0路”晚到（持续 35 分钟）');
  });
});
