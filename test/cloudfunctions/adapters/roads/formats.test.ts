import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import type { RoadEvent } from '#domain/road-event';
import { parseRoadFeed, ROAD_FORMATS } from '#functions/adapters/roads/formats';
import { FORMATS, parse, RECEIVED_AT } from './feed-fixtures.ts';

const TEN_MEGABYTES = 10 * 1024 * 1024;

/** The tests are long and never wait: let the worker answer its runner in between. */
afterEach(() => new Promise((resolve) => setImmediate(resolve)));

/** What holds for every event that any parser lets through. */
function expectSound(events: readonly RoadEvent[]): void {
  expect(new Set(events.map((event) => event.id)).size).toBe(events.length);
  for (const event of events) {
    const { start, end, intervals } = event.schedule;
    if (start !== null && end !== null) expect(start <= end).toBe(true);
    if (event.created !== undefined && event.updated !== undefined) expect(event.created <= event.updated).toBe(true);
    for (const interval of intervals) if (interval.end !== null) expect(interval.start <= interval.end).toBe(true);
    for (const time of [start, end, event.created, event.updated]) {
      if (time) expect(time).toMatch(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/u);
    }
    expect(event.texts[0]?.headline).toBeTruthy();
    if (event.point) {
      expect(Math.abs(event.point[0])).toBeLessThanOrEqual(180);
      expect(Math.abs(event.point[1])).toBeLessThanOrEqual(90);
    }
  }
}

it('has a fixture for every format', () => {
  expect(FORMATS.map(({ format }) => format).sort()).toEqual(Object.keys(ROAD_FORMATS).sort());
});

describe.each(FORMATS)('$format', ({ format, document, item, empty }) => {
  const good = document([item(1), item(2)]);

  it('reads every event of a good document', () => {
    const feed = parse(format, good);
    expect(feed.rejected).toEqual([]);
    expect(feed.warnings).toEqual([]);
    expect(feed.readable).toBe(true);
    expect(feed.events).toHaveLength(2);
    expectSound(feed.events);
  });

  it('reads the same from text, from UTF-8 and behind a byte order mark', () => {
    const plain = parse(format, good);
    expect(parse(format, new TextEncoder().encode(good))).toEqual(plain);
    expect(parse(format, `\uFEFF${good}`)).toEqual(plain);
    expect(parse(format, Buffer.from(`\uFEFF${good}`, 'utf16le'))).toEqual(plain);
  });

  it('tells a document without events from one that is not of the format', () => {
    const feed = parse(format, empty);
    expect(feed).toMatchObject({ readable: true, events: [], rejected: [] });
  });

  it.each([
    ['nothing', ''],
    ['one byte', 'x'],
    ['one bracket', '{'],
    ['blanks', ' \n '],
    ['another JSON', '{"weather":"fine"}'],
    ['a web page', '<!DOCTYPE html><html><body>503</body></html>'],
    ['a number', '42'],
    ['null', 'null'],
  ])('refuses %s with one reason and its place', (_name, text) => {
    const feed = parse(format, text);
    expect(feed.readable).toBe(false);
    expect(feed.events).toEqual([]);
    expect(feed.rejected).toHaveLength(1);
    expect(feed.rejected[0]?.where).toBeTruthy();
    expect(feed.rejected[0]?.why).toBeTruthy();
  });

  it('refuses a document that breaks off, wherever it does', () => {
    const cut = document([item(1), item(2), item(3)]).trimEnd();
    for (const share of [0.3, 0.6, 0.9]) {
      const feed = parse(format, cut.slice(0, Math.floor(cut.length * share)));
      expect(feed.readable, `cut at ${share}`).toBe(false);
      expect(feed.events).toEqual([]);
    }
  });

  it('refuses bytes that are no text', () => {
    const feed = parse(format, new Uint8Array([0x80, 0xff, 0x00, 0xfe, 0x81]));
    expect(feed.readable).toBe(false);
  });

  it('keeps one event of two with the same id, and says so', () => {
    const feed = parse(format, document([item(7), item(7)]));
    expect(feed.events).toHaveLength(1);
    expect(feed.warnings.some(({ why }) => why.includes('twice'))).toBe(true);
  });

  it('reads ten megabytes', () => {
    // Blank lines between the items keep the number of events at some thousands: what is tried is the size.
    const padded = (id: number) => `${item(id)}${'\n'.repeat(1500)}`;
    const count = Math.ceil(TEN_MEGABYTES / Buffer.byteLength(padded(100_000)));
    const large = document(Array.from({ length: count }, (_, index) => padded(100_000 + index)));
    expect(Buffer.byteLength(large)).toBeGreaterThanOrEqual(TEN_MEGABYTES);
    const feed = parse(format, large);
    expect(feed.readable).toBe(true);
    expect(feed.events).toHaveLength(count);
  }, 60_000);

  it('never throws, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        expectSound(parse(format, text).events);
      }),
      { numRuns: 100 },
    );
  });

  it('never throws for a good document with anything changed in it', () => {
    fc.assert(
      fc.property(fc.nat(good.length), fc.nat(12), fc.string({ maxLength: 6 }), (at, length, text) => {
        const feed = parse(format, good.slice(0, at) + text + good.slice(at + length));
        expectSound(feed.events);
        if (!feed.readable) expect(feed.rejected).toHaveLength(1);
      }),
      { numRuns: 300 },
    );
  });
});

describe('documents of JSON', () => {
  const json = FORMATS.filter(({ format }) => !['datex2', 'own-csv'].includes(format));

  it.each(json)('$format survives any value in any place', ({ format, document, item }) => {
    const original: unknown = JSON.parse(item(1));
    fc.assert(
      fc.property(fc.nat(60), fc.jsonValue({ maxDepth: 3 }), (place, value) => {
        const feed = parse(format, document([JSON.stringify(replaceAt(original, { left: place }, value))]));
        expect(feed.readable || feed.rejected.length === 1).toBe(true);
        expectSound(feed.events);
      }),
      { numRuns: 300 },
    );
  });

  it.each(json)('$format survives a list of anything where events belong', ({ format, document }) => {
    fc.assert(
      fc.property(fc.array(fc.jsonValue({ maxDepth: 2 }), { maxLength: 6 }), (items) => {
        const feed = parse(format, document(items.map((value) => JSON.stringify(value))));
        expectSound(feed.events);
      }),
      { numRuns: 100 },
    );
  });

  it('refuses a document nested beyond any sense', () => {
    const deep = `${'['.repeat(200_000)}${']'.repeat(200_000)}`;
    for (const { format } of json) expect(parse(format, `{"events":${deep}}`).events).toEqual([]);
  });
});

it('finds no meaning in words that every JavaScript object knows', () => {
  for (const { format, document, item } of FORMATS) {
    const word = format === 'datex2' ? '>constructor<' : '"constructor"';
    const odd = item(1).replace(
      /"(?:CONSTRUCTION|work-zone|MODERATE|ROADWORKS|ROAD_WORK|northbound|较大)"|>overturnedHeavyLorry</gu,
      word,
    );
    const feed = parse(format, document([odd]));
    expectSound(feed.events);
    expect(JSON.stringify(feed.events)).not.toContain('[native code]');
    for (const event of feed.events) expect(typeof event.type).toBe('string');
  }
});

it('says that a wrong time of receipt is the mistake of the caller', () => {
  expect(() => parseRoadFeed('amap', '{}', { sourceId: 's', sourceName: 's', receivedAt: 'today' })).toThrow(TypeError);
});

it('adds the region that was asked for to what the document says', () => {
  const amap = FORMATS.find(({ format }) => format === 'amap');
  const text = amap?.document([amap.item(1)]) ?? '';
  const feed = parseRoadFeed('amap', text, {
    sourceId: 's',
    sourceName: 's',
    receivedAt: RECEIVED_AT,
    region: '110000',
  });
  expect(feed.events[0]?.regions).toEqual([{ adcode: '110000' }]);
});

/** The value with the n-th place of it, counted depth first, replaced. */
function replaceAt(value: unknown, counter: { left: number }, replacement: unknown): unknown {
  if (counter.left-- === 0) return replacement;
  if (Array.isArray(value)) return value.map((member) => replaceAt(member, counter, replacement));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [key, replaceAt(member, counter, replacement)]),
  );
}
