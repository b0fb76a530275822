import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { insertMany } from '../../../scripts/measure/many-documents.ts';
import { type Hall, openHall } from '../hall.ts';

/** More than the database gives at once. */
const MANY = 1003;

let hall: Hall;
beforeEach(async () => {
  hall = await openHall();
});
afterEach(() => hall.close());

const insert = (name: string, made: (at: number) => object, count = MANY) =>
  insertMany(hall.cloud.database, name, { from: 0, to: count }, made);

describe('what is set up by hand is read to its end:', () => {
  it('the laws', async () => {
    const said = { title: '示例法', shortTitle: '示例', number: '示例', issuer: '示例', inForceFrom: '2020-01-01' };
    await insert('laws', (at) => ({ _id: `law-${at}`, ...said, inForceTo: null, officialLink: '', articles: [] }));
    const ids = (await hall.news('listLaws', {})).laws.map(({ id }) => id);
    expect(new Set(ids).size).toBe(MANY);
  });

  it('the people with a role, and the last operator among them', async () => {
    await insert('staff', (at) => ({ _id: `officer-${at}`, grants: [{ role: 'duty', agencyId: 'bj' }] }));
    const { staff } = await hall.desk('listStaff', {}, 'operator-1');
    expect(staff).toHaveLength(MANY + 2);
    await hall.grant('zz-operator', 'operator');
    expect(
      await hall.desk('revokeRole', { openid: 'operator-1', role: 'operator', agencyId: '*' }, 'zz-operator'),
    ).toEqual({ grants: [] });
  });

  it('the packs of the bank', async () => {
    const chapter = (at: number) => ({ id: `chapter-${at}`, name: `第${at}章` });
    const pool = [{ id: 'question', type: 'true-false', vehicleClasses: [], law: [] }];
    await insert('question_packs', (at) => ({
      ...{ _id: `1-chapter-${at}-0`, subject: 1, chapter: chapter(at), part: 0, version: 'v', made: 1, pool },
      questions: [],
    }));
    const reply = await hall.send('quiz', { action: 'listChapters', input: { subject: 1 } });
    expect(reply.ok && (reply.data as { chapters: unknown[] }).chapters).toHaveLength(MANY);
  });
});
