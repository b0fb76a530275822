import { describe, expect, it } from 'vitest';
import { type CloudUnderTest, cloudUnderTest } from '../cloud-under-test.ts';
import { evaluate, expectRefusal } from './evaluate.ts';

const cloud = cloudUnderTest();
/** A Sunday evening in UTC, a Monday morning in China. */
const at = new Date('2025-12-28T20:30:15.678Z');
const document = { at, none: null, text: 'x' };
type Build = ($: CloudUnderTest['$']) => unknown;

it.each<[string, Build, unknown]>([
  ['year', ($) => $.year('$at'), 2025],
  ['month', ($) => $.month('$at'), 12],
  ['dayOfMonth', ($) => $.dayOfMonth('$at'), 28],
  ['hour', ($) => $.hour('$at'), 20],
  ['minute', ($) => $.minute('$at'), 30],
  ['second', ($) => $.second('$at'), 15],
  ['millisecond', ($) => $.millisecond('$at'), 678],
  ['dayOfYear', ($) => $.dayOfYear('$at'), 362],
  ['dayOfWeek', ($) => $.dayOfWeek('$at'), 1],
  ['week', ($) => $.week('$at'), 52],
  ['isoDayOfWeek', ($) => $.isoDayOfWeek('$at'), 7],
  ['isoWeek', ($) => $.isoWeek('$at'), 52],
  ['isoWeekYear', ($) => $.isoWeekYear('$at'), 2025],
  ['a part of null', ($) => $.year('$none'), null],
  ['a date in a list of one', ($) => $.year(['$at']), 2025],
])('%s', async (_name, build, expected) => {
  expect(await evaluate(cloud, build(cloud.$), document)).toEqual(expected);
});

describe('in a time zone', () => {
  it.each<[string, Build, unknown]>([
    ['dayOfMonth by name', ($) => $.dayOfMonth({ date: '$at', timezone: 'Asia/Shanghai' }), 29],
    ['hour by offset', ($) => $.hour({ date: '$at', timezone: '+08:00' }), 4],
    ['hour by half an hour', ($) => $.hour({ date: '$at', timezone: '-0330' }), 17],
    ['isoWeekYear over the turn of the year', ($) => $.isoWeekYear({ date: '$at', timezone: 'Asia/Shanghai' }), 2026],
    ['isoWeek over the turn of the year', ($) => $.isoWeek({ date: '$at', timezone: 'Asia/Shanghai' }), 1],
    ['hour in New York, in winter', ($) => $.hour({ date: '$at', timezone: 'America/New_York' }), 15],
    [
      'hour in New York, in summer',
      ($) => $.hour({ date: new Date('2025-07-01T20:00:00Z'), timezone: 'America/New_York' }),
      16,
    ],
  ])('%s', async (_name, build, expected) => {
    expect(await evaluate(cloud, build(cloud.$), document)).toEqual(expected);
  });
});

describe('dateToString', () => {
  it.each<[string, object, unknown]>([
    ['as ISO 8601 without a format', { date: '$at' }, '2025-12-28T20:30:15.678Z'],
    ['by a format', { date: '$at', format: '%Y-%m-%d %H:%M:%S' }, '2025-12-28 20:30:15'],
    [
      'in a time zone',
      { date: '$at', format: '%Y年%m月%d日 %H:%M %z', timezone: 'Asia/Shanghai' },
      '2025年12月29日 04:30 +0800',
    ],
    ['by weeks', { date: '$at', format: '%G-W%V-%u %U %w %j %L %Z %%' }, '2025-W52-7 52 1 362 678 +000 %'],
    ['null', { date: '$none', format: '%Y' }, null],
    ['what onNull says', { date: '$nowhere', format: '%Y', onNull: '未知' }, '未知'],
  ])('writes %s', async (_name, operand, expected) => {
    expect(await evaluate(cloud, cloud.$.dateToString(operand), document)).toBe(expected);
  });

  it('refuses a letter that stands for nothing', async () => {
    await expectRefusal(
      evaluate(cloud, cloud.$.dateToString({ date: '$at', format: '%Q' }), document),
      "Invalid format character '%Q'",
    );
  });
});

describe('dateFromParts', () => {
  it.each<[string, object, unknown]>([
    ['a date', { year: 2017, month: 2, day: 8, hour: 12 }, new Date('2017-02-08T12:00:00Z')],
    [
      'in a time zone',
      { year: 2017, month: 2, day: 8, hour: 12, timezone: 'America/New_York' },
      new Date('2017-02-08T17:00:00Z'),
    ],
    ['the first of the year', { year: 2017 }, new Date('2017-01-01T00:00:00Z')],
    ['with parts that carry over', { year: 2017, month: 14, day: 0, hour: 25 }, new Date('2018-02-01T01:00:00Z')],
    ['by ISO weeks', { isoWeekYear: 2026, isoWeek: 1, isoDayOfWeek: 1 }, new Date('2025-12-29T00:00:00Z')],
    ['null for a null part', { year: 2017, month: '$none' }, null],
  ])('makes %s', async (_name, operand, expected) => {
    expect(await evaluate(cloud, cloud.$.dateFromParts(operand), document)).toEqual(expected);
  });

  it('refuses to mix the calendars', async () => {
    await expectRefusal(
      evaluate(cloud, cloud.$.dateFromParts({ year: 2017, isoWeek: 2 }), document),
      'does not allow mixing',
    );
  });
});

describe('dateFromString', () => {
  it.each<[string, object, unknown]>([
    ['ISO 8601', { dateString: '2019-05-14T09:38:51.686Z' }, new Date('2019-05-14T09:38:51.686Z')],
    ['a day', { dateString: '2019-05-14' }, new Date('2019-05-14T00:00:00Z')],
    ['an offset', { dateString: '2019-05-14T09:38:51+08:00' }, new Date('2019-05-14T01:38:51Z')],
    ['a time zone', { dateString: '2019-05-14T09:38:51', timezone: 'Asia/Shanghai' }, new Date('2019-05-14T01:38:51Z')],
    ['by a format', { dateString: '14.05.2019', format: '%d.%m.%Y' }, new Date('2019-05-14T00:00:00Z')],
    ['what onError says', { dateString: 'soon', onError: 'never' }, 'never'],
    ['null', { dateString: '$none' }, null],
    ['what onNull says', { dateString: '$nowhere', onNull: 0 }, 0],
  ])('reads %s', async (_name, operand, expected) => {
    expect(await evaluate(cloud, cloud.$.dateFromString(operand), document)).toEqual(expected);
  });

  it('refuses what is no date', async () => {
    await expectRefusal(
      evaluate(cloud, cloud.$.dateFromString({ dateString: 'soon' }), document),
      "Error parsing date string 'soon'",
    );
  });
});

it.each<[string, Build, string]>([
  ['a part of text', ($) => $.year('$text'), "can't convert from BSON type string to Date"],
  [
    'a time zone that there is not',
    ($) => $.year({ date: '$at', timezone: 'Mars/Base' }),
    'unrecognized time zone identifier',
  ],
])('refuses %s', async (_name, build, reason) => {
  await expectRefusal(evaluate(cloud, build(cloud.$), document), reason);
});
