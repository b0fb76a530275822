import { insertMany, NEWEST_POST, postDocument } from '../measure/many-documents.ts';
import { openBenchCloud } from './bench-cloud.ts';
import { quantile, type Row, type Say, timesOf } from './row.ts';

const CALLS = 100;
const SIZES = [1000, 10_000, 100_000, 1_000_000];

/** A page of the feed among ever more posts, read from the database each time. @param most the largest number of posts */
export async function benchLargeFeed(say: Say, most: number): Promise<Row[]> {
  const { cloud, close } = await openBenchCloud({ memory: false });
  const list = (input: object) => cloud.call('news', { action: 'listPosts', input });
  const rows: Row[] = [];
  try {
    let there = 0;
    let first: number | undefined;
    for (const size of SIZES.filter((one) => one <= most)) {
      await insertMany(
        cloud.database,
        'posts',
        { from: there, to: size },
        (at) => postDocument(at, NEWEST_POST),
        (done) => say(`${done.toLocaleString('en')} posts`),
      );
      there = size;
      await list({});
      cloud.requests.clear();
      const times = await timesOf(CALLS, () => list({}));
      const examined = Math.max(...cloud.requests.list().map((request) => request.examined ?? 0));
      const middle = quantile(times, 0.5);
      first ??= middle;
      const among = `feed among ${size.toLocaleString('en')} posts`;
      rows.push(
        { what: among, value: middle, unit: 'ms', ratio: { of: 'among 1,000', times: middle / first }, aim: 'about 1' },
        { what: `${among}, examined`, value: examined, unit: 'documents' },
      );
    }
    return rows;
  } finally {
    await close();
  }
}
