import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ActionInput } from '#contract/action';
import type { DeskContract } from '#contract/desk';
import type { RoadsContract } from '#contract/roads';
import { insertMany } from '../../../scripts/measure/many-documents.ts';
import { deliver, ownDocument, ownEvent, saveFeed } from '../../fixtures/road-feeds.ts';
import { startTestCloud, type TestCloud } from '../../test-cloud.ts';

let test: TestCloud;

const AGENCY = { name: '河北交警（示例）', shortName: '河北交警', level: 'province', about: '', accounts: [] } as const;

beforeEach(async () => {
  test = await startTestCloud();
  await test.grant('operator-1', 'operator');
  const agencies = ['heb', 'gx'].map((id, at) => ({
    ...AGENCY,
    id,
    adcode: ['130000', '450000'][at] ?? '130000',
    accounts: [],
  }));
  await test.call<DeskContract, 'saveAgencies'>('desk', 'saveAgencies', { agencies }, 'operator-1');
  await test.grant('officer-heb', 'duty', 'heb');
  await test.grant('officer-gx', 'duty', 'gx');
});
afterEach(() => test.close());

type Form = ActionInput<DeskContract, 'publishEvent'>['event'];

const form = (more: Partial<Form> = {}): Form => ({
  type: 'accident',
  subtypes: ['rear-end'],
  severity: 'major',
  headline: '三车追尾，车道封闭',
  road: {
    code: 'g4',
    name: '京港澳高速',
    direction: 'n',
    directionText: '北京方向',
    stake: { from: 268_000, to: 268_000 },
    state: 'closed',
  },
  detour: '从石家庄北收费站下高速，经 G107 绕行',
  end: '2026-11-23T02:00:00.000Z',
  endEstimated: true,
  point: [114.5, 38],
  ...more,
});
const publish = (openid = 'officer-heb', input: Partial<ActionInput<DeskContract, 'publishEvent'>> = {}) =>
  test.call<DeskContract, 'publishEvent'>(
    'desk',
    'publishEvent',
    { agencyId: 'heb', key: 'k1', event: form(), ...input },
    openid,
  );
const update = (id: string, revision: number, event: Form, openid = 'officer-heb') =>
  test.call<DeskContract, 'updateEvent'>('desk', 'updateEvent', { id, revision, event }, openid);
const close = (id: string, revision: number, openid = 'officer-heb') =>
  test.call<DeskContract, 'closeEvent'>('desk', 'closeEvent', { id, revision }, openid);
const get = (id: string) => test.call<RoadsContract, 'getEvent'>('roads', 'getEvent', { id });
const list = async (input: ActionInput<RoadsContract, 'listEvents'> = {}) =>
  (await test.call<RoadsContract, 'listEvents'>('roads', 'listEvents', input)).events;

describe('an officer', () => {
  it('publishes an event that drivers see at once', async () => {
    const { id, revision } = await publish();
    expect(revision).toBe(1);
    const [event] = await list({ road: 'G4', only: ['full-closures'] });
    expect(event).toMatchObject({
      id,
      what: '三车追尾，车道封闭',
      where: 'G4 京港澳高速 北京方向 K268',
      closed: true,
      estimated: true,
    });
    expect(await get(id)).toMatchObject({
      state: 'in-force',
      publisher: { name: '河北交警（示例）', authority: 'official' },
      severity: { level: 'major', from: 'officer' },
      regions: [{ adcode: '130000' }],
      schedule: { start: '2026-11-23T00:30:00.000Z', end: '2026-11-23T02:00:00.000Z' },
    });
  });

  it('publishes once, however often a bad network repeats the call', async () => {
    const first = await publish();
    expect(await publish()).toEqual(first);
    expect(await list()).toHaveLength(1);
    const { id } = await publish('officer-heb', { key: 'k2' });
    expect(id).not.toBe(first.id);
  });

  it('says it anew, and each version can be read', async () => {
    const { id } = await publish();
    await test.cloud.clock.advance(10 * 60_000);
    expect(await update(id, 1, form({ severity: 'critical', headline: '七车追尾，双向封闭' }))).toEqual({
      id,
      revision: 2,
    });
    expect(await get(id)).toMatchObject({
      revision: 2,
      severity: { level: 'critical' },
      schedule: { start: '2026-11-23T00:30:00.000Z' },
    });
    const { revisions } = await test.call<RoadsContract, 'listRevisions'>('roads', 'listRevisions', { id });
    expect(revisions.map(({ summary, changed, major }) => [summary.what, changed, major])).toEqual([
      ['七车追尾，双向封闭', ['severity', 'texts'], true],
      ['三车追尾，车道封闭', [], false],
    ]);
  });

  it('closes it: a friend’s link says 已恢复 with the time', async () => {
    const { id } = await publish();
    await test.cloud.clock.advance(20 * 60_000);
    await close(id, 1);
    expect(await get(id)).toMatchObject({ state: 'over', endedAt: '2026-11-23T00:50:00.000Z', revision: 2 });
    await expect(update(id, 2, form())).rejects.toThrow('conflict: event');
    expect(
      (await test.call<DeskContract, 'listDutyEvents'>('desk', 'listDutyEvents', { agencyId: 'heb' }, 'officer-heb'))
        .events,
    ).toEqual([]);
  });

  it('gets back what was said, as the form takes it', async () => {
    await publish();
    const { events } = await test.call<DeskContract, 'listDutyEvents'>(
      'desk',
      'listDutyEvents',
      { agencyId: 'heb' },
      'officer-heb',
    );
    const [mine] = events;
    expect(mine).toMatchObject({ revision: 1, event: { ...form(), road: { ...form().road, code: 'G4' } } });
    if (mine === undefined) return;
    const again = await update(mine.id, 1, mine.event);
    expect(again.revision).toBe(2);
    const { revisions } = await test.call<RoadsContract, 'listRevisions'>('roads', 'listRevisions', { id: mine.id });
    expect(revisions[0]?.changed).toEqual([]);
  });

  it('is told where more are open than one list shows', async () => {
    const open = () =>
      test.call<DeskContract, 'listDutyEvents'>('desk', 'listDutyEvents', { agencyId: 'heb' }, 'officer-heb');
    await publish();
    const [one] = test.cloud.database.browse('road-events', { limit: 1, offset: 0 }).documents as { _id: string }[];
    expect((await open()).isPartial).toBe(false);
    await insertMany(test.cloud.database, 'road-events', { from: 0, to: 250 }, (at) => ({ ...one, _id: `more-${at}` }));
    const { events, isPartial } = await open();
    expect(events).toHaveLength(200);
    expect(isPartial).toBe(true);
  });

  it('is told of a colleague who was faster, and overwrites nothing', async () => {
    const { id } = await publish();
    await update(id, 1, form({ headline: '一车道已通' }));
    await expect(update(id, 1, form({ headline: '全部封闭' }))).rejects.toThrow('conflict: event');
    expect((await get(id)).texts[0]?.headline).toBe('一车道已通');
  });

  it('speaks for their own agency only, and not for a feed', async () => {
    await expect(publish('officer-gx')).rejects.toThrow('forbidden');
    const { id } = await publish();
    await expect(update(id, 1, form(), 'officer-gx')).rejects.toThrow('forbidden');
    await expect(close(id, 1, 'officer-gx')).rejects.toThrow('forbidden');
    await saveFeed(test);
    await deliver(test, ownDocument([ownEvent({ headline: 'of a feed' })]));
    const ofFeed = (await list()).find(({ what }) => what === 'of a feed');
    await test.grant('officer-all', 'duty');
    await expect(close(ofFeed?.id ?? '', 1, 'officer-all')).rejects.toThrow('forbidden');
    await expect(close('0000000000000000', 1)).rejects.toThrow('not_found');
  });

  it.each<[string, Partial<Form>, string]>([
    ['an end before its start', { end: '2026-11-22T00:00:00.000Z' }, 'event.end'],
    ['a road that is no road', { road: { code: '一号' } }, 'event.road.code'],
    ['a road without number and name', { road: { direction: 'n' } }, 'event.road'],
    ['a stake beyond any road', { road: { code: 'G4', stake: { from: 0, to: 9e9 } } }, 'event.road.stake.to'],
  ])('is refused %s, with the field’s name', async (_, more, path) => {
    const reply = await test.send(
      'desk',
      { action: 'publishEvent', input: { agencyId: 'heb', key: 'k', event: form(more) } },
      'officer-heb',
    );
    expect(reply).toMatchObject({ ok: false, error: { code: 'invalid_input', details: { issues: [{ path }] } } });
  });

  it('leaves a trace of everything in the audit log', async () => {
    const { id } = await publish();
    await test.cloud.clock.advance(60_000);
    await update(id, 1, form({ severity: 'minor' }));
    await test.cloud.clock.advance(60_000);
    await close(id, 2);
    const { entries } = await test.call<DeskContract, 'listAudit'>(
      'desk',
      'listAudit',
      { subject: `road-events/${id}` },
      'operator-1',
    );
    expect(entries.map(({ action, by }) => [action, by])).toEqual([
      ['closeEvent', 'officer-heb'],
      ['updateEvent', 'officer-heb'],
      ['publishEvent', 'officer-heb'],
    ]);
    expect(entries[0]?.before).toMatchObject({ open: true });
    expect(entries[0]?.after).toMatchObject({ open: false });
  });
});

describe('a notice', () => {
  it('becomes a draft that the form takes as it is', async () => {
    const text = '8时10分，G72泉南高速柳州往南宁方向K1436发生3小车追尾事故，占用行车道，请过往车辆减速慢行。';
    const { drafts } = await test.call<DeskContract, 'parseNotice'>('desk', 'parseNotice', { text }, 'officer-gx');
    expect(drafts).toMatchObject([
      {
        event: {
          type: 'accident',
          road: { code: 'G72', directionText: '柳州往南宁方向', stake: { from: 1_436_000, to: 1_436_000 } },
        },
      },
    ]);
    const draft = drafts[0]?.event;
    if (draft === undefined) return;
    const severity = draft.severity === 'unknown' ? 'minor' : draft.severity;
    const { id } = await publish('officer-gx', { agencyId: 'gx', event: { ...draft, severity } });
    expect(await get(id)).toMatchObject({ type: 'accident', publisher: { name: '河北交警（示例）' } });
  });

  it('that tells of nothing gives no draft', async () => {
    const text = '祝广大驾驶人节日快乐。';
    expect(await test.call<DeskContract, 'parseNotice'>('desk', 'parseNotice', { text }, 'officer-gx')).toEqual({
      drafts: [],
    });
  });
});

describe('a holiday guide', () => {
  const guide: ActionInput<DeskContract, 'saveHolidayGuide'>['guide'] = {
    name: '示例假期',
    from: '2026-11-27T16:00:00.000Z',
    to: '2026-12-01T16:00:00.000Z',
    intro: '示例',
    peaks: [
      {
        kind: 'out',
        from: '2026-11-28T00:00:00.000Z',
        to: '2026-11-28T04:00:00.000Z',
        level: 'jammed',
        text: '避开上午',
      },
    ],
    chokePoints: [
      {
        name: '示例枢纽',
        road: { code: 'g 4', direction: 'both', stake: { from: 1000, to: 2000 } },
        regions: ['130100'],
        reason: '三车道变两车道',
        advice: '提前变道',
      },
    ],
    accidentProne: [
      { name: '示例长坡', road: { name: '示例公路' }, regions: ['450000'], reason: '连续下坡', advice: '低挡慢行' },
    ],
    tips: ['错峰出行'],
  };
  const save = (input: object = {}, openid = 'officer-heb') =>
    test.call<DeskContract, 'saveHolidayGuide'>(
      'desk',
      'saveHolidayGuide',
      { id: 'h1', agencyId: 'heb', guide, ...input },
      openid,
    );
  const guides = async () =>
    (await test.call<RoadsContract, 'listHolidayGuides'>('roads', 'listHolidayGuides', {})).guides;

  it('is listed until the holiday is over, and read whole', async () => {
    expect(await save()).toEqual({ id: 'h1', revision: 1 });
    expect(await guides()).toMatchObject([{ id: 'h1', name: '示例假期', publisher: '河北交警（示例）' }]);
    const whole = await test.call<RoadsContract, 'getHolidayGuide'>('roads', 'getHolidayGuide', { id: 'h1' });
    expect(whole).toMatchObject({
      chokePoints: [{ road: { code: 'G4' } }],
      accidentProne: [{ road: { name: '示例公路', direction: 'unknown' } }],
    });
    await test.cloud.clock.advance(10 * 24 * 3_600_000);
    expect(await guides()).toEqual([]);
  });

  it('is its agency’s', async () => {
    await save();
    await expect(save({ agencyId: 'gx' }, 'officer-gx')).rejects.toThrow('forbidden');
    await expect(save({}, 'officer-gx')).rejects.toThrow('forbidden');
    expect(await save(), 'the same again').toEqual({ id: 'h1', revision: 1 });
  });

  it('is never written over by who has not seen how it stands', async () => {
    expect(await save({ revision: 0 })).toEqual({ id: 'h1', revision: 1 });
    const changed = (intro: string) => ({ guide: { ...guide, intro } });
    expect(await save({ ...changed('第一位'), revision: 1 })).toEqual({ id: 'h1', revision: 2 });
    expect(await save({ ...changed('第一位'), revision: 1 }), 'the answer was lost').toEqual({ id: 'h1', revision: 2 });
    await expect(save({ ...changed('第二位'), revision: 1 })).rejects.toThrow('conflict');
    await expect(save({ ...changed('第三位'), revision: 0 })).rejects.toThrow('conflict');
    expect(await save({ ...changed('第二位'), revision: 2 })).toEqual({ id: 'h1', revision: 3 });
  });

  it('is refused where a span ends before it begins', async () => {
    await expect(save({ guide: { ...guide, to: guide.from } })).rejects.toThrow('invalid_input');
  });
});
