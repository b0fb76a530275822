import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { parseMultipart } from '#cloud/openapi/multipart';
import { defaultOpenapiSettings } from '#cloud/openapi/settings';
import { type FixtureCloud, startFixtureCloud } from '../fixture-cloud.ts';

let cloud: FixtureCloud;
let sentBefore = 0;

beforeAll(async () => {
  cloud = await startFixtureCloud();
});

afterAll(() => cloud.remove());

beforeEach(() => {
  cloud.openapi.change(defaultOpenapiSettings());
  sentBefore = cloud.messages().length;
});

/** What this test sent, newest first. */
const sent = () => cloud.messages().slice(0, cloud.messages().length - sentBefore);

const call = (group: string, name: string, params: object, openid = 'o-driver', functionName = 'openapi') =>
  cloud.call(functionName, { group, name, params }, openid) as Promise<Record<string, unknown>>;

const reminder = {
  touser: 'o-driver',
  templateId: 'road-alert',
  page: 'pages/roads/index?id=1',
  data: {
    thing1: { value: 'G4京港澳高速' },
    time2: { value: '2026年5月1日 08:00' },
    character_string3: { value: 'K1402+300' },
  },
};

describe('an openapi call', () => {
  it('is refused where the function’s config.json does not permit it', async () => {
    expect(await call('subscribeMessage', 'send', reminder, 'o-driver', 'unpermitted')).toMatchObject({
      errCode: -604101,
    });
    expect(sent()).toEqual([]);
  });

  it('is not found where there is no such api here', async () => {
    expect(await call('customerServiceMessage', 'send', {})).toMatchObject({ errCode: -604100 });
  });

  it('is refused from outside a function', async () => {
    const form = new FormData();
    form.set('action', 'wx.openApi');
    form.set('apiName', 'subscribeMessage.send');
    form.set('requestData', '');
    const answer = await fetch(`${cloud.url}/admin?env=local-cloud&seqId=1`, { method: 'POST', body: form });
    // CommOpenApiResp {errorCode: -604104}: field 3, a varint.
    expect(Buffer.from(await answer.arrayBuffer())[0]).toBe(0x18);
    expect(sent()).toEqual([]);
  });
});

describe('subscribeMessage.send', () => {
  it('sends, and keeps what was sent by whom', async () => {
    expect(await call('subscribeMessage', 'send', reminder)).toMatchObject({ errCode: 0 });
    expect(sent()).toMatchObject([
      {
        at: cloud.clock.now(),
        api: 'subscribeMessage.send',
        functionName: 'openapi',
        errcode: 0,
        params: { touser: 'o-driver', template_id: 'road-alert', data: { thing1: { value: 'G4京港澳高速' } } },
      },
    ]);
  });

  it('is refused by a user who takes none, and by one whose grants are spent: 43101', async () => {
    cloud.openapi.change({ refusingUsers: ['o-refuses'], grants: { 'o-driver': { 'road-alert': 1 } } });
    expect(await call('subscribeMessage', 'send', { ...reminder, touser: 'o-refuses' })).toMatchObject({
      errCode: 43101,
    });
    expect(await call('subscribeMessage', 'send', reminder)).toMatchObject({ errCode: 0 });
    expect(await call('subscribeMessage', 'send', reminder)).toMatchObject({ errCode: 43101 });
    expect(sent().map((one) => one.errcode)).toEqual([43101, 0, 43101]);
  });

  it.each([
    [{ touser: '' }, 40003],
    [{ touser: 'o-unknown' }, 40003],
    [{ templateId: 'another' }, 40037],
    [{ page: 'pages/nowhere/index' }, 41030],
  ])('answers %j with %i', async (change, errCode) => {
    cloud.openapi.change({
      unknownUsers: ['o-unknown'],
      templates: { 'road-alert': ['thing1', 'time2', 'character_string3'] },
      pages: ['pages/roads/index'],
    });
    expect(await call('subscribeMessage', 'send', { ...reminder, ...change })).toMatchObject({ errCode });
  });

  it.each([
    ['thing1', '二十一个字的内容是放不下的所以要被拒绝掉啊啊', false],
    ['thing1', '二十个字的内容正好放得下所以是可以的啊啊', true],
    ['thing1', '', false],
    ['character_string1', '只有英文', false],
    ['number1', '12.5', true],
    ['number1', '十二', false],
    ['time1', '08:00', true],
    ['time1', '2026年5月1日 08:00~2026年5月1日 10:00', true],
    ['time1', '明天', false],
    ['date1', '2026-05-01', true],
    ['amount1', '￥200元', true],
    ['phrase1', '已解除', true],
    ['phrase1', '已经解除管制', false],
    ['name1', '省交警总队', true],
    ['car_number1', '粤A12345', true],
    ['phone_number1', '+86-0766-66888866', true],
    ['unheard1', 'x', false],
  ])('takes %s "%s": %s', async (key, value, accepted) => {
    const answer = await call('subscribeMessage', 'send', { ...reminder, data: { [key]: { value } } });
    if (accepted) expect(answer).toMatchObject({ errCode: 0 });
    else expect(answer).toMatchObject({ errCode: 47003, errMsg: expect.stringContaining(`data.${key}.value invalid`) });
  });

  it('wants every key of a template that is known: 47003', async () => {
    cloud.openapi.change({ templates: { 'road-alert': ['thing1', 'time2'] } });
    const answer = await call('subscribeMessage', 'send', { ...reminder, data: { thing1: { value: '封闭' } } });
    expect(answer).toMatchObject({ errCode: 47003, errMsg: expect.stringContaining('data.time2.value') });
  });
});

describe('security.msgSecCheck', () => {
  const check = (params: object) => call('security', 'msgSecCheck', params);
  const text = { content: '前方施工', version: 2, scene: 2, openid: 'o-driver' };

  it('passes, holds for review or finds risky by the words that are set', async () => {
    cloud.openapi.change({ refusedWords: ['赌博'], reviewedWords: ['代扣分'] });
    expect(await check(text)).toMatchObject({ errCode: 0, result: { suggest: 'pass', label: 100 } });
    expect(await check({ ...text, content: '可代扣分' })).toMatchObject({ result: { suggest: 'review' } });
    expect(await check({ ...text, content: '好', title: '赌博' })).toMatchObject({
      result: { suggest: 'risky', label: 20006 },
    });
  });

  it('answers 87014 in the version before 2.0', async () => {
    cloud.openapi.change({ refusedWords: ['赌博'] });
    expect(await check({ content: '赌博' })).toMatchObject({ errCode: 87014 });
    expect(await check({ content: '安全' })).toMatchObject({ errCode: 0 });
  });

  it.each([
    [{ content: '' }, 44002],
    [{ content: 5 }, 47001],
    [{ content: '长'.repeat(2501) }, 45002],
    [{ scene: 9 }, 40129],
    [{ openid: '' }, 40003],
    [{ openid: 'o-never-here' }, 61010],
  ])('answers %j with its error', async (change, errCode) => {
    expect(await check({ ...text, ...change })).toMatchObject({ errCode });
  });

  it('wants the user to have been there within two hours', async () => {
    expect(await check(text)).toMatchObject({ errCode: 0 });
    cloud.clock.advance(2 * 3_600_000 + 1);
    const answer = await call('security', 'msgSecCheck', text, 'o-another');
    expect(answer).toMatchObject({ errCode: 61010 });
  });
});

describe('security.mediaCheckAsync', () => {
  it('answers at once and pushes the result to the function that receives it', async () => {
    cloud.openapi.change({ mediaCheckFunction: 'echo', refusedMedia: ['bad.png'] });
    const media = { mediaUrl: 'https://example.com/bad.png', mediaType: 2, version: 2, scene: 2, openid: 'o-driver' };
    const { traceId, errCode } = await call('security', 'mediaCheckAsync', media);
    expect(errCode).toBe(0);
    await cloud.settled();
    const [pushed] = cloud.logs.list({ functionName: 'echo' });
    expect(pushed?.trigger).toBe('message');
    expect(pushed?.lines[0]?.text).toContain('wxa_media_check');
    expect(pushed?.lines[0]?.text).toContain(String(traceId));
    expect(pushed?.lines[0]?.text).toContain('risky');
  });
});

describe('wxacode.getUnlimited', () => {
  const draw = (params: object) => call('wxacode', 'getUnlimited', params);

  it('draws a code of the size that was asked for', async () => {
    const answer = await draw({ scene: 'p=post-1', page: 'pages/post/index', width: 300 });
    expect(answer).toMatchObject({ errCode: 0, contentType: 'image/png' });
    const png = Buffer.from(String(answer.buffer), 'base64');
    expect(png.subarray(1, 4).toString()).toBe('PNG');
    expect(png.readUInt32BE(16)).toBeGreaterThan(250);
    expect(png.readUInt32BE(16)).toBeLessThanOrEqual(300);
  });

  it.each([
    [{ scene: '' }, 40169],
    [{ scene: 'x'.repeat(33) }, 40169],
    [{ scene: '中文' }, 40169],
    [{ scene: 'a%20b' }, 40169],
    [{ page: '/pages/post/index' }, 41030],
    [{ page: 'pages/nowhere/index' }, 41030],
    [{ width: 100 }, 40097],
  ])('answers %j with its error', async (change, errCode) => {
    cloud.openapi.change({ pages: ['pages/post/index'] });
    expect(await draw({ scene: 'p=1', page: 'pages/post/index', ...change })).toMatchObject({ errCode });
  });

  it('draws 5,000 codes a minute and no more: 45009', async () => {
    const caller = { functionName: 'openapi', requestId: 'r', permitted: ['wxacode.getUnlimited'] };
    const bad = async () => ({ scene: '' });
    for (let n = 0; n < 5000; n += 1) await cloud.openapi.call('wxacode.getUnlimited', bad, caller);
    expect(await draw({ scene: 'p=1' })).toMatchObject({ errCode: 45009 });
    cloud.clock.advance(60_000);
    expect(await draw({ scene: 'p=1' })).toMatchObject({ errCode: 0 });
  });
});

describe('the settings', () => {
  it('are read and changed through the console, and refused by name where they do not hold', async () => {
    const change = (body: unknown) =>
      fetch(`${cloud.url}/__local/openapi`, { method: 'POST', body: JSON.stringify(body) });
    expect(await (await change({ refusedWords: ['赌博'] })).json()).toMatchObject({
      refusedWords: ['赌博'],
      pages: [],
    });
    const refused = await change({ refusedWords: 5 });
    expect(refused.status).toBe(400);
    expect(await refused.json()).toMatchObject({ error: expect.stringContaining('refusedWords') });
    expect((await change({ refusedWord: [] })).status).toBe(400);
  });
});

describe('a multipart body', () => {
  it('keeps bytes that look like text or like a boundary', () => {
    const bytes = Buffer.from([0xff, 0x0d, 0x0a, 0x2d, 0x2d, 0x00, 0xc3]);
    const body = Buffer.concat([
      Buffer.from('--b1\r\nContent-Disposition: form-data; name="action"\r\n\r\nwx.openApi\r\n--b1\r\n'),
      Buffer.from(
        'Content-Disposition: form-data; name="requestData"\r\nContent-Type: application/octet-stream\r\n\r\n',
      ),
      bytes,
      Buffer.from('\r\n--b1--\r\n'),
    ]);
    const parts = parseMultipart(body, 'multipart/form-data; boundary=b1');
    expect(parts.get('action')?.toString()).toBe('wx.openApi');
    expect(parts.get('requestData')).toEqual(bytes);
  });
});
