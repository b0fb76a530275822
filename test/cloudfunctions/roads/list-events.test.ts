import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ActionInput } from '#contract/action';
import type { RoadsContract } from '#contract/roads';
import { deliver, ownDocument, ownEvent, saveFeed } from '../../fixtures/road-feeds.ts';
import { startTestCloud, type TestCloud } from '../../test-cloud.ts';

let test: TestCloud;

beforeEach(async () => {
  test = await startTestCloud();
  await saveFeed(test);
});
afterEach(() => test.close());

type Asked = ActionInput<RoadsContract, 'listEvents'>;
const list = (input: Asked = {}) => test.call<RoadsContract, 'listEvents'>('roads', 'listEvents', input);
const found = async (input: Asked) => (await list(input)).events.map(({ what }) => what);
const named = (id: string, more: object = {}) => ownEvent({ id, headline: id, ...more });

describe('a list', () => {
  it('puts what holds now before what is announced, and that before what has just ended; in each, the worst first', async () => {
    const tomorrow = { start: '2026-11-24T00:00:00Z', end: '2026-11-24T04:00:00Z' };
    await deliver(
      test,
      ownDocument([
        named('planned closure', { ...tomorrow, severity: 'critical', roads: [{ code: 'G4', state: 'closed' }] }),
        named('minor', { severity: 'minor' }),
        named('major', { severity: 'major' }),
        named('closure', { severity: 'moderate', roads: [{ code: 'G4', state: 'closed' }] }),
        named('older major', { severity: 'major', updated: '2026-11-23T00:01:00Z' }),
        named('ends', { severity: 'critical', end: '2026-11-23T00:31:00Z' }),
      ]),
    );
    await test.cloud.clock.advance(2 * 60_000);
    // The list moves it down when its turn is swept; what it says of it is right at once.
    expect((await list()).events.find(({ what }) => what === 'ends')).toMatchObject({ state: 'over', fading: true });
    expect(await found({})).toEqual(['closure', 'ends', 'major', 'older major', 'minor', 'planned closure']);
  });

  it('says the most in at most 350 bytes an event, however long the words are', async () => {
    const long = '因前方发生多车连环追尾事故，现场正在全力处置'.repeat(5).slice(0, 90);
    const events = Array.from({ length: 20 }, (_, at) =>
      named(`e${at}`, {
        headline: long,
        severity: 'critical',
        detour: `请从${long}绕行`,
        end: '2026-11-23T06:00:00Z',
        endEstimated: true,
        restrictions: [{ kind: 'no-entry', vehicles: ['truck'] }],
        roads: [
          {
            code: 'G4',
            name: '京港澳高速',
            direction: 'n',
            directionText: '北京往石家庄方向',
            stake: 'K268—K301',
            state: 'closed',
          },
        ],
      }),
    );
    await deliver(test, ownDocument(events));
    const answer = await list();
    for (const event of answer.events) expect(Buffer.byteLength(JSON.stringify(event))).toBeLessThanOrEqual(350);
    expect(answer.events[0]).toMatchObject({
      where: expect.stringContaining('G4 京港澳高速'),
      what: expect.stringMatching(/^因前方发生.+…$/),
      closed: true,
      trucks: true,
      until: '2026-11-23T06:00Z',
      estimated: true,
    });
  });

  it('goes on page by page to the end, each event once', async () => {
    await deliver(test, ownDocument(Array.from({ length: 45 }, (_, at) => named(`e${at}`))));
    const pages = [await list()];
    for (let cursor = pages[0]?.nextCursor; cursor !== undefined; cursor = pages.at(-1)?.nextCursor) {
      pages.push(await list({ cursor }));
    }
    expect(pages.map(({ events }) => events.length)).toEqual([20, 20, 5]);
    expect(new Set(pages.flatMap(({ events }) => events.map(({ id }) => id))).size).toBe(45);
  });
});

describe('what can be asked for', () => {
  beforeEach(async () => {
    await deliver(
      test,
      ownDocument([
        named('county', { regions: [{ adcode: '130102' }], roads: [{ code: 'G4', state: 'closed' }] }),
        named('city', { regions: [{ adcode: '130100' }], type: 'weather', severity: 'minor' }),
        named('province', { regions: [{ adcode: '130000' }], severity: 'critical', type: 'weather' }),
        named('other city', { regions: [{ adcode: '130200' }], roads: [{ name: '南宁绕城高速公路', state: 'open' }] }),
        named('elsewhere', {
          regions: [{ adcode: '450000' }],
          severity: 'major',
          roads: [{ code: 'G72', name: '泉南高速', directionText: '柳州往南宁方向', stake: 'K1436', state: 'closed' }],
          restrictions: [{ kind: 'gross-weight', limit: 30000 }],
        }),
      ]),
    );
  });

  it.each<[string, Asked, string[]]>([
    ['a province, with all within it', { region: '130000' }, ['county', 'province', 'other city', 'city']],
    [
      'a city, with its counties and what is known of its province only',
      { region: '130100' },
      ['county', 'province', 'city'],
    ],
    ['a county', { region: '130102' }, ['county', 'province', 'city']],
    ['a road by its number, however it is written', { road: 'g 72' }, ['elsewhere']],
    ['a road by its name', { road: '泉南高速公路' }, ['elsewhere']],
    ['a road that has only a name', { road: '南宁绕城高速' }, ['other city']],
    ['a type', { types: ['weather'] }, ['province', 'city']],
    ['types', { types: ['weather', 'accident'] }, ['elsewhere', 'county', 'province', 'other city', 'city']],
    ['at least a severity', { severityFrom: 'major' }, ['elsewhere', 'province']],
    ['full closures', { only: ['full-closures'] }, ['elsewhere', 'county']],
    ['what binds trucks', { only: ['truck-restrictions'] }, ['elsewhere']],
    ['both', { only: ['truck-restrictions', 'full-closures'] }, ['elsewhere']],
    ['all of it at once', { region: '130000', types: ['weather'], severityFrom: 'moderate' }, ['province']],
    ['a road and a severity', { road: 'G4', severityFrom: 'critical' }, ['province']],
    ['a road and a type that it hasn’t', { road: 'G4', types: ['service'] }, []],
    ['words of the place', { text: '柳州' }, ['elsewhere']],
    ['words of the headline', { text: 'county' }, ['county']],
    ['words that nobody said', { text: '乌鲁木齐' }, []],
    ['words without letters', { text: '！！' }, []],
    ['words and a type', { text: '泉南高速', types: ['weather'] }, []],
  ])('%s', async (_, asked, expected) => {
    const answer = await found(asked);
    expect(answer.sort()).toEqual([...expected].sort());
  });

  it('one place at a time', async () => {
    const reply = await test.send('roads', { action: 'listEvents', input: { region: '130000', road: 'G4' } });
    expect(reply).toMatchObject({
      ok: false,
      error: { code: 'invalid_input', message: expect.stringContaining('exclude each other') },
    });
  });
});

describe('how fresh it is', () => {
  const state = async (input: Asked = {}) => {
    const { state: now, asOf, feeds } = await list(input);
    return { state: now, asOf, feeds: feeds.map((feed) => feed.state) };
  };

  it('is “no data” before anything was delivered, never “no events”', async () => {
    expect(await state()).toEqual({ state: 'no-data', asOf: undefined, feeds: ['no-data'] });
  });

  it('is “no events” where a feed that is on time says so', async () => {
    await deliver(test, ownDocument([], { asOf: '2026-11-23T00:29:00Z' }));
    expect(await state()).toEqual({ state: 'no-events', asOf: '2026-11-23T00:29:00.000Z', feeds: ['no-events'] });
  });

  it('is “no events” for a region without any, while the feed has some elsewhere', async () => {
    await deliver(test, ownDocument([ownEvent()]));
    expect(await state({ region: '450000' })).toMatchObject({ state: 'no-events', feeds: ['current'] });
  });

  it('is late when deliveries fail to come, and no data after an hour', async () => {
    await deliver(test, ownDocument([ownEvent()]));
    expect(await state()).toMatchObject({ state: 'current' });
    await test.cloud.clock.advance(12 * 60_000);
    expect(await state()).toMatchObject({ state: 'late', asOf: '2026-11-23T00:30:00.000Z' });
    await test.cloud.clock.advance(60 * 60_000);
    expect(await state()).toMatchObject({ state: 'no-data', feeds: ['no-data'] });
  });

  it('asks only the feeds that cover the region', async () => {
    await saveFeed(test, { id: 'gx', name: '广西（示例）', format: 'own-json', region: '450000' });
    await deliver(test, ownDocument([ownEvent()]));
    expect((await state({ region: '130000' })).feeds).toEqual(['current']);
    expect((await state({ region: '450100' })).feeds.sort()).toEqual(['current', 'no-data']);
    expect(await state({})).toMatchObject({ state: 'current' });
  });

  it('lets an event without an end fade when its feed no longer confirms it, and go', async () => {
    const jam = { type: 'congestion', updated: '2026-11-23T00:20:00Z' };
    await deliver(test, ownDocument([named('jam', jam)]));
    await test.cloud.clock.advance(50 * 60_000);
    await deliver(test, ownDocument([named('jam', jam)]));
    await test.cloud.clock.advance(50 * 60_000);
    expect((await list()).events[0]).not.toHaveProperty('fading');
    await test.cloud.clock.advance(20 * 60_000);
    expect((await list()).events[0]).toMatchObject({ what: 'jam', fading: true });
    await test.cloud.clock.advance(60 * 60_000);
    expect((await list()).events).toEqual([]);
  });
});
