import { deliver, manyEvents, ownDocument, saveFeed } from '../../test/fixtures/road-feeds.ts';
import { startTestCloud } from '../../test/test-cloud.ts';
import type { Row, Say } from './row.ts';

const EVENTS = 10_000;

/** A national feed of ten thousand events through the desk: the first time, and again with nothing changed. */
export async function benchIngest(say: Say): Promise<Row[]> {
  const test = await startTestCloud();
  try {
    await saveFeed(test);
    const events = manyEvents(EVENTS);
    const run = async (document: string) => {
      const began = performance.now();
      for (let calls = 1; calls <= 10; calls += 1) {
        say(`ingest of ${EVENTS} events, call ${calls}`);
        if ((await deliver(test, document, { seconds: 45 })).outcome === 'done') break;
      }
      return performance.now() - began;
    };
    const first = await run(ownDocument(events));
    test.cloud.clock.advance(60_000);
    const again = await run(ownDocument(events, { asOf: '2026-11-23T00:31:00.000Z' }));
    return [
      { what: 'ingest of 10,000 new events', value: first / 1000, unit: 's' },
      {
        what: 'ingest of the same again',
        value: again / 1000,
        unit: 's',
        ratio: { of: 'new events', times: again / first },
      },
    ];
  } finally {
    await test.close();
  }
}
