import { describe, expect, it } from 'vitest';
import {
  composeEvent,
  composeHeadline,
  composeWhere,
  type DutyForm,
  directionsOf,
  emptyForm,
  endOf,
  findGap,
  formOf,
  readStakeText,
  severityOf,
} from '../../../src/features/desk/duty-form.ts';

const NOW = new Date('2026-11-23T00:30:00.000Z');
const closure: DutyForm = {
  ...emptyForm('bj'),
  type: 'accident',
  road: { code: 'G4', name: '京港澳高速', from: '北京', to: '港澳' },
  roadText: 'G4',
  direction: { id: 'decreasing', name: '往北京方向' },
  stakeText: '268',
  state: 'closed',
  until: '120',
};

describe('a duty officer’s form', () => {
  it('says in two lines what was tapped: where, and what', () => {
    expect(composeWhere(closure)).toBe('G4京港澳高速 往北京方向 K268');
    expect(composeHeadline(closure)).toBe('发生事故，道路封闭');
    expect(composeWhere(emptyForm('bj')) + composeHeadline(emptyForm('bj'))).toBe('');
  });

  it('is an event with the end that was chosen, and a severity that follows from the closure', () => {
    expect(composeEvent(closure, NOW)).toMatchObject({
      type: 'accident',
      severity: 'critical',
      headline: composeHeadline(closure),
      road: {
        code: 'G4',
        name: '京港澳高速',
        direction: 'decreasing',
        directionText: '往北京方向',
        stake: { from: 268_000, to: 268_000 },
        state: 'closed',
      },
      end: '2026-11-23T02:30:00.000Z',
      endEstimated: true,
    });
  });

  it('takes the officer’s own words and judgement where there are some', () => {
    const own = { ...closure, headline: ' 三车追尾 ', severity: 'minor' as const };
    expect(composeEvent(own, NOW)).toMatchObject({ headline: '三车追尾', severity: 'minor' });
    expect(severityOf({ ...closure, severity: 'minor' })).toBe('minor');
  });

  it('of an event that stands says its direction as it was said, or in words of ours; never as something it is not', () => {
    const road = { code: 'G4', state: 'closed' as const };
    const shown = (direction: object) => formOf({ road: { ...road, direction: 'n', ...direction } }, 'bj').direction;
    expect(shown({ directionText: '往北京方向' })).toEqual({ id: 'n', name: '往北京方向' });
    expect(shown({})).toEqual({ id: 'n', name: '往北' });
    expect(shown({ direction: 'none' })).toBeUndefined();
  });

  it('asks for what is missing, one thing at a time', () => {
    expect(findGap(emptyForm('bj'))).toBe('请选择发生了什么');
    expect(findGap({ ...emptyForm('bj'), type: 'accident' })).toBe('请填写道路编号或名称');
    expect(findGap({ ...closure, stakeText: '服务区' })).toBe('桩号请写成 268 或 268+500');
    expect(findGap(closure)).toBeUndefined();
  });

  it('takes a road that no list knows by its number or its name', () => {
    const typed = (roadText: string) => composeEvent({ ...closure, road: undefined, roadText }, NOW).road;
    expect(typed('g 4')).toMatchObject({ code: 'G4' });
    expect(typed('318国道')).toMatchObject({ code: 'G318' });
    expect(typed('滨江大道')).toMatchObject({ name: '滨江大道' });
    expect(typed('滨江大道')).not.toHaveProperty('code');
  });

  it('offers both ends of a road it knows, and the way of the stakes of one it doesn’t', () => {
    expect(directionsOf(closure).map(({ name }) => name)).toEqual(['往港澳方向', '往北京方向', '双向']);
    const unknown = directionsOf({ ...closure, road: undefined, direction: { id: 'n', name: '往北' } });
    expect(unknown.map(({ name }) => name)).toEqual(['往北', '桩号增大方向', '桩号减小方向', '双向']);
  });
});

describe('a stake', () => {
  it.each([
    ['268', 268_000, 268_000],
    ['268+500', 268_500, 268_500],
    ['K268+500至K270', 268_500, 270_000],
    ['268-271', 268_000, 271_000],
    [' 268 + 500 ', 268_500, 268_500],
  ])('typed as %s is read', (text, from, to) => {
    expect(readStakeText(text)).toEqual({ from, to });
  });

  it('that is none is not guessed', () => {
    expect(readStakeText('')).toBeUndefined();
    expect(readStakeText('服务区')).toBeUndefined();
  });
});

describe('an end', () => {
  it('is counted from now, to the midnight of China, or open', () => {
    expect(endOf('30', NOW)).toBe('2026-11-23T01:00:00.000Z');
    expect(endOf('midnight', NOW)).toBe('2026-11-23T16:00:00.000Z');
    expect(endOf('midnight', new Date('2026-11-23T16:30:00.000Z'))).toBe('2026-11-24T16:00:00.000Z');
    expect(endOf('open', NOW)).toBeUndefined();
  });
});

describe('the form of an event that stands', () => {
  const event = {
    ...composeEvent(closure, NOW),
    restrictions: [{ kind: 'speed' as const, limit: 60 }],
    detour: '走 G5',
    point: [114.5, 38] as [number, number],
  };

  it('gives the same event when nothing is changed, with what it has no field for', () => {
    const again = composeEvent(formOf(event, 'bj'), new Date(NOW.getTime() + 3_600_000));
    expect(again).toEqual(event);
  });

  it('keeps its end until another one is chosen', () => {
    const later = new Date(NOW.getTime() + 3_600_000);
    expect(composeEvent({ ...formOf(event, 'bj'), until: '60' }, later).end).toBe('2026-11-23T02:30:00.000Z');
    expect(composeEvent({ ...formOf(event, 'bj'), until: 'open' }, later)).not.toHaveProperty('end');
  });

  it('changes what was changed, composed words with it, and leaves the officer’s own', () => {
    const changes = { state: 'some-lanes-closed' as const, severity: undefined };
    expect(composeEvent({ ...formOf(event, 'bj'), ...changes }, NOW)).toMatchObject({
      severity: 'major',
      headline: '发生事故，占用部分车道',
      road: { state: 'some-lanes-closed' },
    });
    const own = { ...event, headline: '三车追尾' };
    expect(composeEvent({ ...formOf(own, 'bj'), ...changes }, NOW).headline).toBe('三车追尾');
  });
});
